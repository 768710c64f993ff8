/** Does something once, when nobody waits for the server and a first file has been judged. */

/** A client that says nothing for so long, in milliseconds, is read or written in by nobody, and its file is judged. */
const REST = 2000;

interface Rest {
  /** Is told of each message of the client. */
  readonly hears: (message: { readonly method?: unknown }) => void;
  /** What to do then; nothing if it is not called. */
  readonly then: (run: () => void) => void;
}

export function onceRested(): Rest {
  let run: (() => void) | undefined;
  let timer: NodeJS.Timeout | undefined;
  const rested = (): void => {
    run?.();
    run = undefined;
  };
  return {
    hears({ method }) {
      if (method === 'textDocument/didOpen') timer ??= setTimeout(rested, REST).unref();
      // every message begins the rest anew
      if (run) timer?.refresh();
    },
    then: wanted => void (run = wanted),
  };
}
