/** Inputs in a text: `$[[ inputs.NAME | function ]]`, and `${{ job.inputs.NAME }}` in scripts. */
import { span, type Span } from '../../text/span.ts';

export interface InputUse {
  /** Where the value comes from: the file, a job, what is known of the component, or the matrix of a job. */
  readonly context: 'inputs' | 'job.inputs' | 'component' | 'matrix';
  readonly name: string;
  /** The context and the name, in the source. */
  readonly span: Span;
}

/** No longer than GitLab takes by far, so that brackets that never end are not followed through a whole file. */
const USE =
  /\$\[\[[ \t]*((inputs|component|matrix)\.([\w-]+))[^\n]{0,2000}?\]\]|\$\{\{[ \t]*((job\.inputs)\.([\w-]+))[ \t]*\}\}/g;

/** The uses in the source of a text, in their order. */
export function inputUses(source: string): readonly InputUse[] {
  if (!source.includes('$[[') && !source.includes('${{')) return [];
  return [...source.matchAll(USE)].map(match => {
    const access = match[1] ?? match[4] ?? '';
    const start = match.index + match[0].indexOf(access);
    return {
      context: (match[2] ?? match[5]) as InputUse['context'],
      name: match[3] ?? match[6] ?? '',
      span: span(start, start + access.length),
    };
  });
}

export interface TypedInput {
  readonly kind: 'file' | 'job' | 'function';
  /** What is typed of a word such as `inputs.name`, and the rest of it. */
  readonly span: Span;
  /** A blank that is still missing in front. */
  readonly tight: boolean;
  /** Whether the brackets are closed behind it. */
  readonly closed: boolean;
  /** How many functions are there already. */
  readonly functions: number;
}

/** What is being typed at an offset of the source between brackets; nothing outside of them. */
export function typedInput(source: string, offset: number): TypedInput | undefined {
  const line = source.slice(source.lastIndexOf('\n', offset - 1) + 1, offset);
  const typed = /\$(\[\[|\{\{)((?:(?!\]\]|\}\}).)*)$/.exec(line);
  if (!typed) return undefined;
  const [, open = '', inside = ''] = typed;
  const word = /[\w.-]*$/.exec(inside)?.[0] ?? '';
  const lead = inside.slice(0, inside.length - word.length);
  const functions = lead.split('|').length - 1;
  if (!/^[ \t]*$/.test(lead) && !/\|[ \t]*$/.test(lead)) return undefined;
  const rest = /^[\w.-]*/.exec(source.slice(offset))?.[0].length ?? 0;
  const kind = open === '{{' ? 'job' : functions > 0 ? 'function' : 'file';
  if (kind === 'job' && functions > 0) return undefined;
  return {
    kind,
    span: span(offset - word.length, offset + rest),
    tight: !/[ \t]$/.test(lead),
    closed: /^[^\n$]*(?:\]\]|\}\})/.test(source.slice(offset + rest)),
    functions: Math.max(0, functions - 1),
  };
}
