/**
 * Markdown that editors show. Text of a file gets into it only through `code`, `prose` or `quoting`: the type refuses a
 * plain string, so that nothing in a file can load a picture, offer a link or break out of its quotes.
 */
import { oneLine, sentence, short } from './shown.ts';

declare const MADE: unique symbol;

/** Text that is safe to show as Markdown. */
export type Markdown = string & { readonly [MADE]: true };

/** Words of this program or of its table. Never for the content of a file, a setting or a file name. */
export function ours(text: string): Markdown {
  return text as Markdown;
}

/** A template of our own words with safe parts in it. */
export function say(words: TemplateStringsArray, ...parts: readonly (Markdown | number)[]): Markdown {
  return ours(words.map((word, index) => word + String(parts[index] ?? '')).join(''));
}

/** The parts that are not `undefined`, with a separator of ours between them. */
export function joined(parts: readonly (Markdown | undefined | false)[], between: string): Markdown {
  return ours(parts.filter(Boolean).join(between));
}

/** The text as inline code on one line, in a fence that nothing in it can close. */
export function code(text: string, longest?: number): Markdown {
  const shown = short(text, longest);
  const fence = '`'.repeat(longestRun(shown) + 1);
  const pad = fence.length > 1 || /^ .* $/.test(shown) || shown.trim() === '' ? ' ' : '';
  return ours(fence + pad + shown + pad + fence);
}

/** Lines of a file as a block of code that nothing in them can close. */
export function fenced(lines: readonly string[], language: string): Markdown {
  const shown = lines.map(line => oneLine(line)).join('\n');
  const fence = '`'.repeat(Math.max(2, longestRun(shown)) + 1);
  return ours(`${fence}${language}\n${shown}\n${fence}`);
}

function longestRun(text: string): number {
  return Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
}

/** Several texts as inline code; of many, only the first ones. */
export function codes(texts: readonly string[], most = 20): Markdown {
  const shown = joined(
    texts.slice(0, most).map(text => code(text)),
    ', ',
  );
  return texts.length > most ? say`${shown} and ${texts.length - most} more` : shown;
}

/** The text as words on one line: links, pictures, HTML and emphasis in it are only characters. */
export function prose(text: string, longest = 400): Markdown {
  return escaped(short(text.trim(), longest));
}

function escaped(shown: string): Markdown {
  return ours(shown.replace(ACTIVE, '\\$&'));
}

/** Characters that Markdown would interpret at that place; most punctuation in ordinary text is harmless. */
const ACTIVE =
  /[\\`*[\]<~]|(?<!\w)_|_(?!\w)|!(?=\[)|&(?=#?\w+;)|(?<=[\w.+-])@|:(?=\/\/)|(?<=www)\.|(?<=mailto|xmpp):|^[-+=#>]|(?<=^\d{1,9})[.)]/gi;

/**
 * A message of ours that quotes names in backticks. A name with backticks in it may end up outside of the code, but
 * never as markup.
 */
export function quoting(message: string): Markdown {
  const parts = sentence(message).split('`');
  const last = parts.length % 2 === 0 ? [parts.splice(-2).join('`')] : [];
  return joined(
    [...parts, ...last].map((part, index) => (index % 2 === 1 ? code(part) : escaped(part))),
    '',
  );
}

/** A link to a place in the files of the editor. */
export function link(label: string, href: string): Markdown {
  return say`[${prose(label)}](${ours(href.replace(UNSAFE, encoded))})`;
}

const UNSAFE = /[^\w\-.~:/?#@!$&'*+,;=%]/gu;

function encoded(letter: string): string {
  const safe = /\p{Cs}/u.test(letter) ? '\ufffd' : letter;
  return /[()]/.test(safe) ? `%${safe.charCodeAt(0).toString(16).toUpperCase()}` : encodeURIComponent(safe);
}
