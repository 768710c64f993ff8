/** How the settings change when the user says what a file is; independent of the editor. */
import type { FileLists } from '../../server/src/lsp/requests.ts';

/** A glob that matches only this path. */
export function globOf(path: string): string {
  return path.replace(/[\\*?[\]{}()!+@|$]/g, '\\$&');
}

/** The lists after a file was added to one of them and removed from the other. */
export function treated(before: FileLists, glob: string, as: keyof FileLists): FileLists {
  const without = { include: remove(before.include, glob), exclude: remove(before.exclude, glob) };
  return { ...without, [as]: [...without[as], glob] };
}

function remove(globs: readonly string[], glob: string): readonly string[] {
  return globs.filter(other => other !== glob);
}
