/** Reports YAML syntax problems, with fixes that were tried and do repair the text. */
import type { Edit, Finding, Fix } from '../../text/problem.ts';
import { applyChanges, span, type Span, type TextChange } from '../../text/span.ts';
import { lineBreakOf, quoted, stepOf } from '../../yaml/edit/style.ts';
import { parseBlock } from '../../yaml/document/parse.ts';
import { withoutConflicts } from '../../yaml/recovery/conflict.ts';
import type { Block, SyntaxFlaw } from '../../yaml/tree.ts';
import { choicesAt } from './conflict-sides.ts';
import type { BlockContext } from '../engine/rule.ts';
import { lineEnd, lineStart } from '../../yaml/lines.ts';

/**
 * Trying a fix parses its block again; beyond so many characters, the remaining flaws get fixes once others are fixed.
 */
const MOST_READ_AGAIN = 200_000;

/** The syntax problems of a block. */
export function syntaxFindings({ uri, block }: BlockContext): readonly Finding[] {
  const tried = Math.max(1, Math.floor(MOST_READ_AGAIN / block.text.length));
  return block.flaws.map((flaw, index) => {
    const at = { uri, block, span: flaw.span };
    const ideas = index < tried ? ideasThatMend(block, flaw) : [];
    const fixes = ideas.map(({ title, changes, preferred }): Fix => {
      const edits = changes.map(({ span: where, text }): Edit => ({ at: { ...at, span: where }, text }));
      return { title, edits, ...(preferred ? { preferred } : {}) };
    });
    const code = flaw.cause === 'conflict' ? 'conflict-markers' : flaw.code;
    return { code, message: flaw.message, at, ...(fixes.length > 0 ? { fixes } : {}) };
  });
}

interface Idea {
  readonly title: string;
  readonly changes: readonly TextChange[];
  /** Nothing else can have been meant. */
  readonly preferred?: true;
}

function ideasThatMend(block: Block, flaw: SyntaxFlaw): readonly Idea[] {
  if (flaw.cause === 'conflict') return choicesAt(block.text, flaw.span.start).filter(idea => settles(block, idea));
  return ideasFor(block.text, flaw).filter(({ changes }) => {
    return changes.length > 0 && changedBlock(block, changes).flaws.length < block.flaws.length;
  });
}

/** Of two versions, either may be right; one with syntax errors is offered only if neither is valid. */
function settles(block: Block, { changes }: Idea): boolean {
  const { flaws } = changedBlock(block, changes);
  if (flaws.some(({ cause }) => cause === 'conflict')) return flaws.length < block.flaws.length;
  const both = withoutConflicts(block.text);
  return flaws.length === 0 || (both !== undefined && parseBlock(both.text).flaws.length > 0);
}

function changedBlock({ text, frame }: Block, changes: readonly TextChange[]): Block {
  return parseBlock(applyChanges(text, changes), frame);
}

/** Ideas that may fix the flaw; none if only the author can know. */
function ideasFor(text: string, { cause, span: at }: SyntaxFlaw): readonly Idea[] {
  switch (cause) {
    case 'tab':
      return [tabs(text, at.start)];
    case 'missing-space':
      return [{ title: 'Put a space after the colon', changes: [insert(at.start + 1, ' ')], preferred: true }];
    case 'sign':
      return comparison(text, at) ?? [quote(text, at, 'Quote the whole value')];
    case 'unquoted-colon':
      return [quote(text, at, 'Quote the whole value')];
    case 'quote':
      return text[at.start] === ':' ? [] : quotings(text, at.start);
    case 'anchor':
      return quotings(text, at.start);
    case 'open-quote':
      return [closeAtEnd(text, at.start, text[at.start] ?? '"')];
    case 'open-bracket':
      return [closeAtEnd(text, at.start, text[at.start] === '{' ? '}' : ']')];
    case 'missing-comma':
      return [{ title: 'Add a comma', changes: [insert(text.slice(0, at.start).trimEnd().length, ',')] }];
    case 'extra-comma':
    case 'extra-bracket':
    case 'character':
      return [{ title: `Delete ${nameOf(text, at)}`, changes: [{ span: at, text: '' }] }];
    case 'escape':
      return [{ title: 'Write the backslash as \\\\', changes: [insert(at.start, '\\')] }];
    case 'extra-text':
      return condition(text, at.start);
    case 'item':
      return [ownLine(text, at.start)];
    case 'indentation':
    case 'missing-colon':
      return [spaceBehindDash(text, at.start)];
    default:
      return [];
  }
}

