/** Completion between `${{` and `}}`: names that are available there, and functions. */
import type { Project } from '../../ci/project.ts';
import { resolveJob } from '../../ci/resolve-job.ts';
import { textOf } from '../../ci/blank.ts';
import { links } from '../../readings/describe.ts';
import { templateContexts, templateFunctions, templateSource, type TemplateWord } from '../../spec/template.ts';
import { ours } from '../../text/markdown.ts';
import { withoutStop } from '../../text/shown.ts';
import { member, type Value } from '../../yaml/value/value.ts';
import { inputsIn } from '../inside/declared-inputs.ts';
import { describeInput, inputDetail } from '../inside/describe-input.ts';
import type { InsideText } from '../inside/text-at.ts';
import type { TypedTemplate } from '../inside/typed-template.ts';
import type { Completion } from './compose.ts';
import { plainItem, type PlainOffer } from './plain.ts';

/** `goesOn` if a dot and a name have to follow. */
type Offer = Pick<PlainOffer, 'label' | 'kind' | 'detail' | 'doc' | 'template'> & { readonly goesOn?: boolean };

/** What can replace the word being typed; nothing if nobody evaluates expressions there. */
export function templateCompletions(
  [project]: readonly Project[],
  text: InsideText,
  typed: TypedTemplate,
  options: { readonly snippets: boolean },
): readonly Completion[] {
  const job = project && resolveJob(project, String(text.path[0]))?.value;
  return offersFor(project, job, text).map(offer => {
    const close = typed.closed || offer.goesOn ? '' : ' }}';
    const template = [typed.tight ? ' ' : '', ...offer.template, close];
    return plainItem({ ...offer, group: 0, template, span: typed.span, filter: offer.label }, options);
  });
}

function offersFor(
  project: Project | undefined,
  job: Value | undefined,
  { evaluates, path, style }: InsideText,
): readonly Offer[] {
  const functions = Object.entries<TemplateWord>(templateFunctions).map(toFunction);
  if (evaluates === 'step') {
    const steps = stepsBefore(job, path[2]).map(name => toName(`steps.${name}.outputs`, OUTPUTS));
    return [
      ...Object.entries<TemplateWord>(templateContexts.step).map(([name, word]) => toName(name, word)),
      ...steps,
      ...functions,
    ];
  }
  if (evaluates !== 'job') return [];
  const inputs = inputsIn(member(job, 'inputs')?.value).map((input): Offer => {
    const label = `job.inputs${memberOf(input.name, style)}`;
    return { label, kind: 'input', detail: inputDetail(input), doc: describeInput(project, input), template: [label] };
  });
  // in a job without inputs, the runner evaluates nothing
  return inputs.length > 0 ? [...inputs, ...functions] : [];
}

/** A name with characters that are not allowed in a word is put in brackets. */
function memberOf(name: string, style: InsideText['style']): string {
  if (/^[A-Za-z_]\w*$/.test(name)) return `.${name}`;
  const quote = style === 'double' ? "'" : '"';
  return `[${quote}${name}${quote}]`;
}

const OUTPUTS: TemplateWord = { doc: 'Outputs of the step, by name.', holds: true };

function stepsBefore(job: Value | undefined, index: string | number | undefined): readonly string[] {
  const run = member(job, 'run')?.value;
  if (run?.kind !== 'list' || typeof index !== 'number') return [];
  return run.items.slice(0, index).flatMap(step => textOf(member(step, 'name')?.value) ?? []);
}

function toName(label: string, word: TemplateWord): Offer {
  const { doc, holds = false } = word;
  return { label, kind: 'input', detail: withoutStop(doc), doc: docOf(word), template: [label], goesOn: holds };
}

function toFunction([name, word]: [string, TemplateWord]): Offer {
  const form = [`${name}(`, { placeholder: 'value' }, ')'];
  return { label: name, kind: 'function', detail: withoutStop(word.doc), doc: docOf(word), template: form };
}

function docOf({ doc, caveat }: TemplateWord): ReturnType<typeof ours> {
  const careful = caveat === undefined ? [] : [`**Careful:** ${caveat}`];
  return ours([...careful, doc, links([templateSource])].join('\n\n'));
}
