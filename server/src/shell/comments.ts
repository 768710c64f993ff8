/** What the program shellcheck says about a script: a contract with it, and its answer at offsets of the script. */
import type { Severity } from '../codes/code-info.ts';
import { span, type Span } from '../text/span.ts';
import type { JoinedScript } from './joined.ts';

/** The shell that reads a script. */
export type Dialect = 'bash' | 'sh';

/** One remark of shellcheck. */
export interface ShellComment {
  /** Such as `SC2086`. */
  readonly name: string;
  readonly severity: Severity;
  readonly message: string;
  /** In the script. */
  readonly at: Span;
}

/** A script as it is given to shellcheck. */
export interface CheckedScript extends JoinedScript {
  readonly dialect: Dialect;
  readonly entries: readonly { readonly text: string }[];
}

/** The comments on a script, as far as they are known by now. */
export type CommentsOn = (script: CheckedScript) => readonly ShellComment[] | undefined;

/** Starts shellcheck on a script. */
export type StartShellcheck = (script: CheckedScript) => RunningShellcheck;

/** shellcheck while it reads a script. */
export interface RunningShellcheck {
  /** Its JSON. Rejects if it could not be run, or was stopped. */
  readonly answer: Promise<string>;
  readonly stop: () => void;
}

/** The page of a comment in the wiki of shellcheck. */
export function wikiPage(name: string): string {
  return `https://www.shellcheck.net/wiki/${name}`;
}

/**
 * What it says does not apply here: variables come from the pipeline, other files are not its business, and the runner
 * ends the script at the first command that fails.
 */
export const LEFT_OUT = ['SC1090', 'SC1091', 'SC2148', 'SC2154', 'SC2164'];

/** Reads its answer in the format `json1`; throws if it is none. */
export function readComments(answer: string, script: string): readonly ShellComment[] {
  const { comments } = JSON.parse(answer) as { readonly comments: readonly Told[] };
  const lines = linesIn(script);
  return comments.flatMap(({ code, level, message, line, column, endLine, endColumn }) => {
    const [start, end] = [offsetAt(lines, line, column), offsetAt(lines, endLine, endColumn)];
    if (start === undefined || end === undefined) return [];
    const severity = LEVELS[level] ?? 'information';
    return [{ name: `SC${code}`, severity, message, at: span(start, Math.max(start, end)) }];
  });
}

/** A comment in that format: lines and columns begin with 1, and a column is a character, not a UTF-16 unit. */
interface Told {
  readonly code: number;
  readonly level: string;
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A job that shellcheck would refuse starts all the same, so nothing is an error. */
const LEVELS: Readonly<Record<string, Severity>> = {
  error: 'warning',
  warning: 'warning',
  info: 'information',
  style: 'hint',
};

interface Line {
  readonly start: number;
  readonly text: string;
}

function linesIn(script: string): readonly Line[] {
  let start = 0;
  return script.split('\n').map(text => {
    const line = { start, text };
    start += text.length + 1;
    return line;
  });
}

function offsetAt(lines: readonly Line[], line: number, column: number): number | undefined {
  const found = lines[line - 1];
  return (
    found &&
    found.start +
      Array.from(found.text)
        .slice(0, column - 1)
        .join('').length
  );
}
