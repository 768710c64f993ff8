/** Edits of a runner's settings; empty if the text has no form in which an edit would certainly be right. */
import { escapeUnseen } from '../text/shown.ts';
import type { Edit } from '../text/problem.ts';
import type { Place, Span } from '../text/span.ts';
import type { Member } from '../yaml/value/value.ts';
import type { RunnerConfig } from './read.ts';
import type { Path, Statement } from './tables.ts';

export function placeIn({ uri, block }: RunnerConfig, span: Span): Place {
  return { uri, block, span };
}

/** The text as a quoted string. */
export function quoted(text: string): string {
  return escapeUnseen(JSON.stringify(text), 'toml');
}

/** Renames a key wherever headers name it. */
export function rename(config: RunnerConfig, path: Path, { key }: Member, name: string): readonly Edit[] {
  const spans = new Map<number, Span>([[key.span.start, key.span]]);
  for (const { parts } of config.statements)
    for (const part of parts) if (isSame(part.path, path)) spans.set(part.span.start, part.span);
  return [...spans.values()].map(span => ({ at: placeIn(config, span), text: name }));
}

/** Removes a key with all tables below it. */
export function remove(config: RunnerConfig, path: Path, { key, value }: Member): readonly Edit[] {
  const written = statementsBelow(config, path);
  if (written.length === 0) return [{ at: placeIn(config, inBraces(config.text, key.span, value.at.span)), text: '' }];
  const lines = written.map(({ span }) => wholeLines(config.text, span));
  return apart(lines).map(span => ({ at: placeIn(config, span), text: '' }));
}

/** All tables and pairs of a key and below it. */
export function statementsBelow({ statements }: RunnerConfig, path: Path): readonly Statement[] {
  return statements.filter(statement => isBelow(statement.path, path));
}

function isBelow(path: Path, above: Path): boolean {
  return path.length >= above.length && above.every((part, index) => part === path[index]);
}

function isSame(path: Path, other: Path): boolean {
  return path.length === other.length && isBelow(path, other);
}

/** The spans that are not inside another one. */
function apart(spans: readonly Span[]): readonly Span[] {
  return spans.filter(
    (span, index) =>
      !spans.some((other, at) => {
        const isInside = other.start <= span.start && span.end <= other.end;
        return at !== index && isInside && (other.end - other.start > span.end - span.start || at < index);
      }),
  );
}

/** With its indentation, what follows it on the line, and the line break. */
function wholeLines(text: string, { start, end }: Span): Span {
  const first = Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1;
  const rest = /^[^\r\n]*(?:\r\n|[\r\n])?/.exec(text.slice(end))?.[0].length ?? 0;
  return { start: first, end: end + rest };
}

/** A pair between braces, with one of the commas around it. */
function inBraces(text: string, key: Span, value: Span): Span {
  const behind = /^\s*,\s*/.exec(text.slice(value.end))?.[0];
  if (behind !== undefined) return { start: key.start, end: value.end + behind.length };
  const before = /\s*,\s*$/.exec(text.slice(0, key.start))?.[0] ?? '';
  return { start: key.start - before.length, end: value.end };
}
