/** Completion between `$[[` and `]]`: inputs, other contexts, functions and their arguments. */
import { isTaken } from '../../ci/input-expression.ts';
import { inputsOf } from '../../ci/inputs.ts';
import type { Project } from '../../ci/project.ts';
import type { TypedInterpolation } from '../../expression/typed-interpolation.ts';
import { interpolationWays, lateContexts } from '../../spec/interpolation.ts';
import { loadDocument } from '../../yaml/load/load.ts';
import type { SourceDocument } from '../../yaml/tree.ts';
import type { InsideText } from '../inside/text-at.ts';
import { toText } from '../snippet.ts';
import type { Completion } from './compose.ts';
import { argumentOffers, functionOffers, type InterpolationOffer } from './input-functions.ts';
import { accessOffers, indexOffers } from './input-names.ts';
import { plainItem } from './plain.ts';

/** What can replace the word being typed, except for what GitLab would refuse; its span is in the document. */
export function inputCompletions(
  owners: readonly Project[],
  document: SourceDocument,
  text: InsideText,
  typed: TypedInterpolation,
  options: { readonly snippets: boolean },
): readonly Completion[] {
  return offersFor(owners, document, text, typed)
    .map(offer => ({ ...offer, template: [typed.tight ? ' ' : '', ...offer.template] }))
    .filter(({ template }) => isSound(document, typed, toText(template)))
    .map(offer => {
      const template = [...offer.template, typed.closed ? '' : ' ]]'];
      return plainItem({ ...offer, group: 0, template, span: typed.span, filter: offer.label }, options);
    });
}

function offersFor(
  owners: readonly Project[],
  document: SourceDocument,
  text: InsideText,
  typed: TypedInterpolation,
): readonly InterpolationOffer[] {
  if (typed.kind === 'access') return accessOffers(owners, document, text, typed.word);
  if (typed.kind === 'index') return indexOffers(owners, document, typed);
  const { contexts, functions } = interpolationWays[text.interpolates];
  const [context = ''] = typed.before.trim().split('.');
  if (!functions || !contexts.some(each => each === context) || lateContexts.includes(context)) return [];
  return typed.kind === 'argument' ? argumentOffers(typed) : functionOffers(typed.kind === 'next');
}

/**
 * Whether GitLab accepts it together with what follows; if there are no closing brackets, they are assumed in front of
 * that.
 */
function isSound(document: SourceDocument, { before, after, closed }: TypedInterpolation, written: string): boolean {
  const { header } = loadDocument(document);
  if (!header) return true;
  const unknown = { kind: 'unknown', why: 'input', at: header.at, via: [] } as const;
  return isTaken(`$[[${before}${written}${closed ? after : ''} ]]`, inputsOf(header, undefined), unknown);
}