/** `-echo` in a list, or `-if: x` above a line that belongs to it, is not an item without a space. */
function spaceBehindDash(text: string, offset: number): Idea {
  const own = lineStart(text, offset);
  const changes = [own, lineStart(text, Math.max(0, own - 1))].flatMap(line => {
    const [dash] = /^ *-(?=[^\s-])/.exec(text.slice(line, lineEnd(text, line))) ?? [];
    return dash === undefined ? [] : [insert(line + dash.length, ' ')];
  });
  return { title: 'Put a space after the dash', changes: changes.slice(0, 1), preferred: true };
}

function insert(offset: number, text: string): TextChange {
  return { span: span(offset, offset), text };
}

/**
 * Changes every line that begins with a tab, since there is seldom only one; a tab after spaces may belong to a script.
 * A block begins with the key of an entry, which has no indentation.
 */
function tabs(text: string, offset: number): Idea {
  const step = ' '.repeat(stepOf(text));
  const own = lineStart(text, offset);
  const changes = [...text.matchAll(/^(?=[ \t]*\t)[ \t]+(?=[^\s])/gm)]
    .filter(({ 0: indent, index }) => index === own || indent.startsWith('\t'))
    .map(({ 0: indent, index }) => ({
      span: span(index, index + indent.length),
      text: index === 0 ? '' : indent.replaceAll('\t', step),
    }));
  return { title: 'Indent with spaces', changes };
}

function quote(text: string, at: Span, title: string): Idea {
  const value = text.slice(at.start, at.end);
  return { title, changes: [{ span: at, text: quoted(value, text) }], preferred: true };
}

/** Up to the end of the line, or of the entry in brackets. */
function quotings(text: string, start: number): readonly Idea[] {
  const entry = /^[^,[\]{}\r\n]+/.exec(text.slice(start))?.[0].trimEnd() ?? '';
  const ends = new Set([restOfLine(text, start).end, start + entry.length]);
  return [...ends].map(end => quote(text, span(start, end), 'Quote the value'));
}

/** `"$A" == "x"` becomes one text, in which a variable has no quotes of its own. */
function condition(text: string, operator: number): readonly Idea[] {
  const before = text.slice(lineStart(text, operator), operator);
  const [operand, , name] = /(["'])(\$\w+)\1[ \t]*$/.exec(before) ?? [];
  const rest = restOfLine(text, operator);
  const behind = text.slice(rest.start, rest.end);
  // a command may contain `&&` and `||` too, and keeps its quotes
  const signs = /\bif:/.test(before) ? /^(?:[=!][=~]|&&|\|\|)/ : /^[=!][=~]/;
  if (operand === undefined || name === undefined || !signs.test(behind)) return [];
  const change = { span: span(operator - operand.length, rest.end), text: quoted(`${name} ${behind}`, text) };
  return [{ title: 'Quote the whole condition', changes: [change], preferred: true }];
}

/** The same if the whole value is marked: quoted as a whole, its variable would stay plain text. */
function comparison(text: string, at: Span): readonly Idea[] | undefined {
  const [operand] = /^(["'])\$\w+\1[ \t]*/.exec(text.slice(at.start, at.end)) ?? [];
  const ideas = operand === undefined ? [] : condition(text, at.start + operand.length);
  return ideas.length > 0 ? ideas : undefined;
}

/** Up to a comment or the end of the line. */
function restOfLine(text: string, offset: number): Span {
  const line = text.slice(offset, lineEnd(text, offset));
  return span(offset, offset + line.replace(/[ \t]+#.*$/, '').trimEnd().length);
}

function closeAtEnd(text: string, offset: number, closer: string): Idea {
  return { title: `Close it with ${closer}`, changes: [insert(restOfLine(text, offset).end, closer)] };
}

/** Moves the item of `exec: - a` below its key. */
function ownLine(text: string, dash: number): Idea {
  const start = text.slice(0, dash).trimEnd().length;
  const [indent = ''] = /^[ \t]*(?:- +)*/.exec(text.slice(lineStart(text, dash), dash)) ?? [];
  const gap = lineBreakOf(text) + ' '.repeat(indent.length + stepOf(text));
  return { title: 'Begin the list on a line of its own', changes: [{ span: span(start, dash), text: gap }] };
}

function nameOf(text: string, { start, end }: Span): string {
  const written = text.slice(start, end);
  return /^[\x21-\x7e]+$/.test(written) ? written : 'this character';
}
