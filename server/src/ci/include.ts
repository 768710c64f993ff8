/** Reads the entries of `include`. */
import { cachedBy } from '../text/cached.ts';
import type { Finding } from '../text/problem.ts';
import type { Value } from '../yaml/value/value.ts';
import { isNull } from './blank.ts';
import { readInclude, SHOWN_KINDS, type Include } from './include-entry.ts';

export type { Include } from './include-entry.ts';

export interface Includes {
  readonly entries: readonly Include[];
  /** What GitLab refuses, in its order. */
  readonly faults: readonly Finding[];
  /** What it refuses about file names, entry by entry. */
  readonly misnamed: readonly Finding[];
}

/** The includes of a file, from the value of its `include` key; the same objects as long as the value is the same. */
export function readIncludes(value: Value | undefined): Includes {
  return value ? includesOf(value) : { entries: [], faults: [], misnamed: [] };
}

const includesOf = cachedBy(read);

function read(value: Value): Includes {
  const items = itemsOf(value);
  const malformed = items.filter(item => !isEntry(item)).map(malformedFault);
  const results = items.filter(isEntry).map(readInclude);
  return {
    entries: results.flatMap(result => ('entries' in result ? result.entries : [])),
    misnamed: results.flatMap(result => ('misnamed' in result ? result.misnamed : [])),
    faults: [...malformed, ...results.flatMap(result => ('fault' in result ? [result.fault] : []))],
  };
}

/** One entry or a list of them, without empty ones. */
function itemsOf(value: Value): readonly Value[] {
  const items = value.kind === 'list' ? value.items : [value];
  return items.filter(item => !isNull(item));
}

function isEntry(value: Value): boolean {
  if (value.kind === 'unknown') return value.why !== 'reference';
  return value.kind === 'map' || (value.kind === 'scalar' && value.datum.type === 'string');
}

function malformedFault({ at, kind }: Value): Finding {
  const reference =
    kind === 'unknown' ? ' `!reference` does not work here, because references are resolved after includes.' : '';
  return {
    code: 'invalid-include',
    message: `An entry of \`include\` must be a path or a mapping with one of ${SHOWN_KINDS}.${reference}`,
    at,
  };
}
