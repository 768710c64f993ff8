/** Text with placeholders, for clients with and without snippet support. */

export interface Stop {
  /** The text that is shown until it is replaced. */
  readonly placeholder: string;
}

export type Template = readonly (string | Stop)[];

/** In the snippet syntax of the protocol: tab stops numbered in order, the final one at the end, before the tail. */
export function toSnippet(template: Template, tail = ''): string {
  const last = template.at(-1);
  const open = typeof last === 'object' && last.placeholder === '';
  let number = 0;
  const parts = (open ? template.slice(0, -1) : template).map(part => {
    if (typeof part === 'string') return escaped(part);
    number++;
    return part.placeholder === '' ? `$${number}` : `\${${number}:${escaped(part.placeholder)}}`;
  });
  return `${parts.join('')}$0${escaped(tail)}`;
}

/** The whole text, including placeholders. */
export function toText(template: Template): string {
  return template.map(part => (typeof part === 'string' ? part : part.placeholder)).join('');
}

/** The text before the first tab stop: without tab stops, that is the best place for the cursor. */
export function toBeginning(template: Template): string {
  const stop = template.findIndex(part => typeof part === 'object');
  return stop < 0 ? toText(template) : toText(template.slice(0, stop)).replace(/["']$/, '');
}

/** The text of a snippet with its stops filled in: with their placeholders, or a letter. */
export function toSample(snippet: string): string {
  return snippet.replace(STOP, (...[, literal, placeholder, number, at]: string[]) => {
    if (literal !== undefined || placeholder !== undefined) return literal ?? toSample(placeholder ?? '');
    // the last stop is behind the text, or in place of what is still missing
    return number === '0' && /\S/.test(snippet[Number(at) - 1] ?? '') ? '' : 'x';
  });
}

const STOP = /\\([\\$}])|\$\{\d+:((?:[^\\}]|\\.)*)\}|\$(\d+)/g;

function escaped(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}
