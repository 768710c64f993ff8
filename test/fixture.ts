/** The format of fixtures: files of a project in one text, with the expected problems drawn below their lines. */

export interface FixtureFile {
  readonly name: string;
  /** The text without its caret lines. */
  readonly text: string;
  readonly expected: readonly Expected[];
}

/** A line of carets, which belongs to the line above it. */
export interface Expected {
  readonly line: number;
  readonly start: number;
  /** Drawn as `^^^^`, or as `|` for an empty range. */
  readonly mark: string;
  /** The code, and the severity if it is not the default. */
  readonly label: string;
  /** The message, or its beginning followed by `…`. */
  readonly message: string;
}

/** The text of the first file after a fix. */
export interface ExpectedFix {
  readonly title: string;
  readonly after: string;
}

export interface Fixture {
  readonly files: readonly FixtureFile[];
  readonly fixes: readonly ExpectedFix[];
}

const SECTION = /^-- (?:(fix): )?(.+) --$/;
const CARETS = /^(#? *)(\^+…?|\|) ([a-z][a-z-]+(?: \([a-z]+\))?): (.*)$/;
const CURSOR = '<|>';

/**
 * Reads a fixture: `-- name --` begins a file, `-- fix: title --` the text after a fix; without either, it is one file.
 */
export function readFixture(text: string): Fixture {
  const parts = sections(text);
  return {
    files: parts.filter(part => !part.fix).map(({ title, lines }) => readFile(title, lines)),
    fixes: parts.filter(part => part.fix).map(({ title, lines }) => ({ title, after: lines.join('\n') })),
  };
}

/** Removes the cursor from a text and returns its offset. */
export function cutCursor(text: string): { readonly text: string; readonly offset: number } {
  const offset = text.indexOf(CURSOR);
  if (offset < 0) throw new Error(`no ${CURSOR} in:\n${text}`);
  return { text: text.slice(0, offset) + text.slice(offset + CURSOR.length), offset };
}

/** Draws a line of carets. Marks that begin in the first column are drawn there, without `#`. */
export function drawExpected({ start, mark, label, message }: Expected): string {
  return `${start === 0 ? '' : '#'.padEnd(start)}${mark} ${label}: ${message}`;
}

interface Section {
  readonly title: string;
  readonly fix: boolean;
  readonly lines: string[];
}

function sections(text: string): readonly Section[] {
  const lines = text.split('\n');
  if (!SECTION.test(lines[0] ?? '')) lines.unshift('-- .gitlab-ci.yml --');
  const found: Section[] = [];
  for (const line of lines) {
    const [, fix, title] = SECTION.exec(line) ?? [];
    if (title !== undefined) found.push({ title, fix: fix !== undefined, lines: [] });
    else found.at(-1)?.lines.push(line);
  }
  // the line break before the next heading belongs to this file
  return found.map((part, index) => (index < found.length - 1 ? { ...part, lines: [...part.lines, ''] } : part));
}

function readFile(name: string, lines: readonly string[]): FixtureFile {
  const kept: string[] = [];
  const expected: Expected[] = [];
  for (const line of lines) {
    const [, lead, mark, label, message] = CARETS.exec(line) ?? [];
    if (lead === undefined || mark === undefined || label === undefined || message === undefined) kept.push(line);
    else expected.push({ line: kept.length - 1, start: lead.length, mark, label, message });
  }
  return { name, text: kept.join('\n'), expected };
}
