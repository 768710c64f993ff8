/** Moves a key that jobs have in common to `default`. */
import { encode } from '../../yaml/value/encode.ts';
import { hasAnchor } from '../../yaml/edit/pair-location.ts';
import { lineBreakOf, stepOf } from '../../yaml/edit/style.ts';
import { readNode } from '../../yaml/value/read.ts';
import { pipeline } from '../../spec/pipeline.ts';
import type { Pair } from '../../yaml/tree.ts';
import { oddKeys, type Changes } from './extract.ts';
import { entriesOf, nameOf, type JobTarget, type WrittenEntry } from './job-target.ts';
import { entryAbove, linesOf, movedTo, type WholeLines } from './lines.ts';
import { columnIn } from '../../yaml/lines.ts';

/** The changes, and the jobs of this file that lose the key. */
export interface DefaultMove {
  readonly changes: Changes;
  readonly jobs: number;
}

/** Removes the key from the job, and from all others of the file that have the same value. */
export function moveToDefault(target: JobTarget, pair: Pair): DefaultMove {
  const lines = linesOf(target, pair);
  const alike = entriesOf(target.document).flatMap(entry => alikeIn(entry, target, pair) ?? []);
  const jobs = alike.length + 1;
  const odd = oddKeys(target);
  if (odd !== undefined) return { jobs, changes: { because: odd } };
  if (!lines) return { jobs, changes: { because: 'The job is not written line by line.' } };
  const added = addition(target, lines, nameOf(pair) ?? '');
  if ('because' in added) return { jobs, changes: added };
  return { jobs, changes: [...added, ...[lines, ...alike].map(({ span }) => ({ span, text: '' }))] };
}

/** The lines of another job with the same value, if nothing else is lost with them. */
function alikeIn(other: WrittenEntry, target: JobTarget, pair: Pair): WholeLines | undefined {
  if (other.entry.block === target.entry.block && other.pair === target.pair) return undefined;
  if (!isJobEntry(other.name) || other.map.pairs.length < 2 || oddKeys(other) !== undefined) return undefined;
  const same = other.map.pairs.find(one => nameOf(one) === nameOf(pair));
  if (!same || hasAnchor(same.value) || hasAnchor(same.key)) return undefined;
  const [mine, theirs] = [linesOf(target, pair), linesOf(other, same)];
  if (!mine || !theirs) return undefined;
  if (movedTo(theirs, mine.column) === mine.text) return theirs;
  return theirs.text.includes('#') || valueOf(other, same) !== valueOf(target, pair) ? undefined : theirs;
}

/** The value as the node alone shows it; unknown values equal nothing. */
function valueOf({ document, entry }: WrittenEntry, { value }: Pair): string | symbol {
  const text = value ? JSON.stringify(encode(readNode(document.uri, entry.block, value))) : '';
  return text === '' || text.includes('"$class"') ? Symbol('unknown') : text;
}

/** Adds the lines to the `default` of the file, or to a new one in front of the first job. */
function addition(target: JobTarget, lines: WholeLines, key: string): Changes {
  const { document } = target;
  const written = entriesOf(document).findLast(({ name }) => name === 'default');
  if (!written && hasDefault(target)) return { because: 'The `default` of this file is not written line by line.' };
  if (written) return intoDefault(written, lines, key);
  const first = entriesOf(document).find(({ name }) => isJobEntry(name)) ?? target;
  return [entryAbove(first, ['default:', movedTo(lines, stepOf(document.text))])];
}

function intoDefault(written: WrittenEntry, lines: WholeLines, key: string): Changes {
  const { document, entry, map } = written;
  if (map.pairs.some(pair => nameOf(pair) === key)) return { because: `\`default\` has another \`${key}\`.` };
  const last = map.pairs.at(-1);
  const above = last && linesOf(written, last);
  if (!above) return { because: 'The `default` of this file is not written line by line.' };
  const column = columnIn(document.text, entry.start + last.span.start);
  const { end } = above.span;
  const lineBreak = lineBreakOf(document.text);
  const isClosed = /[\r\n]/.test(document.text.charAt(end - 1));
  const text = movedTo(lines, column);
  return [{ span: { start: end, end }, text: isClosed ? text + lineBreak : lineBreak + text }];
}

/** Whether the file has that key in another form. */
function hasDefault({ document }: JobTarget): boolean {
  const roots = document.pieces.flatMap(({ kind, entries }) =>
    kind === 'content' ? entries.flatMap(({ block }) => block.root ?? []) : [],
  );
  return roots.some(root => root.kind === 'map' && root.pairs.some(pair => nameOf(pair) === 'default'));
}

/** Neither a keyword nor hidden. */
function isJobEntry(name: string): boolean {
  return !name.startsWith('.') && !Object.hasOwn(pipeline.shape.fields, name);
}
