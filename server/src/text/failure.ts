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
    failed(name, error);
    return otherwise;
  }
}

/** Tells of a failure once: for what runs for every value of a file, where `guarded` would make a function each time. */
export function failed(name: string, error: unknown): void {
  if (told.has(name)) return;
  told.add(name);
  tell(name, error);
}

/** Tells the listener; a log that is closed already must not cost the answer. */
function tell(name: string, error: unknown): void {
  try {
    listener(name, error);
  } catch {
    // there is nobody else to tell
  }
}

/** A list, or the values of a map; an iterator would cost more than most of what is run. */
interface Items<Of> {
  forEach(run: (item: Of) => void): void;
}

/** Runs something for each item; an item that fails does not stop the others. */
export function guardedEach<Of>(name: string, items: Items<Of>, run: (item: Of) => void): void {
  items.forEach(item => {
    try {
      run(item);
    } catch (error) {
      failed(name, error);
    }
  });
}
