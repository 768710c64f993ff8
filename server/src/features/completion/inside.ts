/** Completion inside a text: variables after a `$`, inputs between `$[[` and `]]`, and the parts of conditions. */
import type { Project } from '../../ci/project.ts';
import { shift } from '../../text/span.ts';
import { typedInterpolation } from '../../expression/typed-interpolation.ts';
import type { SourceDocument } from '../../yaml/tree.ts';
import { textNear } from '../inside/near.ts';
import { unfolded } from '../inside/source.ts';
import type { InsideText } from '../inside/text-at.ts';
import { typedTemplate } from '../inside/typed-template.ts';
import { typedVariable } from '../inside/variable-uses.ts';
import { ownersIn } from '../names/spots.ts';
import type { Completion } from './compose.ts';
import { conditionCompletions } from './condition.ts';
import { inputCompletions } from './inputs.ts';
import type { InsideOptions } from './plain.ts';
import { templateCompletions } from './template.ts';
import { variableCompletions } from './variables.ts';

/** The completions inside the text at an offset; `undefined` if none of these begins there. */
export function insideCompletions(
  projects: readonly Project[],
  document: SourceDocument,
  offset: number,
  options: InsideOptions,
): readonly Completion[] | undefined {
  const text = textNear(document, offset);
  if (!text) return undefined;
  const { source, start, expansion } = text;
  const at = offset - start;
  // in front of an opening quote or after a closing one
  if (at < 0 || at > source.length || isIndentation(text, at)) return undefined;
  // in brackets, YAML ends a text in front of those of an interpolation, so the document is asked
  if (source[at - 1] === '$' && document.text.startsWith('[[', offset)) return [];
  const owners = ownersIn(projects, document);
  const input = typedInterpolation(unfolded(source, text.style), at);
  if (input) return inputCompletions(owners, document, text, { ...input, span: shift(start, input.span) }, options);
  const template = typedTemplate(source, at);
  if (template) return templateCompletions(owners, text, { ...template, span: shift(start, template.span) }, options);
  const variable = expansion && typedVariable(source, at, expansion);
  if (expansion && variable)
    return variableCompletions(owners, text, { ...variable, span: shift(start, variable.span) }, options);
  return expansion === 'condition' ? conditionCompletions(owners, text, at, options) : undefined;
}

/** Whether an offset of the source is within the indentation of the text. */
function isIndentation({ source, style }: InsideText, at: number): boolean {
  const lines = (style === 'literal' || style === 'folded' ? `\n${source}` : source).match(/\n *(?=[^ \r\n])/g) ?? [];
  // a text may have more lines than a function can have arguments
  const column = lines.reduce((least, line) => Math.min(least, line.length - 1), Infinity);
  const before = source.slice(source.lastIndexOf('\n', at - 1) + 1, at);
  const beginsLine = style === 'literal' || style === 'folded' || source.slice(0, at).includes('\n');
  return beginsLine && /^[ \t]*$/.test(before) && before.length < column;
}
