/** Inputs in a text: `$[[ inputs.NAME | function ]]`, and `${{ job.inputs.NAME }}` in scripts. */
import { parseInterpolations } from '../../expression/interpolation.ts';
import { parseTemplate, pathOf, termsIn } from '../../expression/template.ts';
import { span, type Span } from '../../text/span.ts';

export interface InputUse {
  /** Where the value comes from: the file, a job, what is known of the component, or the matrix of a job. */
  readonly context: 'inputs' | 'job.inputs' | 'component' | 'matrix';
  readonly name: string;
  /** The context and the name, in the source. */
  readonly span: Span;
  /** The functions that its value goes through. */
  readonly calls?: readonly string[];
}

const CONTEXTS = ['inputs', 'component', 'matrix'] as const;

/** The uses in the source of a text, in their order. */
export function inputUses(source: string): readonly InputUse[] {
  return source.includes('$[[') || source.includes('${{') ? [...fileInputs(source), ...jobInputs(source)] : [];
}

function fileInputs(source: string): readonly InputUse[] {
  return parseInterpolations(source).flatMap(({ path: [root, word, more], calls }) => {
    const context = CONTEXTS.find(each => each === root?.text);
    const [name = ''] = /^[\w-]*/.exec(word?.text ?? '') ?? [];
    if (!context || !root || !word || name === '') return [];
    const isWhole = name === word.text && !more;
    return [
      {
        context,
        name,
        span: span(root.span.start, word.span.start + name.length),
        // What functions make of an item is not told.
        ...(isWhole && { calls: calls.map(({ text }) => text) }),
      },
    ];
  });
}

/** Wherever they stand in an expression; quotes that YAML escapes are quotes. */
function jobInputs(source: string): readonly InputUse[] {
  const terms = parseTemplate(source.replaceAll('\\"', ' "')).flatMap(({ term }) => (term ? termsIn(term) : []));
  return terms.flatMap(term => {
    const path = pathOf(term) ?? [];
    const [job, inputs, name] = path;
    if (path.length !== 3 || job?.name !== 'job' || inputs?.name !== 'inputs' || !name) return [];
    return [{ context: 'job.inputs' as const, name: name.name, span: term.span }];
  });
}

export interface TypedInput {
  readonly kind: 'file' | 'function';
  /** What is typed of a word such as `inputs.name`, and the rest of it. */
  readonly span: Span;
  /** A blank that is still missing in front. */
  readonly tight: boolean;
  /** Whether the brackets are closed behind it. */
  readonly closed: boolean;
  /** How many functions are there already. */
  readonly functions: number;
}

/** What is being typed at an offset of the source between `$[[` and `]]`; nothing outside of them. */
export function typedInput(source: string, offset: number): TypedInput | undefined {
  const line = source.slice(source.lastIndexOf('\n', offset - 1) + 1, offset);
  const typed = /\$\[\[((?:(?!\]\]).)*)$/.exec(line);
  if (!typed) return undefined;
  const [, inside = ''] = typed;
  const word = /[\w.-]*$/.exec(inside)?.[0] ?? '';
  const lead = inside.slice(0, inside.length - word.length);
  const functions = lead.split('|').length - 1;
  if (!/^[ \t]*$/.test(lead) && !/\|[ \t]*$/.test(lead)) return undefined;
  const rest = /^[\w.-]*/.exec(source.slice(offset))?.[0].length ?? 0;
  return {
    kind: functions > 0 ? 'function' : 'file',
    span: span(offset - word.length, offset + rest),
    tight: !/[ \t]$/.test(lead),
    closed: /^[^\n$]*\]\]/.test(source.slice(offset + rest)),
    functions: Math.max(0, functions - 1),
  };
}
