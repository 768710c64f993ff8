/** Describes a function of `$[[ … ]]`. */
import { links } from '../../readings/describe.ts';
import { interpolationSource, type InterpolationFunction } from '../../spec/interpolation.ts';
import { ours, type Markdown } from '../../text/markdown.ts';

/** Markdown. */
export function describeFunction({ doc, caveat }: InterpolationFunction): Markdown {
  const careful = caveat === undefined ? [] : [`**Careful:** ${caveat}`];
  return ours([...careful, doc, links([interpolationSource])].join('\n\n'));
}
