/** Fixes whose edits are made when somebody asks for them: finding a problem must neither wait nor fail for them. */
import { guarded } from './failure.ts';
import type { Edit, Fix } from './problem.ts';

/** Edits, or how to make them. */
export type Edits = readonly Edit[] | (() => readonly Edit[]);

/** A fix, or none where the edit is known to be impossible; one without edits is none, too, once they are made. */
export function fix(title: string, edits: Edits): readonly Fix[] {
  if (typeof edits === 'function') return [late({ title }, edits)];
  return edits.length > 0 ? [{ title, edits }] : [];
}

/** The only fix that says what the author plainly meant. */
export function preferredFix(title: string, edits: Edits): readonly Fix[] {
  if (typeof edits === 'function') return [late({ title, preferred: true }, edits)];
  return edits.length > 0 ? [{ title, edits, preferred: true }] : [];
}

/** The same fix, of which nothing is left where making it fails. */
export function guardedFix(code: string, unguarded: Fix): Fix {
  const { title, preferred } = { title: unguarded.title, preferred: unguarded.preferred };
  return late({ title, ...(preferred && { preferred }) }, () => guarded(`a fix of ${code}`, [], () => unguarded.edits));
}

/** The fixes that can be made. */
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
