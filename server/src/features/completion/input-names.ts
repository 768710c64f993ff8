/** The names and indices that `$[[ … ]]` can begin with in a place. */
import { askingFor } from '../../ci/input-cycles.ts';
import { askedInputs, isName } from '../../ci/input-rules.ts';
import type { Project } from '../../ci/project.ts';
import type { TypedInterpolation } from '../../expression/typed-interpolation.ts';
import { wordsOf } from '../../readings/describe.ts';
import { spec } from '../../spec/header.ts';
import { interpolationContexts, interpolationWays, type ContextName } from '../../spec/interpolation.ts';
import { code, ours } from '../../text/markdown.ts';
import { withoutStop } from '../../text/shown.ts';
import { loadDocument } from '../../yaml/load/load.ts';
import type { SourceDocument } from '../../yaml/tree.ts';
import { member } from '../../yaml/value/value.ts';
import { declaredComponent, declaredInputs, type DeclaredInput } from '../inside/declared-inputs.ts';
import { declaredVariables } from '../inside/declared-variables.ts';
import { describeInput, inputDetail } from '../inside/describe-input.ts';
import { givenValues } from '../inside/given-values.ts';
import type { InsideText } from '../inside/text-at.ts';
import { shortText } from '../effective/short.ts';
import type { InterpolationOffer } from './input-functions.ts';

/** Names with their context in front; after a dot, only those of the context before it. */
export function accessOffers(
  [project]: readonly Project[],
  document: SourceDocument,
  text: InsideText,
  word: string,
): readonly InterpolationOffer[] {
  const typed = /^([\w-]*)\./.exec(word)?.[1];
  const offers: Readonly<Record<ContextName, () => readonly InterpolationOffer[]>> = {
    inputs: () => inputsFor(document, text).map(input => inputOffer(project, input)),
    component: () => componentOffers(document),
    matrix: () => (project ? matrixOffers(project, String(text.path[0])) : []),
  };
  const { contexts } = interpolationWays[text.interpolates];
  return contexts.filter(each => typed === undefined || typed === each).flatMap(each => offers[each]());
}

/** In a rule of an input, only those that a condition can refer to and whose own rules do not lead back to it. */
function inputsFor(document: SourceDocument, { interpolates, path }: InsideText): readonly DeclaredInput[] {
  const all = declaredInputs(document);
  if (interpolates !== 'condition') return all;
  const declared = member(member(loadDocument(document).header, 'spec')?.value, 'inputs')?.value;
  const refused = askingFor(askedInputs(declared), String(path[2]));
  return all.filter(({ name }) => isName(name) && !refused.has(name));
}

function inputOffer(project: Project | undefined, input: DeclaredInput): InterpolationOffer {
  const label = `inputs.${input.name}`;
  return { label, kind: 'input', detail: inputDetail(input), doc: describeInput(project, input), template: [label] };
}

function componentOffers(document: SourceDocument): readonly InterpolationOffer[] {
  const known = new Map(wordsOf(spec.shape.fields.component.shape.item).map(({ value, doc }) => [value, doc]));
  return declaredComponent(document).map(name => {
    const label = `component.${name}`;
    const doc = known.get(name) ?? '';
    return { label, kind: 'input', detail: withoutStop(doc), doc: ours(doc), template: [label] };
  });
}

/** The job's own matrix variables, which stand for the values of each copy in its needs. */
function matrixOffers(project: Project, job: string): readonly InterpolationOffer[] {
  const names = declaredVariables(project, job).filter(({ from }) => from === 'matrix');
  return [...new Set(names.map(({ name }) => name))].map(name => ({
    label: `matrix.${name}`,
    kind: 'input',
    detail: 'value of this copy of the job',
    doc: ours(interpolationContexts.matrix.doc),
    template: [`matrix.${name}`],
  }));
}

/** The indices that a list has whatever an include gives. */
export function indexOffers(
  owners: readonly Project[],
  document: SourceDocument,
  { before, after, closed }: TypedInterpolation,
): readonly InterpolationOffer[] {
  const [, name] = /^\s*inputs\.([\w-]+)\[$/.exec(before) ?? [];
  const input = declaredInputs(document).find(each => each.name === name);
  if (name === undefined || input?.standard?.kind !== 'list') return [];
  const given = owners.flatMap(project => givenValues(project, document, name));
  const lists = [input.standard, ...given].map(value => (value.kind === 'list' ? value.items : []));
  const count = Math.min(MOST_ITEMS, ...lists.map(({ length }) => length));
  // GitLab ends the block at the first two closing brackets
  const end = after.startsWith(']') ? '' : closed && after === '' ? '] ' : ']';
  return input.standard.items.slice(0, count).map((item, index) => ({
    label: String(index),
    kind: 'value',
    detail: shortText(item) || '""',
    doc: code(shortText(item) || '""'),
    template: [`${index}${end}`],
  }));
}

const MOST_ITEMS = 50;
