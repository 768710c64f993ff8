/** Variables that are next to `variables` where they were meant below it. */
import type { RecordShape } from '../../spec/shape.ts';
import type { Report } from '../../text/problem.ts';
import { indentLines } from '../../yaml/edit/edit.ts';
import { seatOf, type Seat } from '../../yaml/edit/seat.ts';
import { columnOf, stepOf } from '../../yaml/edit/style.ts';
import type { Pair } from '../../yaml/tree.ts';
import type { Member } from '../../yaml/value/value.ts';
import { short, preferredFix } from './at.ts';

const OWNER = 'variables';

/** How much has to speak for it: names like those of variables, or no more than that `variables` are empty. */
export type Sign = 'capitals' | 'any name';

/** Reports such keys at the first of them; says whether the key is one. */
export function checkDedented(report: Report, shape: RecordShape, { key }: Member, sign: Sign): boolean {
  const seat = Object.hasOwn(shape.fields, OWNER) ? seatOf(key) : undefined;
  const run = seat && runAround(seat, shape);
  const [first, ...more] = run?.strays ?? [];
  if (!run || !first || !isMeantBelow(run.owner, nameOf(seat.pair), sign)) return false;
  if (first !== seat.pair) return true;
  const name = short(nameOf(first));
  const rest = more.length > 0 ? ', with the keys that follow it,' : '';
  const last = more.at(-1) ?? first;
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
function runAround({ map, index }: Seat, { fields }: RecordShape): Run | undefined {
  if (map.flow) return undefined;
  const above = map.pairs.slice(0, index).findLastIndex(({ key }) => key.kind === 'scalar' && key.text === OWNER);
  const owner = map.pairs[above];
  if (!owner) return undefined;
  const isStray = ({ key, value }: Pair): boolean =>
    key.kind === 'scalar' && !Object.hasOwn(fields, key.text) && (!value || value.kind === 'scalar');
  const behind = map.pairs.slice(above + 1);
  const end = behind.findIndex(pair => !isStray(pair));
  const strays = end < 0 ? behind : behind.slice(0, end);
  return index - above <= strays.length ? { owner, strays } : undefined;
}

function isMeantBelow({ value }: Pair, name: string, sign: Sign): boolean {
  const isEmpty = !value || (value.kind === 'scalar' && value.style === 'missing');
  if (sign === 'any name') return isEmpty;
  return /^[A-Z][A-Z0-9_]*$/.test(name) && (isEmpty || (value.kind === 'map' && !value.flow));
}

function nameOf({ key }: Pair): string {
  return key.kind === 'scalar' ? key.text : '';
}

/** As deep as the variables that are there, else one step. */
function stepBelow({ value }: Pair, text: string, stray: Pair): number {
  const [inner] = value?.kind === 'map' ? value.pairs : [];
  return inner ? columnOf(text, inner.span.start) - columnOf(text, stray.span.start) : stepOf(text);
}
