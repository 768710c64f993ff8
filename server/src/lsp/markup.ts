/** Converts documentation to the format that the client supports. */
import { MarkupKind } from 'vscode-languageserver';
import type { MarkupContent } from 'vscode-languageserver';
import type { Markdown } from '../text/markdown.ts';
import { translatedMarkdown } from '../translation/markdown.ts';
import type { Translate } from '../translation/translate.ts';

/** Markdown in the language of the user, or plain text for clients that show only that. */
export function toMarkup(markdown: Markdown, format: MarkupKind, translate: Translate): MarkupContent {
  const value = translatedMarkdown(markdown, translate);
  return format === MarkupKind.Markdown
    ? { kind: MarkupKind.Markdown, value }
    : { kind: MarkupKind.PlainText, value: plain(value) };
}

/** Fenced code stays as it is; elsewhere markup is removed, and a link is followed by its address. */
function plain(markdown: string): string {
  const parts = markdown.split(/^```[^`\n]*(?:\n|$)/m);
  return parts.map((part, index) => (index % 2 === 1 ? part : withoutMarks(part))).join('');
}

/** Code, an escaped character, a link, or emphasis. */
const MARK =
  /(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)|\\([!-/:-@[-`{-~])|\[((?:\\.|[^\]\\])*)\]\((\S+?)\)|(?<![\w*])(\*\*|__|\*|_)(?=\S)(.+?)(?<=[^\s\\])\6(?!\w)/g;

function withoutMarks(text: string): string {
  return text
    .replace(/^#{1,6} /gm, '')
    .replace(MARK, (...[, , code, escaped, label, address, , inner]: (string | undefined)[]) => {
      if (address !== undefined) return `${withoutMarks(label ?? '')} (${address})`;
      return code?.replace(/^ (.*\S.*) $/, '$1') ?? escaped ?? withoutMarks(inner ?? '');
    });
}
