/** What a merged file has from another one is told where it is written, if that file is judged as well. */
import type { Problem } from '../text/problem.ts';
import type { Place, Uri } from '../text/span.ts';

/**
 * The problems that are not reported where they are written; `told` returns the problems of other files in this run.
 */
export function notToldElsewhere(
  problems: readonly Problem[],
  told: (uri: Uri) => readonly Problem[],
): readonly Problem[] {
  return problems.filter(({ code, writtenAt }) => {
    if (!writtenAt) return true;
    return !told(writtenAt.uri).some(other => other.code === code && isAt(other.at, writtenAt));
  });
}

/** Whether two places are the same. */
export function isAt({ block, span }: Place, other: Place): boolean {
  return block === other.block && span.start === other.span.start && span.end === other.span.end;
}
