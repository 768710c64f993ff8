/** Completes functions after a `|` in `$[[ … ]]`, and their arguments. */
import type { TypedInterpolation } from '../../expression/typed-interpolation.ts';
import { describeFunction } from '../inside/describe-interpolation.ts';
import { offeredFunctions } from '../../spec/interpolation.ts';
import { ours } from '../../text/markdown.ts';
import { withoutStop } from '../../text/shown.ts';
import type { PlainOffer } from './plain.ts';

export type InterpolationOffer = Pick<PlainOffer, 'label' | 'kind' | 'detail' | 'doc' | 'template'>;

/** All functions; with a bar in front if there is none yet. */
export function functionOffers(withBar: boolean): readonly InterpolationOffer[] {
  return offeredFunctions.map(([name, told]) => ({
    label: withBar ? `| ${name}` : name,
    kind: withBar ? 'operator' : 'function',
    detail: withoutStop(told.doc),
    doc: describeFunction(told),
    template: withBar ? ['| ', ...told.form] : told.form,
  }));
}

/** The argument that is being typed, with the missing ones after it. */
export function argumentOffers({ call, argument, after }: TypedInterpolation): readonly InterpolationOffer[] {
  const [, told] = offeredFunctions.find(([name]) => name === call) ?? [];
  const form = told?.form ?? [];
  const places = form.flatMap((part, index) => (typeof part === 'object' ? [{ part, index }] : []));
  const place = places[argument];
  if (!told || !place) return [];
  const isLast = argument === places.length - 1;
  const isThere = isLast ? /^[ \t]*\)/.test(after) : /^[ \t]*,/.test(after);
  // what follows another argument is left alone
  if (!isThere && /^[ \t]*[^ \t|&\])]/.test(after)) return [];
  const isEnded = /^[ \t]*\)/.test(after);
  const rest = isThere ? [place.part] : form.slice(place.index, isEnded ? -1 : undefined);
  const label = rest.map(part => (typeof part === 'string' ? part : part.placeholder)).join('');
  return [
    {
      label: label.replace(/\)$/, ''),
      kind: 'value',
      detail: `${place.part.name}: ${withoutStop(place.part.doc)}`,
      doc: ours(places.map(({ part: { name, doc } }) => `- \`${name}\`: ${doc}`).join('\n')),
      template: rest,
    },
  ];
}
