/**
 * Decides when problems are shown: at once, except for new ones in or because of what is being typed, which wait until
 * typing pauses.
 */
import { codeInfo, type Code } from '../codes/codes.ts';
import type { Problem } from '../text/problem.ts';
import type { Span, TextChange, Uri } from '../text/span.ts';
import type { Later } from './environment.ts';
import { moved, unfinishedLines, type LineReader, type Waiting } from './typing.ts';

/** A problem with its current place. */
export interface LocatedProblem {
  readonly problem: Problem;
  readonly at: Span;
}

/** `Judged` is the current document with everything that its problems depend on. */
export interface Publisher<Judged> {
  /** Shows everything: after opening, and when settings or other files have changed. */
  all(uri: Uri, judged: Judged): void;
  /** Shows what is known before all is; a file of which nothing was shown so far is not shown as free of problems. */
  some(uri: Uri, judged: Judged): void;
  /** Whether anything was shown since the file was opened, even that it has no problems. */
  isShown(uri: Uri): boolean;
  /** Shows the problems after edits, except in what is being typed. */
  edited(uri: Uri, judged: Judged, edit: Edited): void;
  /** Shows the same version again, now that more of it has been judged. */
  more(uri: Uri, judged: Judged, edit: Edited): void;
  /** A newer version will be judged: nothing more of the previous one is shown. */
  hold(uri: Uri): void;
  closed(uri: Uri): void;
}

/** What was typed since problems were last shown: the edits, message by message. */
export interface Edited {
  readonly lines: LineReader;
  readonly messages: readonly (readonly TextChange[])[];
}

/** How long typing has to pause before what it left is reported. */
export const IDLE = 400;

/** A publisher; `check` finds the problems of a document, `show` sends them. */
export function publisher<Judged>(
  check: (judged: Judged) => readonly LocatedProblem[],
  show: (judged: Judged, problems: readonly LocatedProblem[]) => void,
  later: Later,
): Publisher<Judged> {
  const seen = new Map<Uri, Seen>();
  const waiting = new Map<Uri, () => void>();
  const remember = (uri: Uri, shown: readonly LocatedProblem[], typed: readonly LocatedProblem[]): unknown =>
    seen.set(uri, { shown: shown.map(markOf), typed: typed.map(markOf) });
  const callOff = (uri: Uri): void => {
    waiting.get(uri)?.();
    waiting.delete(uri);
  };
  const showAll = (uri: Uri, judged: Judged, found: readonly LocatedProblem[]): void => {
    callOff(uri);
    remember(uri, found, []);
    show(judged, found);
  };
  const all = (uri: Uri, judged: Judged): void => showAll(uri, judged, check(judged));
  /** Shows what is not being typed, given what was shown before; everything once typing pauses. */
  const finished = (uri: Uri, judged: Judged, { lines, messages }: Edited, known: Seen): void => {
    callOff(uri);
    const found = check(judged);
    const stands = found.map(standing(lines, unfinishedLines(lines, messages), known));
    const those = (one: Standing): readonly LocatedProblem[] => found.filter((_, index) => stands[index] === one);
    const ready = those('ready');
    remember(uri, ready, those('typed'));
    show(judged, ready);
    if (stands.every(one => one === 'ready')) return;
    waiting.set(
      uri,
      later(IDLE, () => all(uri, judged)),
    );
  };
  return {
    all,
    isShown: uri => seen.has(uri),
    some(uri, judged) {
      const found = check(judged);
      if (found.length > 0 || seen.has(uri)) showAll(uri, judged, found);
    },
    edited: (uri, judged, edit) => finished(uri, judged, edit, movedSeen(seen.get(uri), edit.messages.flat())),
    more: (uri, judged, edit) => finished(uri, judged, edit, seen.get(uri) ?? movedSeen(undefined, [])),
    hold: callOff,
    closed(uri) {
      callOff(uri);
      seen.delete(uri);
    },
  };
}

/** The latest results: what was shown, and what waited because its line was being edited. */
interface Seen {
  readonly shown: readonly Mark[];
  readonly typed: readonly Mark[];
}

/** Identifies a problem across edits: by its code and where it begins or ends. */
interface Mark {
  readonly code: string;
  readonly at: Span;
}

function markOf({ problem, at }: LocatedProblem): Mark {
  return { code: problem.code, at };
}

function movedSeen(seen: Seen | undefined, edits: readonly TextChange[]): Seen {
  const move = ({ code, at }: Mark): Mark => ({
    code,
    at: { start: moved(at.start, edits), end: moved(at.end, edits) },
  });
  return { shown: (seen?.shown ?? []).map(move), typed: (seen?.typed ?? []).map(move) };
}

/** `typed` waits because its line is being typed; `caused` waits because typing elsewhere caused it. */
type Standing = 'ready' | 'typed' | 'caused';

function standing(
  lines: LineReader,
  held: ReadonlyMap<number, Waiting>,
  { shown, typed }: Seen,
): (found: LocatedProblem) => Standing {
  if (held.size === 0) return () => 'ready';
  const [wasShown, wasTyped] = [among(shown), among(typed)];
  const isTyping = [...held.values()].includes('all');
  return found => {
    if (wasShown(found)) return 'ready';
    if (waits(found.problem.code, held.get(lines.lineAt(found.at.start)))) return 'typed';
    return isTyping && !wasTyped(found) ? 'caused' : 'ready';
  };
}

function among(marks: readonly Mark[]): (found: LocatedProblem) => boolean {
  const starts = new Set(marks.map(({ code, at }) => `${code} ${at.start}`));
  const ends = new Set(marks.map(({ code, at }) => `${code} ${at.end}`));
  return ({ problem: { code }, at }) => starts.has(`${code} ${at.start}`) || ends.has(`${code} ${at.end}`);
}

function waits(code: Code, waiting: Waiting | undefined): boolean {
  const { whileTyping } = codeInfo(code);
  return whileTyping === 'always' || waiting === 'all' || (waiting === 'missing' && whileTyping === 'incomplete');
}
