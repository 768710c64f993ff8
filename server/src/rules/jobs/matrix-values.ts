/** `$[[ matrix.NAME ]]` in needs, which GitLab replaces by the values of the needing job, copy by copy. */
import { combinationsOf, copyName, matrixValuesIn, withMatrixValues } from '../../ci/copies.ts';
import { textOf } from '../../ci/blank.ts';
import type { FactPath } from '../../ci/knowledge.ts';
import { fix } from '../../readings/check/at.ts';
import { partAt, replacePart, written } from '../../readings/check/written.ts';
import { nearest } from '../../readings/meaning.ts';
import type { Finding, Fix } from '../../text/problem.ts';
import { span, type Span } from '../../text/span.ts';
import type { ScalarValue, Value } from '../../yaml/value/value.ts';
import type { MergedFinding } from '../engine/reported.ts';
import type { WrittenNeed } from '../engine/job-facts.ts';
import { grounded, type JobJudgement } from '../engine/judgement.ts';
import { baseOfCopy } from '../engine/other-jobs.ts';
import { copiesNamed } from './copy-names.ts';

/** The values of the matrix for one copy. */
type Row = ReadonlyMap<string, string>;

/** Values that the matrix of the job does not have, or else a copy for which the needed job does not exist. */
export function matrixValueFindings(
  judgement: JobJudgement,
  need: WrittenNeed,
  list: FactPath,
): readonly MergedFinding[] {
  const { job, facts, scene } = judgement;
  const texts = [need.value, ...scalarsIn(need.matrix)];
  const misread = texts.flatMap(text => misreadIn(need, text));
  if (misread.length > 0) return grounded(scene, { facts: [list] }, () => misread);
  const uses = texts.flatMap(usesIn);
  const rows = uses.length > 0 ? facts.copies(job.name)?.map(({ variables }) => variables) : undefined;
  if (!rows) return [];
  const unknown = uses.filter(({ name }) => !rows.every(row => row.has(name)));
  const own: FactPath = [job.name, 'parallel'];
  if (unknown.length > 0)
    return grounded(scene, { facts: [list, own] }, () => unknown.map(use => unknownValue(job.name, need, use, rows)));
  if (need.optional) return [];
  return absentCopy(judgement, need, rows, [list, own]);
}

interface Use {
  readonly name: string;
  /** Where it is in the text of the value. */
  readonly part: Span;
  readonly value: ScalarValue;
}

function usesIn(value: ScalarValue): readonly Use[] {
  return matrixValuesIn(textOf(value) ?? '').map(({ name, start, end }) => ({ name, part: span(start, end), value }));
}

/** A finding at the use, with a fix that writes it with another name. */
function atUse({ part, value }: Omit<Use, 'name'>, message: string, name: string | undefined): Finding {
  const from = written(textOf(value) ?? '', value);
  return { code: 'unknown-job', message, at: partAt(part, from) ?? value.at, fixes: renaming(part, name, from) };
}

function renaming(part: Span, name: string | undefined, from: ReturnType<typeof written>): readonly Fix[] {
  if (name === undefined) return [];
  const text = `$[[ matrix.${name} ]]`;
  return fix(`Replace with ${text}`, () => replacePart(part, text, from));
}

/** What is meant as a value of the matrix, in a form that GitLab takes for a part of the name. */
const MEANT = /\$\[\[\s*matrix\b[^\]]*\]\]/g;

function misreadIn({ value: { via } }: WrittenNeed, value: ScalarValue): readonly MergedFinding[] {
  return [...(textOf(value) ?? '').matchAll(MEANT)].flatMap(({ 0: all, index }) => {
    if (matrixValuesIn(all).length > 0) return [];
    const [name] = /\w+/.exec(all.replace(/^\$\[\[\s*matrix/, '')) ?? [];
    const message = `GitLab does not replace \`${all}\` and finds no job with it in its name: it knows \`$[[ matrix.NAME ]]\` only, without functions.`;
    return [{ finding: atUse({ part: span(index, index + all.length), value }, message, name), via }];
  });
}

function scalarsIn(value: Value | undefined): readonly ScalarValue[] {
  if (value?.kind === 'scalar') return [value];
  if (value?.kind === 'list') return value.items.flatMap(scalarsIn);
  return value?.kind === 'map' ? [...value.members.values()].flatMap(held => scalarsIn(held.value)) : [];
}

function unknownValue(job: string, need: WrittenNeed, use: Use, rows: readonly Row[]): MergedFinding {
  const { name } = use;
  const names = [...new Set(rows.flatMap(row => [...row.keys()]))];
  const near = nearest(name, names);
  const has = names.length > 0 ? `\`${name}\` is not in the matrix of \`${job}\`` : `\`${job}\` has no matrix`;
  const guess = near === undefined ? '' : ` Did you mean \`${near}\`?`;
  const message = `${has}, so \`matrix.${name}\` has no value and GitLab refuses the need.${guess}`;
  return { finding: atUse(use, message, near), via: need.value.via };
}

function absentCopy(
  judgement: JobJudgement,
  need: WrittenNeed,
  rows: readonly Row[],
  known: readonly FactPath[],
): readonly MergedFinding[] {
  for (const row of rows) {
    const absent = namesFor(need, row).find(name => isAbsent(judgement, name));
    if (absent === undefined) continue;
    const base = baseOfCopy(absent) ?? absent;
    const facts: readonly FactPath[] = [...known, [base, 'parallel']];
    const message = `\`${copyName(judgement.job.name, row)}\` needs \`${absent}\`, which is not a job of this pipeline. Both matrices need the same values, in the same order.`;
    const finding = { code: 'unknown-job', message, at: need.value.at } as const;
    return grounded(judgement.scene, { facts, absence: true }, () => [{ finding, via: need.value.via }]);
  }
  return [];
}

/** The names of the jobs that one copy needs. */
function namesFor({ name, matrix }: WrittenNeed, row: Row): readonly string[] {
  const base = withMatrixValues(name, row);
  if (!matrix) return [base];
  const filled = (one: Row): Row => new Map([...one].map(([key, text]) => [key, withMatrixValues(text, row)]));
  return combinationsOf(matrix)?.map(one => copyName(base, filled(one))) ?? [];
}

function isAbsent(judgement: JobJudgement, name: string): boolean {
  const base = baseOfCopy(name);
  const copies = base === undefined ? undefined : copiesNamed(judgement, base);
  if (copies) return !copies.some(copy => copy.name === name);
  return judgement.others.find(name) === 'absent';
}
