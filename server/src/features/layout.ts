/** How the author lays a file out, as far as a bounded look around the cursor tells: what inserted text follows. */
import { span, type Span } from '../text/span.ts';
import { entryAt } from '../yaml/document/document.ts';
import type { SourceDocument } from '../yaml/tree.ts';

export interface FileLayout {
  /** Columns that one level of nesting takes. */
  readonly step: number;
  /** Columns by which dashes are deeper than the key of their list; dashes in the column of the key (0) are valid YAML. */
  readonly listStep: number;
  readonly quote: '"' | "'";
  readonly lineBreak: string;
}

/** The layout at an offset; the block around it counts first, then the beginning of the file, then what formatters make of it. */
export function layoutAt(document: SourceDocument, offset: number): FileLayout {
  const start = document.text.slice(0, SAMPLE);
  const near = habitsOf(around(document, offset));
  const isComplete = near.step !== undefined && near.listStep !== undefined && near.quote !== undefined;
  const far = isComplete ? near : habitsOf(start);
  const step = near.step ?? far.step ?? 2;
  return {
    step,
    listStep: near.listStep ?? far.listStep ?? step,
    quote: near.quote ?? far.quote ?? '"',
    lineBreak: /\r\n|\n|\r/.exec(start)?.[0] ?? '\n',
  };
}

/** A look at more would cost time at every keystroke of a long file. */
const SAMPLE = 16_384;

/** The block, with a letter on a blank line at the cursor: its column says how deep the author wants it. */
function around(document: SourceDocument, offset: number): string {
  const found = entryAt(document, offset);
  const block = found ? span(found.entry.start, found.entry.start + found.entry.block.text.length) : span(0, 0);
  const at: Span = span(Math.max(block.start, offset - SAMPLE), Math.min(block.end, offset + SAMPLE));
  return `${document.text.slice(at.start, offset)}\u2026${document.text.slice(offset, at.end)}`;
}

interface Habits {
  readonly step: number | undefined;
  readonly listStep: number | undefined;
  readonly quote: '"' | "'" | undefined;
}

interface Line {
  readonly indent: number;
  readonly dash: boolean;
  readonly text: string;
}

function habitsOf(text: string): Habits {
  const lines = structureOf(text);
  const below = lines.slice(1).flatMap((line, index) => {
    const above = lines[index];
    if (!above || !/:\s*(?:[&!]\S+\s*)?$/.test(above.text)) return [];
    const key = above.indent + (/^(?:- +)+/.exec(above.text)?.[0].length ?? 0);
    return line.indent > key || (line.dash && line.indent === key) ? [{ ...line, by: line.indent - key }] : [];
  });
  const quotes = lines.flatMap(line => /(?:^|: +|- +|[[{,] *)(["'])/.exec(line.text)?.[1] ?? []);
  return {
    step: mostFrequent(below.filter(({ dash }) => !dash).map(({ by }) => by)),
    listStep: mostFrequent(below.filter(({ dash }) => dash).map(({ by }) => by)),
    quote: mostFrequent(quotes.map(quote => (quote === '"' ? '"' : "'"))),
  };
}

/** Lines that say something, without comments and the content of block scalars. */
function structureOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  let literal = Infinity;
  for (const raw of text.split(/\r\n|\n|\r/)) {
    const line = raw.replace(/(?:^|\s)#.*/, '');
    const indent = line.search(/[^ ]/);
    if (indent < 0 || indent > literal) continue;
    const content = line.slice(indent);
    literal = /[|>][-+0-9]*\s*$/.test(content) ? indent : Infinity;
    lines.push({ indent, dash: content.startsWith('- ') || content === '-', text: content });
  }
  return lines;
}

/** What comes most often, the earliest of several. */
function mostFrequent<Of>(all: readonly Of[]): Of | undefined {
  const counts = new Map<Of, number>();
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1);
  const most = Math.max(...counts.values());
  return all.find(one => counts.get(one) === most);
}
