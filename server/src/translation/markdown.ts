/** Translates the lines of Markdown that are known, and of the others the label in front; code stays as it is. */
import type { Translate } from './translate.ts';

/** Documentation of keywords is English, but what kind of line each is can be told in any language. */
const LABELLED = /^\*\*([^*]+):\*\* (.*)$/;

export function translatedMarkdown(markdown: string, translate: Translate): string {
  let isCode = false;
  return markdown
    .split('\n')
    .map(line => {
      if (/^`{3,}/.test(line)) isCode = !isCode;
      return isCode || line === '' ? line : translatedLine(line, translate);
    })
    .join('\n');
}

function translatedLine(line: string, translate: Translate): string {
  const [, mark = '', text = line] = /^(\s*[-*] )?(.*)$/.exec(line) ?? [];
  const whole = translate(text);
  if (whole !== text) return mark + whole;
  const [, label, rest] = LABELLED.exec(text) ?? [];
  if (label !== undefined && rest !== undefined) return `${mark}**${translate(label)}:** ${translate(rest)}`;
  const [, emphasised, behind = ''] = /^\*([^*]+)\*(.*)$/.exec(text) ?? [];
  return emphasised === undefined ? line : `${mark}*${translate(emphasised)}*${behind}`;
}
