/**
 * The entries of a root in brackets, such as the jobs of a file in JSON, as blocks of their own: cut behind commas that
 * end a line, so that the columns in a block are those of its lines. A block lacks the brackets around it, which its
 * frame has. `test/yaml/members.test.ts` holds the blocks against the same root as a single one.
 */
import { shift, span, type Span } from '../../text/span.ts';
import type { Refusal } from '../libyaml/fault.ts';
import { parseStrict, type Strict } from '../libyaml/strict.ts';
import { repair } from '../recovery/repair.ts';
import { flawOf } from '../recovery/words.ts';
import { withinLimit } from './unread.ts';
import type { Block, EntryFrame, MapNode, Node } from '../tree.ts';
import { movedNode, movedPair } from './moved.ts';

/** The text of a block, and what it lacks. */
export interface Cut extends Span {
  readonly frame?: EntryFrame;
}

const OPEN = '{\n';
const FIRST: EntryFrame = { before: '', after: '}' };
const MIDDLE: EntryFrame = { before: OPEN, after: '}' };
const LAST: EntryFrame = { before: OPEN, after: '' };

/** A bracket in column 0 with nothing but comments above it. */
const HEAD = /^(?:[ \t]*(?:#[^\r\n]*)?\r?\n)*\{/;
/** Nothing but comments, each to the end of its line: what a line can be taken for in one way only takes one try. */
const REST = /^(?:[ \t\r\n]+#[^\r\n]*(?![^\r\n]))*[ \t\r\n]*$/;
const GAP = /[ \t\r\n]*,[ \t]*(?:#[^\r\n]*)?\r?\n/y;

/** Whether a part of a text that begins in a line of its own ends a document there, whatever is around it. */
export function isCut(text: string): boolean {
  return CUT.test(text);
}

const CUT = /(?:^|[\n\r\u0085\u2028\u2029])(?:---|\.\.\.)/;

/** The entries of a root, as it was read; `undefined` if there is nothing to cut. */
export function memberCuts(source: string, read: Strict): readonly Cut[] | undefined {
  if (!HEAD.test(source)) return undefined;
  return 'composed' in read ? cutsBetween(source, read.composed.root, read.composed.end) : cutsOfLines(source);
}

/** Whether the root of a block would be cut. */
export function hasMembers({ text, root }: Block): boolean {
  return HEAD.test(text) && cutsBetween(text, root, text.length) !== undefined;
}

function cutsBetween(source: string, root: Node | undefined, end: number): readonly Cut[] | undefined {
  if (!isRoot(root) || !REST.test(source.slice(root.span.end, end))) return undefined;
  const starts = root.pairs.slice(0, -1).flatMap(pair => gapEnd(source, pair.span.end) ?? []);
  return framed(starts, end);
}

function isRoot(root: Node | undefined): root is MapNode {
  return root?.kind === 'map' && root.flow && !root.tag && !root.anchor;
}

/** Where the next entry begins, if it does so in another line. */
export function gapEnd(source: string, offset: number): number | undefined {
  GAP.lastIndex = offset;
  return GAP.test(source) ? GAP.lastIndex : undefined;
}

/**
 * A text that is not YAML is cut at the lines that look like its first entry, as formatters write JSON, so that a mistake
 * costs only the entry that it is in. Entries in front of those lines stay together.
 */
function cutsOfLines(source: string): readonly Cut[] | undefined {
  const [, front = '', indent] = /^[^{]*\{([^]*?)\r?\n([ \t]+)"/.exec(source) ?? [];
  if (
    indent === undefined ||
    !isClosed(front.trim()) ||
    !/\n\}[ \t\r\n]*$/.test(source) ||
    /^(?:([<|=>])\1{6}|---|\.\.\.)/m.test(source)
  )
    return undefined;
  const starts = [...source.matchAll(/,[ \t]*\r?\n([ \t]+)(?=")/g)]
    .filter(({ 1: blanks }) => blanks === indent)
    .map(({ index, 0: gap }) => index + gap.length - indent.length);
  return framed(starts, source.length);
}

/** Whether a text has nothing, or whole entries with a comma behind each. */
function isClosed(text: string): boolean {
  const count = (brackets: RegExp): number => text.match(brackets)?.length ?? 0;
  return text === '' || (text.endsWith(',') && count(/[[{]/g) === count(/[\]}]/g));
}

function framed(starts: readonly number[], end: number): readonly Cut[] | undefined {
  if (starts.length === 0) return undefined;
  const cuts = [0, ...starts, end];
  return cuts.slice(1).map((to, index) => {
    const frame = index === 0 ? FIRST : index === starts.length ? LAST : MIDDLE;
    return { start: cuts[index] ?? 0, end: to, frame };
  });
}

/** Parses an entry in brackets of its own. */
export function parseMember(text: string, frame: EntryFrame): Block {
  const whole = frame.before + text + frame.after;
  const strict = parseStrict(whole);
  if ('composed' in strict) {
    const { root, end } = strict.composed;
    if (isRoot(root) && end === whole.length && REST.test(whole.slice(root.span.end)))
      return withinLimit({ text, root: withoutFrame(root, text, frame), flaws: [], frame });
    return flawed(text, frame, { code: 'document-start', at: Math.max(0, (root?.span.end ?? 1) - 1), from: 0 });
  }
  return flawed(text, frame, strict.refusal);
}

function flawed(text: string, frame: EntryFrame, refusal: Refusal): Block {
  const whole = frame.before + text + frame.after;
  const root = repair(whole, refusal);
  const { span: at, ...flaw } = flawOf(whole, refusal);
  return withinLimit({
    text,
    root: root && withoutFrame(root, text, frame),
    flaws: [{ ...flaw, span: within(text, frame, at) }],
    frame,
  });
}

/** The root with spans of the text; its own is no longer than its entries and the brackets that are there. */
function withoutFrame(root: Node, text: string, frame: EntryFrame): Node {
  const by = -frame.before.length;
  if (!isRoot(root)) return movedNode(root, by);
  const pairs = by === 0 ? root.pairs : root.pairs.map(pair => movedPair(pair, by));
  const start = by === 0 ? root.span.start : (pairs[0]?.span.start ?? 0);
  const end = frame.after === '' ? root.span.end + by : (pairs.at(-1)?.span.end ?? text.length);
  return { kind: 'map', flow: true, pairs, span: span(start, end) };
}

function within(text: string, { before }: EntryFrame, at: Span): Span {
  const { start, end } = shift(-before.length, at);
  return span(Math.max(0, Math.min(start, text.length)), Math.max(0, Math.min(end, text.length)));
}
