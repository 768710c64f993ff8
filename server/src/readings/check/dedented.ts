/** Finds variables that are next to `variables` but were meant to be below it. */
import type { RecordShape } from '../../spec/shape.ts';
import { cachedByPair } from '../../text/cached.ts';
import type { Report } from '../../text/problem.ts';
import { indentLines } from '../../yaml/edit/edit.ts';
import { pairLocation, type PairLocation } from '../../yaml/edit/pair-location.ts';
import { stepOf } from '../../yaml/edit/style.ts';
import type { MapNode, Pair } from '../../yaml/tree.ts';
import type { Member } from '../../yaml/value/value.ts';
import { short, preferredFix } from './at.ts';
import { columnIn } from '../../yaml/lines.ts';

const OWNER = 'variables';

/** The evidence that is required: names like those of variables, or only that `variables` is empty. */
export type Sign = 'capitals' | 'any name';

/** Reports such keys at the first of them; returns whether the key is one. */
export function checkDedented(report: Report, shape: RecordShape, { key }: Member, sign: Sign): boolean {
  const location = Object.hasOwn(shape.fields, OWNER) ? pairLocation(key) : undefined;
  const run = location && runAround(location, shape);
  const first = run?.strays[0];
  if (!run || !first || !isMeantBelow(run.owner, nameOf(location.pair), sign)) return false;
  if (first !== location.pair) return true;
  const name = short(nameOf(first));
  const last = run.strays.at(-1) ?? first;
  const rest = last === first ? '' : ', with the keys that follow it,';
  report({
    code: 'unknown-key',
    message: `\`${name}\` is next to \`${OWNER}\`, not below it, so GitLab refuses it as an unknown key. Indent it${rest} to make it a variable.`,
    at: key,
    fixes: preferredFix(`Indent below ${OWNER}`, () => {
      const lines = { ...key, span: { start: first.span.start, end: last.span.end } };
      return indentLines(lines, stepBelow(run.owner, key.block.text, first));
    }),
  });
  return true;
}

interface Run {
  readonly owner: Pair;
  readonly strays: readonly Pair[];
}

/** The keys after `variables` up to the next one that belongs there, if the key is among them. */
function runAround({ map, index }: PairLocation, shape: RecordShape): Run | undefined {
  return map.flow ? undefined : runsIn(map, shape)[index];
}

/** The run of each pair; cached per mapping, since each of its keys may ask. */
const runsIn = cachedByPair(({ pairs }: MapNode, shape: RecordShape): readonly (Run | undefined)[] => {
  let run: { readonly owner: Pair; readonly strays: Pair[] } | undefined;
  return pairs.map(pair => {
    if (nameOf(pair) === OWNER) {
      run = { owner: pair, strays: [] };
      return undefined;
    }
    if (isStray(pair, shape)) run?.strays.push(pair);
    else run = undefined;
    return run;
  });
});

function isStray({ key, value }: Pair, { fields }: RecordShape): boolean {
  return key.kind === 'scalar' && !Object.hasOwn(fields, key.text) && (!value || value.kind === 'scalar');
}

function isMeantBelow({ value }: Pair, name: string, sign: Sign): boolean {
  const isEmpty = !value || (value.kind === 'scalar' && value.style === 'missing');
  if (sign === 'any name') return isEmpty;
  return /^[A-Z][A-Z0-9_]*$/.test(name) && (isEmpty || (value.kind === 'map' && !value.flow));
}

function nameOf({ key }: Pair): string {
  return key.kind === 'scalar' ? key.text : '';
}

/** As deep as the existing variables, or else one step. */
function stepBelow({ value }: Pair, text: string, stray: Pair): number {
  const [inner] = value?.kind === 'map' ? value.pairs : [];
  return inner ? columnIn(text, inner.span.start) - columnIn(text, stray.span.start) : stepOf(text);
}
