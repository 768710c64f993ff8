/** How the settings change when a person says what a file is; no editor is needed to say so. */
import type { FileLists } from '../../server/src/lsp/requests.ts';

/** A glob that matches this path and no other. */
export function globOf(path: string): string {
  return path.replace(/[\\*?[\]{}()!+@|$]/g, '\\$&');
}

/** The lists after a file was put on one of them and taken off the other. */
export function treated(before: FileLists, glob: string, as: keyof FileLists): FileLists {
  const without = { include: remove(before.include, glob), exclude: remove(before.exclude, glob) };
  return { ...without, [as]: [...without[as], glob] };
}

function remove(globs: readonly string[], glob: string): readonly string[] {
  return globs.filter(other => other !== glob);
}
