/**
 * Finds lines that are valid YAML but not what was meant: commands that begin with an indicator, and dashes that begin
 * no item.
 */
import type { Shape } from '../../spec/shape.ts';
import { cachedBy } from '../../text/cached.ts';
import { failed } from '../../text/failure.ts';
import type { Finding, Fix, Report } from '../../text/problem.ts';
import { alignedItems, quotedWhole, spacedDashes, sourceOf } from '../../yaml/edit/edit.ts';
import { startOf } from '../../yaml/edit/pair-location.ts';
import type { Place } from '../../text/span.ts';
import { isShellTest, signMessage } from '../../yaml/recovery/sign.ts';
import type { Node } from '../../yaml/tree.ts';
import type { Value } from '../../yaml/value/value.ts';
import { fieldOf, listIn, mappingIn, scalarsIn } from '../find.ts';
import { fix, preferredFix, type At } from './at.ts';

/** Reports such a value; returns whether it was one, since no further check of what YAML makes of it would help. */
export function checkSlip(report: Report, shape: Shape, value: Value, at: At): boolean {
  try {
    return reportSlip(report, shape, value, at);
  } catch (error) {
    failed('misread-line', error);
    return false;
  }
}

function reportSlip(report: Report, shape: Shape, value: Value, at: At): boolean {
  const list = listIn(shape);
  if (list && !at.item && reportDashes(report, shape, value)) return true;
  if (reportJoinedColons(report, shape, value, at)) return true;
  if (!at.item) {
    if (takesString(shape) && reportCut(report, value)) return true;
    return (takesLines(shape) || (takesString(shape) && value.kind === 'scalar')) && reportSign(report, value);
  }
  const takesText = shape.kind === 'text' || (list?.item.kind === 'text' && list.levels > 0);
  if (takesText && (reportCut(report, value) || reportSign(report, value))) return true;
  return reportDeepItem(report, shape, value);
}

const takesString = cachedBy((shape: Shape): boolean =>
  scalarsIn(shape).some(({ kind }) => kind === 'text' || kind === 'scalar'),
);

/** In `echo "a #b"` a comment begins inside the quotes of the command. */
function reportCut(report: Report, value: Value): boolean {
  const comment = cutCommentOf(value);
  if (!comment) return false;
  const { at } = value;
  const whole = { ...at, span: { start: at.span.start, end: comment.span.end } };
  report({
    code: 'misread-line',
    message: '`#` after a space begins a comment in YAML, also inside quotes of a command. Quote the whole value.',
    at: comment,
    fixes: fix('Quote the whole value', () => quotedWhole(whole)),
  });
  return true;
}

