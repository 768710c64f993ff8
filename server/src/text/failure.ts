/** Where an exception of our own ends: it costs the one answer in which it happened, and is told once. */

/** Takes the name of what failed, never text of a file, and why. */
export type FailureListener = (name: string, error: unknown) => void;

let listener: FailureListener = () => undefined;
const told = new Set<string>();

/** Who is told from now on; a process has one log. */
export function onFailure(listen: FailureListener): void {
  listener = listen;
  told.clear();
}

/** The result of `run`, or the other one where it fails. */
export function guarded<Of>(name: string, otherwise: Of, run: () => Of): Of {
  try {
    return run();
  } catch (error) {
    if (!told.has(name)) {
      told.add(name);
      listener(name, error);
    }
    return otherwise;
  }
}

/** Runs something for each item; one that fails does not keep the others from their turn. */
export function guardedEach<Of>(name: string, items: Iterable<Of>, run: (item: Of) => void): void {
  for (const item of items) guarded(name, undefined, () => run(item));
}
