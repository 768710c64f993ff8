/** Maps offsets in the text of a scalar to offsets in its source, through quotes, escapes and folded lines. */
import type { ScalarNode } from '../tree.ts';

/** Offsets in the text of the scalar, and the same in the block. */
export interface TextMap {
  readonly toSource: (offset: number) => number;
  readonly toText: (offset: number) => number;
}

/** The map for a scalar of a block; `undefined` if text and source cannot be aligned. */
export function textMapOf({ span, style, text }: ScalarNode, block: string): TextMap | undefined {
  const units = unitsOf(block.slice(span.start, span.end), style).map(unit => shifted(unit, span.start));
  const letters = [...text.matchAll(/\S/g)].map(({ index }) => index);
  if (units.length !== letters.length) return undefined;
  const start = style === 'single' || style === 'double' ? span.start + 1 : (units[0]?.start ?? span.start);
  return {
    toSource: offset => {
      const next = firstIndex(letters, at => at >= offset);
      const unit = next < 0 ? undefined : units[next];
      if (unit && letters[next] === offset) return unit.start;
      const last = (next < 0 ? letters.length : next) - 1;
      const from = units[last]?.end ?? start;
      return Math.min(from + offset - (last < 0 ? 0 : (letters[last] ?? 0) + 1), unit?.start ?? span.end);
    },
    toText: offset => {
      const next = firstIndex(units, unit => unit.end > offset);
      const [unit, letter] = [units[next], letters[next]];
      if (unit && letter !== undefined && unit.start <= offset) return letter;
      const last = (next < 0 ? units.length : next) - 1;
      const from = last < 0 ? 0 : (letters[last] ?? 0) + 1;
      return Math.max(from, Math.min(from + offset - (units[last]?.end ?? start), letter ?? text.length));
    },
  };
}

/** The first index from which on all items pass; -1 if none does. */
function firstIndex<Item>(items: readonly Item[], passes: (item: Item) => boolean): number {
  let [start, end] = [0, items.length];
  while (start < end) {
    const middle = Math.floor((start + end) / 2);
    const item = items[middle];
    if (item !== undefined && passes(item)) end = middle;
    else start = middle + 1;
  }
  return start < items.length ? start : -1;
}

/** One character other than white space, as it is written. */
interface Unit {
  readonly start: number;
  readonly end: number;
}

const WRITTEN: Readonly<Record<ScalarNode['style'], RegExp>> = {
  plain: /\S/g,
  literal: /\S/g,
  folded: /\S/g,
  missing: /\S/g,
  single: /''|[^\s']/g,
  double: /\\(?:x..|u.{4}|U.{8}|\r\n|[^])|[^\s"\\]/g,
};

/** Leaves out white space, since folding changes it. */
function unitsOf(source: string, style: ScalarNode['style']): readonly Unit[] {
  const header = headerOf(source, style);
  const units: Unit[] = [];
  for (const { 0: written, index } of source
    .slice(header, style === 'single' ? -1 : undefined)
    .matchAll(WRITTEN[style]))
    if (style !== 'double' || !isEscapedSpace(written))
      for (let copy = 0; copy < lengthOf(written); copy++)
        units.push({ start: header + index, end: header + index + written.length });
  return units;
}

/** The length of what precedes the text: a quote, or the header of a block scalar. */
function headerOf(source: string, style: ScalarNode['style']): number {
  if (style === 'literal' || style === 'folded') return /^[^\r\n]*/.exec(source)?.[0].length ?? 0;
  return style === 'single' ? 1 : 0;
}

function isEscapedSpace(written: string): boolean {
  if (!written.startsWith('\\')) return false;
  const code = codeOf(written);
  return code === undefined ? /[\s_LPnrtvf]/.test(written.charAt(1)) : /\s/.test(String.fromCodePoint(code));
}

/** A character outside of the basic plane takes two UTF-16 units. */
function lengthOf(written: string): number {
  const code = codeOf(written);
  return code === undefined ? 1 : String.fromCodePoint(code).length;
}

function codeOf(written: string): number | undefined {
  const [, digits] = /^\\[xuU]([\da-f]+)$/i.exec(written) ?? [];
  const code = digits === undefined ? NaN : parseInt(digits, 16);
  return code <= 0x10ffff ? code : undefined;
}

function shifted({ start, end }: Unit, by: number): Unit {
  return { start: start + by, end: end + by };
}
