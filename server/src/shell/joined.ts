/** The entries of a script as the one text that a shell reads. */

export interface JoinedScript {
  readonly text: string;
  /** Where each entry begins. */
  readonly starts: readonly number[];
  /** The entry that an offset in the text is in, and where in it. */
  readonly locate: (offset: number) => { readonly index: number; readonly offset: number };
}

/** Each entry begins on a line of its own. */
export function joinedScript(entries: readonly string[]): JoinedScript {
  const starts: number[] = [];
  let length = 0;
  for (const entry of entries) {
    starts.push(length);
    length += entry.length + 1;
  }
  return {
    text: entries.join('\n'),
    starts,
    locate(offset) {
      const index = Math.max(
        0,
        starts.findLastIndex(start => start <= offset),
      );
      return { index, offset: offset - (starts[index] ?? 0) };
    },
  };
}
