/** Finds inputs in a text: `$[[ inputs.NAME | function ]]`, and `${{ job.inputs.NAME }}` in scripts. */
import { parseInterpolations } from '../../expression/interpolation.ts';
import { parseTemplate, pathOf, termsIn } from '../../expression/template.ts';
import { interpolationContexts, type ContextName } from '../../spec/interpolation.ts';
import { span, type Span } from '../../text/span.ts';

export interface InputUse {
  /** Where the value comes from: the file, a job, the facts about the component, or the matrix of a job. */
  readonly context: ContextName | 'job.inputs';
  readonly name: string;
  /** The context and the name, in the source. */
  readonly span: Span;
  /** The functions that are applied to its value. */
  readonly calls?: readonly string[];
}

const CONTEXTS = Object.keys(interpolationContexts) as readonly ContextName[];

/** The uses in the source of a text, in order. */
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
        // what functions make of an item is not described
        ...(isWhole && { calls: calls.map(({ text }) => text) }),
      },
    ];
  });
}

/** Anywhere in an expression; quotes that YAML escapes count as quotes. */
function jobInputs(source: string): readonly InputUse[] {
  const terms = parseTemplate(source.replaceAll('\\"', ' "')).flatMap(({ term }) => (term ? termsIn(term) : []));
  return terms.flatMap(term => {
    const path = pathOf(term) ?? [];
    const [job, inputs, name] = path;
    if (path.length !== 3 || job?.name !== 'job' || inputs?.name !== 'inputs' || !name) return [];
    return [{ context: 'job.inputs' as const, name: name.name, span: term.span }];
  });
}
