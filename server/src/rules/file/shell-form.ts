/** Rewrites shell command lines as one command that starts a shell, in the style of the list. */
import type { Edit } from '../../text/problem.ts';
import { quoted, replaceValue, sourceOf } from '../../yaml/edit/edit.ts';
import { lineBreakOf } from '../../yaml/edit/style.ts';
import type { Value } from '../../yaml/value/value.ts';
import type { Command, CommandWord } from './exec-command.ts';
import { columnIn } from '../../yaml/lines.ts';

/** `- echo 'x'` becomes `- sh`, `- -c`, `- echo 'x'`; nothing if that would lose a comment. */
export function runByShell({ value, words }: Command): readonly Edit[] {
  const [word, ...more] = words;
  if (value.kind === 'list') return more.length === 0 ? leadIn(value, word) : joined(value, words);
  const source = sourceOf(value.at);
  const line = /^["'][^\r\n]*$/.test(source) ? source : quoted(word.text.trimEnd(), value.at.block.text);
  return replaceValue(value.at, `["sh", "-c", ${line}]`);
}

/** The line stays as written, and two items are inserted before it. */
function leadIn(list: Value, word: CommandWord): readonly Edit[] {
  const [quote = ''] = /^["']/.exec(sourceOf(word.value.at)) ?? [];
  const isFlowing = isFlow(list) || isFlow(innermost(list));
  return itemsBefore(list, word, isFlowing ? [`${quote}sh${quote}`, `${quote}-c${quote}`] : ['sh', '-c']);
}

/** Inserts items, given as source text, before the first word; nothing where the list is written in an unusual way. */
export function itemsBefore(list: Value, { value }: CommandWord, items: readonly string[]): readonly Edit[] {
  const { text } = value.at.block;
  const { start } = value.at.span;
  const at = { ...value.at, span: { start, end: start } };
  if (isFlow(list) || isFlow(innermost(list))) return [{ at, text: items.map(item => `${item}, `).join('') }];
  const [lead, space] = /-( +)$/.exec(text.slice(0, start)) ?? [];
  if (lead === undefined || space === undefined) return [];
  const gap = `${lineBreakOf(text)}${' '.repeat(columnIn(text, start - lead.length))}-${space}`;
  return [{ at, text: items.map(item => `${item}${gap}`).join('') }];
}

function joined(list: Value, words: readonly CommandWord[]): readonly Edit[] {
  const { at } = list;
  if (/(?:^|\s)#/m.test(sourceOf(at))) return [];
  const lines = words.map(({ text }) => text.trimEnd()).join('\n');
  const { text } = at.block;
  if (isFlow(list)) return [{ at, text: `["sh", "-c", ${quoted(lines, text)}]` }];
  if (/^\s/.test(lines)) return [];
  const gap = lineBreakOf(text) + ' '.repeat(columnIn(text, at.span.start));
  const body = lines.replace(/\n(?!\n)/g, `${gap}  `);
  return [{ at, text: `- sh${gap}- -c${gap}- |-${gap}  ${body}` }];
}

function innermost(value: Value): Value {
  const inner = value.kind === 'list' ? value.items[0] : undefined;
  return inner?.kind === 'list' ? innermost(inner) : value;
}

function isFlow({ node }: Value): boolean {
  return node?.kind === 'list' && node.flow;
}
