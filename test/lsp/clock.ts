/** A clock that only advances when a test says so. */
export interface Clock {
  readonly later: (milliseconds: number, run: () => void) => () => void;
  readonly advance: (milliseconds: number) => void;
}

export function clockAtRest(): Clock {
  let now = 0;
  const waiting = new Map<() => void, number>();
  return {
    later(milliseconds, run) {
      const entry = (): void => run();
      waiting.set(entry, now + milliseconds);
      return () => void waiting.delete(entry);
    },
    advance(milliseconds) {
      now += milliseconds;
      for (const [run, due] of [...waiting]) if (due <= now && waiting.delete(run)) run();
    },
  };
}
