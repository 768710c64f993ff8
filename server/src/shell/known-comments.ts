/** Remembers what shellcheck said, and what of it still holds while an edited script is read again. */
import { shift } from '../text/span.ts';
import type { CheckedScript, ShellComment } from './comments.ts';

export interface KnownComments {
  /** The comments on a script or, until they are known, those on its entries that are as they were. */
  on(script: CheckedScript): readonly ShellComment[] | undefined;
  has(script: CheckedScript): boolean;
  add(script: CheckedScript, comments: readonly ShellComment[]): void;
}

/** Enough for the scripts of a few large pipelines. */
const MOST = 5000;

export function knownComments(): KnownComments {
  const scripts = new Map<string, readonly ShellComment[]>();
  const entries = new Map<string, readonly ShellComment[]>();
  return {
    has: script => scripts.has(keyOf(script)),
    on: script =>
      scripts.get(keyOf(script)) ??
      script.entries.flatMap(({ text }, index) =>
        (entries.get(text) ?? []).map(comment => movedBy(script.starts[index] ?? 0, comment)),
      ),
    add(script, comments) {
      for (const cache of [scripts, entries]) if (cache.size >= MOST) cache.clear();
      scripts.set(keyOf(script), comments);
      script.entries.forEach(({ text }, index) => {
        const own = comments.filter(({ at }) => script.locate(at.start).index === index);
        entries.set(
          text,
          own.map(comment => movedBy(-(script.starts[index] ?? 0), comment)),
        );
      });
    },
  };
}

/** Identifies a script: the same text in another shell is another one. */
export function keyOf({ text, dialect }: CheckedScript): string {
  return `${dialect} ${text}`;
}

function movedBy(by: number, comment: ShellComment): ShellComment {
  return { ...comment, at: shift(by, comment.at) };
}
