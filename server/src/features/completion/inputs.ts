/** Completion between `$[[` and `]]`: inputs, what else can stand there, and functions. */
import type { Project } from '../../ci/project.ts';
import { links, wordsOf } from '../../readings/describe.ts';
import { spec } from '../../spec/header.ts';
import {
  interpolationSource,
  mostFunctions,
  offeredFunctions,
  type InterpolationFunction,
} from '../../spec/interpolation.ts';
import { ours } from '../../text/markdown.ts';
import type { SourceDocument } from '../../yaml/tree.ts';
import { declaredComponent, declaredInputs, type DeclaredInput } from '../inside/declared-inputs.ts';
import { declaredVariables } from '../inside/declared-variables.ts';
import { describeInput, inputDetail } from '../inside/describe-input.ts';
import type { TypedInput } from '../inside/input-uses.ts';
import type { InsideText } from '../inside/text-at.ts';
import type { Completion } from './compose.ts';
import { plainItem, type PlainOffer } from './plain.ts';

type Offer = Pick<PlainOffer, 'label' | 'kind' | 'detail' | 'doc' | 'template'>;

/** What fits in place of the word that is typed; its span is in the document. */
export function inputCompletions(
  owners: readonly Project[],
  document: SourceDocument,
  text: InsideText,
  typed: TypedInput,
  options: { readonly snippets: boolean },
): readonly Completion[] {
  const offers = offersFor(owners, document, text, typed);
  const close = typed.closed ? '' : ' ]]';
  return offers.map(offer => {
    const template = [typed.tight ? ' ' : '', ...offer.template, close];
    return plainItem({ ...offer, group: 0, template, span: typed.span, filter: offer.label }, options);
  });
}

function offersFor(
  owners: readonly Project[],
  document: SourceDocument,
  { path }: InsideText,
  { kind, functions }: TypedInput,
): readonly Offer[] {
  const [project] = owners;
  if (kind === 'function') return functions < mostFunctions ? offeredFunctions.map(toFunction) : [];
  return [
    ...declaredInputs(document).map(input => toOffer(project, 'inputs', input)),
    ...componentOffers(document),
    ...(project && isMatrixOfNeed(path) ? matrixOffers(project, String(path[0])) : []),
  ];
}

function toOffer(project: Project | undefined, context: string, input: DeclaredInput): Offer {
  const label = `${context}.${input.name}`;
  const doc = describeInput(project, input);
  return { label, kind: 'input', detail: inputDetail(input), doc, template: [label] };
}

function componentOffers(document: SourceDocument): readonly Offer[] {
  const known = new Map(wordsOf(spec.shape.fields.component.shape.item).map(({ value, doc }) => [value, doc]));
  return declaredComponent(document).map(name => {
    const doc = known.get(name) ?? '';
    return {
      label: `component.${name}`,
      kind: 'input',
      detail: doc.replace(/\.$/, ''),
      doc: ours(doc),
      template: [`component.${name}`],
    };
  });
}

/** The variables of the matrix that the job has itself stand for what each copy needs. */
function matrixOffers(project: Project, job: string): readonly Offer[] {
  const names = declaredVariables(project, job).filter(({ from }) => from === 'matrix');
  return [...new Set(names.map(({ name }) => name))].map(name => ({
    label: `matrix.${name}`,
    kind: 'input',
    detail: 'value of this copy of the job',
    doc: ours('The value that the variable of `parallel:matrix` has in this copy of the job.'),
    template: [`matrix.${name}`],
  }));
}

function isMatrixOfNeed([, key, , parallel, matrix]: InsideText['path']): boolean {
  return key === 'needs' && parallel === 'parallel' && matrix === 'matrix';
}

function toFunction([name, { doc, caveat, form }]: readonly [string, InterpolationFunction]): Offer {
  const careful = caveat === undefined ? [] : [`**Careful:** ${caveat}`];
  const markdown = ours([...careful, doc, links([interpolationSource])].join('\n\n'));
  return { label: name, kind: 'function', detail: doc.replace(/\.$/, ''), doc: markdown, template: form };
}
