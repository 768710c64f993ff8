/** Applies a unified diff as `git apply` does: each hunk where its old lines are, regardless of line numbers. */

/** The text with all hunks applied; throws if the old lines of a hunk are found nowhere or several times. */
export function applyPatch(text: string, patch: string): string {
  return hunksOf(patch)
    .reduce((lines, hunk) => applyHunk(lines, hunk), text.split('\n'))
    .join('\n');
}

function hunksOf(patch: string): readonly (readonly string[])[] {
  const [, ...hunks] = patch.split(/^@@ -(\d+,\d+ \+\d+,\d+) @@\n/m);
  return hunks.flatMap((body, index) => {
    if (index % 2 === 0) return [];
    const lines = body.split('\n').slice(0, -1);
    const [old = 0, fresh = 0] = [...(hunks[index - 1] ?? '').matchAll(/,(\d+)/g)].map(([, count]) => Number(count));
    if (side(lines, '+').length !== old || side(lines, '-').length !== fresh)
      throw new Error('a hunk of another length');
    return [lines];
  });
}

/** One side of a hunk: all lines except those marked as the other side's. */
function side(hunk: readonly string[], without: string): readonly string[] {
  return hunk.filter(line => !line.startsWith(without)).map(line => line.slice(1));
}

function applyHunk(lines: readonly string[], hunk: readonly string[]): readonly string[] {
  const old = side(hunk, '+');
  const places = lines.flatMap((_, index) => (old.every((line, at) => lines[index + at] === line) ? [index] : []));
  const [place] = places;
  if (place === undefined || places.length > 1) throw new Error(`${places.length} places for a hunk`);
  return [...lines.slice(0, place), ...side(hunk, '-'), ...lines.slice(place + old.length)];
}
