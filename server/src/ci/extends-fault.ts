/** What GitLab refuses about `extends`: unknown and unsuitable bases, cycles, and chains that are too long. */
import type { Finding } from '../text/problem.ts';
import type { Place } from '../text/span.ts';
import type { Value } from '../yaml/value/value.ts';
import { basesOf, type Base, type Names } from './bases.ts';

/** GitLab follows eleven bases and refuses the twelfth. */
export const MOST_BASES = 10;

/** GitLab's walk over the bases, in the order of its checks; names that were found valid are not walked again. */
export function checker(names: Names): (name: string) => Finding | undefined {
  /** The longest chain of extending entries that begins at a valid name. */
  const heights = new Map<string, number>();

  const check = (name: string, above: readonly string[], from: Place | undefined): Finding | number => {
    const bases = basesOf(names.get(name));
    if (!bases) return 0;
    const height = heights.get(name);
    if (height !== undefined && above.length + height - 1 <= MOST_BASES) return height;
    const fault = faultAt(name, bases, names) ?? chainFault(name, above, from ?? bases[0]?.at);
    if (fault) return fault;
    let highest = 0;
    for (const base of bases) {
      const below = base && names.get(base.name) ? check(base.name, [...above, name], base.at) : 0;
      if (typeof below !== 'number') return below;
      highest = Math.max(highest, below);
    }
    heights.set(name, highest + 1);
    return highest + 1;
  };

  return name => {
    const result = check(name, [], undefined);
    return typeof result === 'number' ? undefined : result;
  };
}

function faultAt(name: string, bases: readonly (Base | undefined)[], names: Names): Finding | undefined {
  const known = bases.filter(base => base !== undefined);
  const missing = names.complete ? known.find(base => names.get(base.name) === undefined) : undefined;
  if (missing)
    return {
      code: 'unknown-base',
      message: `\`${name}\` extends \`${missing.name}\`, but there is no such job or template. It must be a top-level key of this file or of a file that it includes.`,
      at: missing.at,
    };
  const invalid = known.find(base => !mayBeMap(names.get(base.name)));
  if (!invalid) return undefined;
  return {
    code: 'invalid-base',
    message: `\`${name}\` extends \`${invalid.name}\`, which is not a mapping. Only a job or a template can be extended.`,
    at: invalid.at,
  };
}

function mayBeMap(value: Value | undefined): boolean {
  return value === undefined || value.kind === 'map' || (value.kind === 'unknown' && value.why !== 'reference');
}

function chainFault(name: string, above: readonly string[], at: Place | undefined): Finding | undefined {
  if (!at) return undefined;
  if (above.length > MOST_BASES)
    return {
      code: 'extends-too-deep',
      message: `The chain of \`extends\` is longer than the ${MOST_BASES + 1} steps that GitLab follows: ${[...above, name].join(' → ')}.`,
      at,
    };
  if (!above.includes(name)) return undefined;
  const chain = [...above.slice(above.indexOf(name)), name];
  return {
    code: 'circular-extends',
    message: `Cycle of \`extends\`: ${chain.join(' → ')}. GitLab refuses the whole pipeline.`,
    at,
  };
}
