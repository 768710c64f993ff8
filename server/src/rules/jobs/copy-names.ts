/** Names of the copies of parallel jobs, as needs and dependencies refer to them. */
import { combinationsOf, copyName, type Copy } from '../../ci/copies.ts';
import type { FactPath } from '../../ci/knowledge.ts';
import { nearest } from '../../readings/meaning.ts';
import type { Place } from '../../text/span.ts';
import type { Member, Value } from '../../yaml/value/value.ts';
import { datumToS } from '../../ci/ruby-text.ts';
import { replaceName } from '../engine/written-name.ts';
import type { MergedFinding } from '../engine/reported.ts';
import { factsOf, type WrittenNeed } from '../engine/job-facts.ts';
import { grounded, type JobJudgement } from '../engine/judgement.ts';
import { baseOfCopy } from '../engine/other-jobs.ts';
import { sourceOf } from '../../yaml/edit/edit.ts';

/** The names of the jobs that a need refers to; its own name if the copies are unknown. */
export function namesOf(judgement: JobJudgement, need: WrittenNeed): readonly string[] {
  if (need.matrix) return combinationsOf(need.matrix)?.map(row => copyName(need.name, row)) ?? [];
  const copies = copiesNamed(judgement, need.name);
  return copies && baseOfCopy(need.name) === undefined ? copies.map(({ name }) => name) : [need.name];
}

/** The copy with the name closest to an unknown one, or the only copy that can be meant by it. */
export function nearestCopy(judgement: JobJudgement, name: string): string | undefined {
  const base = baseOfCopy(name);
  const copies = base === undefined ? undefined : copiesNamed(judgement, base);
  if (!copies) return undefined;
  const names = copies.map(copy => copy.name);
  const plain = (text: string): string => text.replace(/\s+/g, '');
  return names.find(one => plain(one) === plain(name)) ?? nearest(name, names) ?? base;
}

/** A need with a matrix that selects a copy which the job does not have. */
export function matrixFindings(judgement: JobJudgement, need: WrittenNeed, list: FactPath): readonly MergedFinding[] {
  const { matrix, optional, name } = need;
  const copies = matrix && !optional ? copiesNamed(judgement, name) : undefined;
  const rows = copies && matrix && !isTemplate(matrix) ? combinationsOf(matrix) : undefined;
  if (!copies || !matrix || !rows) return [];
  const known = new Set(copies.map(copy => copy.name));
  const absent = rows.map(row => copyName(name, row)).find(one => !known.has(one));
  const found = absent === undefined ? strangeName(need, matrix, copies) : finding(need, matrix, copies, absent);
  const facts: readonly FactPath[] = [list, [name, 'parallel']];
  return found ? grounded(judgement.scene, { facts, absence: true }, () => [found]) : [];
}

/** Placeholders for values are known only once the copies of the needing job are created. */
function isTemplate({ at }: Value): boolean {
  return sourceOf(at).includes('$[[');
}

/** The copies of a job, if it exists and they are known. */
export function copiesNamed({ others }: JobJudgement, name: string): readonly Copy[] | undefined {
  const found = others.find(name);
  return typeof found === 'string' ? undefined : factsOf(found.value).copies(found.name);
}

function finding({ name, value }: WrittenNeed, matrix: Value, copies: readonly Copy[], absent: string): MergedFinding {
  const isMatrix = copies.some(({ variables }) => variables.size > 0);
  const wrong = isMatrix ? wrongPart(matrix, copies) : undefined;
  const shown = copies.slice(0, 3).map(copy => `\`${copy.name}\``);
  const has = isMatrix ? `its copies are ${shown.join(', ')}${copies.length > 3 ? ', …' : ''}` : 'it has no matrix';
  const guess = wrong?.near === undefined ? '' : ` Did you mean \`${wrong.near}\`?`;
  const message = wrong
    ? `\`${wrong.text}\` is not in the matrix of \`${name}\`, so there is no job \`${absent}\`.${guess}`
    : `\`${name}\` has no copy \`${absent}\`: ${has}. Names and values must be in the order of its matrix.`;
  const fixes = wrong?.near === undefined ? [] : [replaceName(wrong.at, wrong.near)];
  return { finding: { code: 'unknown-job', message, at: wrong?.at ?? value.at, fixes }, via: value.via };
}

/** GitLab finds the copies by their values alone. */
function strangeName({ name, value }: WrittenNeed, matrix: Value, copies: readonly Copy[]): MergedFinding | undefined {
  const [strange] = strangeMembers(matrix, copies);
  if (!strange) return undefined;
  const key = datumToS(strange.name);
  const keys = [...new Set(copies.flatMap(({ variables }) => [...variables.keys()]))];
  const shown = keys.map(one => `\`${one}\``).join(', ');
  const message = `\`${key}\` is not in the matrix of \`${name}\`, which has ${shown}: GitLab goes by the values alone. Use the same name.`;
  return { finding: { code: 'unknown-job', severity: 'warning', message, at: strange.key }, via: value.via };
}

function strangeMembers(matrix: Value, copies: readonly Copy[]): readonly Member[] {
  const keys = new Set(copies.flatMap(({ variables }) => [...variables.keys()]));
  return membersIn(matrix).filter(({ name }) => !keys.has(datumToS(name)));
}

function membersIn(matrix: Value): readonly Member[] {
  const entries = matrix.kind === 'list' ? matrix.items : [];
  return entries.flatMap(entry => (entry.kind === 'map' ? [...entry.members.values()] : []));
}

interface WrongPart {
  readonly text: string;
  readonly at: Place;
  readonly near: string | undefined;
}

/**
 * The first name or, failing that, the first value that no copy has. Names alone decide nothing: a copy is named by its
 * values.
 */
function wrongPart(matrix: Value, copies: readonly Copy[]): WrongPart | undefined {
  const [strange] = strangeMembers(matrix, copies);
  if (strange) return { text: datumToS(strange.name), at: strange.key, near: undefined };
  return membersIn(matrix)
    .map(held => wrongValue(held, copies))
    .find(wrong => wrong !== undefined);
}

function wrongValue({ name, value }: Member, copies: readonly Copy[]): WrongPart | undefined {
  const key = datumToS(name);
  const values = [...new Set(copies.flatMap(({ variables }) => variables.get(key) ?? []))];
  for (const item of value.kind === 'list' ? value.items : [value]) {
    const text = item.kind === 'scalar' ? datumToS(item.datum) : undefined;
    if (text !== undefined && !values.includes(text)) return { text, at: item.at, near: nearest(text, values) };
  }
  return undefined;
}
