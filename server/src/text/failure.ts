/** Contains exceptions of our own code: each costs only the answer in which it happened, and is reported once. */

/** Gets the name of what failed (never text of a file) and the reason. */
export type FailureListener = (name: string, error: unknown) => void;

let listener: FailureListener = () => undefined;
const told = new Set<string>();

/** Sets who is told about failures from now on; a process has one log. */
export function onFailure(listen: FailureListener): void {
  listener = listen;
  told.clear();
}

/** The result of `run`, or `otherwise` if it throws. */
export function guarded<Of>(name: string, otherwise: Of, run: () => Of): Of {
  try {
    return run();
  } catch (error) {
    if (!told.has(name)) {
      told.add(name);
      tell(name, error);
    }
    return otherwise;
  }
}

/** Tells the listener; a log that is closed already must not cost the answer. */
function tell(name: string, error: unknown): void {
  try {
    listener(name, error);
  } catch {
    // there is nobody else to tell
  }
}

/** Runs something for each item; an item that fails does not stop the others. */
export function guardedEach<Of>(name: string, items: Iterable<Of>, run: (item: Of) => void): void {
  for (const item of items) guarded(name, undefined, () => run(item));
}
