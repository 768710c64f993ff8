/** Text with places to fill in, for clients with snippets and for those without. */

export interface Stop {
  /** The placeholder that is there until it is typed over. */
  readonly placeholder: string;
}

export type Template = readonly (string | Stop)[];

/** In the syntax of the protocol's snippets: stops numbered in their order, the final one at the end, in front of the tail. */
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

/** All of it, placeholders included. */
export function toText(template: Template): string {
  return template.map(part => (typeof part === 'string' ? part : part.placeholder)).join('');
}

/** What stands in front of the first stop: without stops to jump to, the cursor had better be there. */
export function toBeginning(template: Template): string {
  const stop = template.findIndex(part => typeof part === 'object');
  return stop < 0 ? toText(template) : toText(template.slice(0, stop)).replace(/["']$/, '');
}

function escaped(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}
