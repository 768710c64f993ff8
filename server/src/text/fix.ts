/**
 * Quick fixes whose edits are computed only when somebody asks for them: finding a problem must neither wait for nor
 * fail with them.
 */
import { guarded } from './failure.ts';
import type { Edit, Fix } from './problem.ts';

/** Edits, or how to make them. */
export type Edits = readonly Edit[] | (() => readonly Edit[]);

/**
 * A fix, or none if the edit is known to be impossible. A fix that turns out to have no edits is dropped later
 * (`possible`).
 */
export function fix(title: string, edits: Edits): readonly Fix[] {
  if (typeof edits === 'function') return [late({ title }, edits)];
  return edits.length > 0 ? [{ title, edits }] : [];
}

/** The only fix that keeps what the author plainly meant, so that "fix all" may apply it. */
export function preferredFix(title: string, edits: Edits): readonly Fix[] {
  if (typeof edits === 'function') return [late({ title, preferred: true }, edits)];
  return edits.length > 0 ? [{ title, edits, preferred: true }] : [];
}

/** The same fix, with no edits if making them fails. */
export function guardedFix(code: string, unguarded: Fix): Fix {
  const { title, preferred } = { title: unguarded.title, preferred: unguarded.preferred };
  return late({ title, ...(preferred && { preferred }) }, () => guarded(`a fix of ${code}`, [], () => unguarded.edits));
}

/** The fixes that have edits. */
export function possible(fixes: readonly Fix[] = []): readonly Fix[] {
  return fixes.filter(({ edits }) => edits.length > 0);
}

function late(fix: Omit<Fix, 'edits'>, make: () => readonly Edit[]): Fix {
  let made: readonly Edit[] | undefined;
  return {
    ...fix,
    get edits() {
      made ??= make();
      return made;
    },
  };
}