/** The comment that ends a command inside its quotes. */
export function cutCommentOf({ node, at }: Value): Place | undefined {
  if (node?.kind !== 'scalar' || node.style !== 'plain') return undefined;
  const { text } = at.block;
  const next = text.charAt(at.span.end);
  if (next !== ' ' && next !== '\t') return undefined;
  const [rest, gap = '', comment = ''] =
    /^([ \t]+)(#[^\r\n]*)/.exec(text.slice(at.span.end, at.span.end + LONGEST)) ?? [];
  const source = sourceOf(at);
  const quote = rest !== undefined && !/[\r\n]/.test(source) ? openQuoteIn(source) : undefined;
  if (quote === undefined || !comment.includes(quote)) return undefined;
  const start = at.span.end + gap.length;
  return { ...at, span: { start, end: start + comment.trimEnd().length } };
}

/** Far more than a line. */
const LONGEST = 2000;

/** The quote that a shell would find open at the end. */
function openQuoteIn(source: string): string | undefined {
  let open: string | undefined;
  for (let index = 0; index < source.length; index++) {
    const sign = source.charAt(index);
    if (sign === '\\' && open !== "'") index++;
    else if (sign === open) open = undefined;
    else if (open === undefined && (sign === '"' || sign === "'")) open = sign;
  }
  return open;
}

/** Whether it accepts one line as well as several: a shell test or a group is meant as one line. */
const takesLines = cachedBy((shape: Shape): boolean => {
  if (mappingIn(shape)) return false;
  return listIn(shape)?.item.kind === 'text' && scalarsIn(shape).some(({ kind }) => kind === 'text');
});

/** `script:make` is one text where a mapping is needed. */
function reportJoinedColons(report: Report, shape: Shape, value: Value, at: At): boolean {
  const { node, at: place } = value;
  if (node?.kind !== 'scalar' || node.style !== 'plain' || !mappingIn(shape) || scalarsIn(shape).length > 0)
    return false;
  const colons = beginsLine(place) || at.item ? joinedColons(shape, sourceOf(place)) : [];
  const [first] = colons;
  if (first !== undefined) report(colonsFinding(place, first, colons));
  return first !== undefined;
}

function colonsFinding(place: Place, first: number, colons: readonly number[]): Finding {
  const behind = (colon: number): Place => {
    const end = place.span.start + colon + 1;
    return { ...place, span: { start: end, end } };
  };
  return {
    code: 'misread-line',
    severity: 'error',
    message: 'A space is missing after the colon. YAML reads the line as one string, not as a key and its value.',
    at: { ...place, span: { start: place.span.start + first, end: place.span.start + first + 1 } },
    fixes: preferredFix('Put a space after the colon', () => colons.map(colon => ({ at: behind(colon), text: ' ' }))),
  };
}

/** The offsets of the colons, if each line begins with a key of the mapping. */
function joinedColons(shape: Shape, source: string): readonly number[] {
  const keys = [...source.matchAll(/(^|[\r\n])[ \t]*([\w.-]+):(?=[^\s:/])/g)];
  const lines = source.split(/\r\n|\n|\r/).length;
  const isAny = mappingIn(shape)?.kind === 'map';
  if (keys.length !== lines || !keys.every(({ 2: key = '' }) => isAny || fieldOf(shape, key))) return [];
  return keys.map(({ 0: all, index }) => index + all.length - 1);
}

/** `- one` with a deeper `- two` below it is one text. */
function reportDeepItem(report: Report, shape: Shape, { node, at }: Value): boolean {
  if (node?.kind !== 'scalar' || node.style !== 'plain') return false;
  const source = sourceOf(at);
  if (!/[\r\n]/.test(source)) return false;
  const deep = [...source.matchAll(/(?:^|[\r\n])([ \t]*)-[ \t]+\S/g)].filter(({ index }) => index > 0);
  const [first] = deep;
  if (!first || /(?:[\\|&(,=]|\b-)[ \t]*$/.test(source.slice(0, first.index))) return false;
  const dash = at.span.start + first.index + 1 + (first[1]?.length ?? 0);
  report({
    code: 'misread-line',
    severity: isNameOfJob(shape) ? 'error' : 'warning',
    message:
      'This dash is indented deeper than the item above, so YAML reads both lines as one string. Align it with the dash above.',
    at: { ...at, span: { start: dash, end: dash + 1 } },
    fixes: fix('Align the dash with the one above', () => alignedItems(at)),
  });
  return true;
}

/** Presumably no job has a name that begins with a dash of YAML. */
function isNameOfJob(shape: Shape): boolean {
  return scalarsIn(shape).some(form => form.kind === 'name' && form.of === 'job');
}

/** `-build` below `-test` is one text, and `-job: p` a mapping. */
function reportDashes(report: Report, shape: Shape, value: Value): boolean {
  const { at, node } = value;
  if (!node || !mayBeDashed(node) || !beginsLine(at) || !isDashed(node, sourceOf(at))) return false;
  const isText = value.kind === 'scalar' && shape.kind === 'either' && (shape.scalar ?? []).length > 0;
  const first = { ...at, span: { start: at.span.start, end: at.span.start + 1 } };
  report({
    code: 'misread-line',
    severity: isText ? 'warning' : 'error',
    message: `A list item needs a space after its dash. YAML reads these lines as ${value.kind === 'map' ? 'a mapping' : 'one string'}.`,
    at: first,
    fixes: (isText ? fix : preferredFix)('Put a space after each dash', () => spacedDashes(at)),
  });
  return true;
}

/** Only what begins with a dash: nearly nothing does. */
function mayBeDashed(node: Node): boolean {
  const first = node.kind === 'map' && !node.flow ? node.pairs[0]?.key : node;
  return first?.kind === 'scalar' && first.text.startsWith('-');
}

function isDashed(node: Node, source: string): boolean {
  if (node.kind === 'map') return node.pairs.every(({ key }) => key.kind === 'scalar' && /^-[^\s-]/.test(key.text));
  return (
    node.kind === 'scalar' &&
    node.style === 'plain' &&
    source.split(/\r\n|\n|\r/).every(line => /^\s*-[^\s\d-]/.test(line))
  );
}

/** Whether only blanks are in front of it on its line; no more of the line is looked at, since it may be long. */
function beginsLine({ block: { text }, span }: Place): boolean {
  let at = span.start;
  while (at > 0 && ' \t\ufeff'.includes(text.charAt(at - 1))) at--;
  return at === 0 || '\r\n'.includes(text.charAt(at - 1));
}

/** To YAML, `[ -f x ]` is a list, `! grep y` loses its first character, and `{echo a; echo b}` is a mapping. */
function reportSign(report: Report, value: Value): boolean {
  const { node, at } = value;
  const sign = node && mayBeSign(node) ? signOf(node, sourceOf(at)) : undefined;
  if (!node || sign === undefined) return false;
  const whole = { ...at, span: { start: startOf(node), end: at.span.end } };
  report({
    code: 'misread-line',
    severity: value.kind === 'map' ? 'error' : 'warning',
    message: signMessage(sign),
    at: whole,
    fixes: quoting(whole, value.kind === 'map'),
  });
  return true;
}

function quoting(whole: Place, isRefused: boolean): readonly Fix[] {
  return (isRefused ? preferredFix : fix)('Quote the whole value', () => quotedWhole(whole));
}

/** Nearly no value is written like that, so the text of the others is not looked at. */
function mayBeSign(node: Node): boolean {
  if (node.kind === 'list') return node.flow && node.items.length === 1;
  if (node.kind === 'map') return node.flow;
  return node.kind === 'scalar' && node.style === 'plain' && node.tag !== undefined;
}

function signOf(node: Node, source: string): string | undefined {
  if (/[\r\n]/.test(source)) return undefined;
  if (node.kind === 'list') return isTest(source) ? '[' : undefined;
  if (node.kind === 'map') return isGroup(node.pairs.map(({ value }) => value)) ? '{' : undefined;
  const { name = '' } = node.tag ?? {};
  return /^!(?:[a-z]\w*)?$/i.test(name) && name !== '!reference' ? '!' : undefined;
}

/** A list with one word has no blanks there. */
function isTest(source: string): boolean {
  return isShellTest(source) && / \]\]?$/.test(source);
}

/** `{ echo a; }` has no colon. */
function isGroup(values: readonly (Node | undefined)[]): boolean {
  return values.length > 0 && values.every(value => !value || (value.kind === 'scalar' && value.style === 'missing'));
}
