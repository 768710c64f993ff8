/** What a panel shows of something that changes while somebody types: of several answers, only the newest counts. */

export interface Newest {
  /** Asks at once, if the page is listening. */
  readonly update: () => Promise<void>;
  /** Asks when nothing has changed for a moment. */
  readonly later: () => void;
  /** The page is listening from now on. */
  readonly ready: () => void;
  /** The panel is closed: nothing is asked or shown any more. */
  readonly stop: () => void;
}

export interface Asking<Answer> {
  /** `undefined` if there is nothing to ask about, and nothing is shown. */
  readonly ask: () => Promise<Answer | undefined> | undefined;
  /** Gets `undefined` if there was no answer. */
  readonly show: (answer: Answer | undefined) => void;
  /** How long {@link Newest.later} waits, in ms. */
  readonly pause: number;
}

export function newest<Answer>({ ask, show, pause }: Asking<Answer>): Newest {
  let isReady = false;
  let asked = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const update = async (): Promise<void> => {
    const asking = isReady ? ask() : undefined;
    if (!asking) return;
    const number = ++asked;
    const answer = await asking.catch(() => undefined);
    if (number === asked) show(answer); // else something newer is in progress, or the panel is closed
  };
  return {
    update,
    later() {
      clearTimeout(timer);
      timer = setTimeout(() => void update(), pause);
    },
    ready: () => void (isReady = true),
    stop() {
      isReady = false;
      asked++;
      clearTimeout(timer);
    },
  };
}
