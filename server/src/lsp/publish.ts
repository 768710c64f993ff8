/** When problems are shown: at once, but for new ones about what is being typed, which wait until the typing rests. */
import type { Code } from '../rules/codes.ts';
import type { Problem } from '../text/problem.ts';
import type { Span, TextChange } from '../text/span.ts';
import { moved, unfinishedLines, type LineReader, type Waiting } from './typing.ts';

/** A problem with the place where it stands now. */
export interface Located {
  readonly problem: Problem;
  readonly at: Span;
}

/** Runs something later; the answer is how to call it off. */
export type Later = (milliseconds: number, run: () => void) => () => void;

export interface Publisher {
  /** Shows everything: after opening, and when settings or other files have changed. */
  all(uri: string): void;
  /** Shows what an edit leaves, save what the person is just typing. */
  edited(uri: string, lines: LineReader, edits: readonly TextChange[]): void;
  closed(uri: string): void;
}

/** How long typing has to rest before what it left is called a problem. */
export const IDLE = 400;

/** A publisher; `check` finds the problems of a document as it is now, `show` sends them. */
export function publisher(
  check: (uri: string) => readonly Located[],
  show: (uri: string, problems: readonly Located[]) => void,
  later: Later,
): Publisher {
  const shown = new Map<string, readonly Mark[]>();
  const waiting = new Map<string, () => void>();
  const send = (uri: string, problems: readonly Located[]): void => {
    shown.set(uri, problems.map(markOf));
    show(uri, problems);
  };
  const callOff = (uri: string): void => {
    waiting.get(uri)?.();
    waiting.delete(uri);
  };
  const all = (uri: string): void => {
    callOff(uri);
    send(uri, check(uri));
  };
  return {
    all,
    edited(uri, lines, edits) {
      callOff(uri);
      const known = (shown.get(uri) ?? []).map(mark => movedMark(mark, edits));
      const found = check(uri);
      const ready = found.filter(isReady(lines, unfinishedLines(lines, edits), known));
      send(uri, ready);
      if (ready.length < found.length)
        waiting.set(
          uri,
          later(IDLE, () => all(uri)),
        );
    },
    closed(uri) {
      callOff(uri);
      shown.delete(uri);
    },
  };
}

/** What tells a problem from others across edits: its code and where it begins or ends. */
interface Mark {
  readonly code: string;
  readonly at: Span;
}

function markOf({ problem, at }: Located): Mark {
  return { code: problem.code, at };
}

function movedMark({ code, at }: Mark, edits: readonly TextChange[]): Mark {
  return { code, at: { start: moved(at.start, edits), end: moved(at.end, edits) } };
}

function isReady(
  lines: LineReader,
  held: ReadonlyMap<number, Waiting>,
  known: readonly Mark[],
): (found: Located) => boolean {
  if (held.size === 0) return () => true;
  const starts = new Set(known.map(({ code, at }) => `${code} ${at.start}`));
  const ends = new Set(known.map(({ code, at }) => `${code} ${at.end}`));
  return ({ problem: { code }, at }) =>
    starts.has(`${code} ${at.start}`) ||
    ends.has(`${code} ${at.end}`) ||
    !waits(code, held.get(lines.lineAt(at.start)));
}

function waits(code: string, waiting: Waiting | undefined): boolean {
  return code === SYNTAX || waiting === 'all' || (waiting === 'missing' && MISSING.has(code));
}

/** An open quote or bracket breaks lines far below the one that is being typed. */
const SYNTAX = 'yaml-syntax';

/** What is true of everything that is only begun. */
const MISSING: ReadonlySet<string> = new Set<Code>(['missing-key', 'no-handler', 'empty-value']);
