/**
 * Compares the variables that `workflow:rules` and the rules of a job see with the answers of GitLab's own code. Each
 * case is sent as an event, with rules that create a pipeline only if every variable has its value.
 */
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { sample } from '../../scripts/sample.mjs';
import { answerEvent } from '../../server/src/features/plan/event-plan.ts';
import { linesOf, type Document } from './runs.ts';

type Values = Readonly<Record<string, string | null>>;

interface Case {
  readonly id: string;
  readonly area: string;
  readonly yaml: string;
  readonly event: object;
  readonly workflow: Values;
  readonly workflow_expanded: Values;
  /** The variables that differ, or exist only, in the rules of the job. */
  readonly job: Values;
  readonly job_absent: readonly string[];
  readonly job_expanded: Values;
  readonly job_name: string;
}

/** The variables in the rules of the workflow or of the job. */
interface View {
  readonly at: 'workflow' | 'job';
  readonly values: Values;
  readonly expanded: Values;
}

const cases = linesOf('variables') as readonly Case[];
/** The names in all cases; if a case lacks one of them, there is no such variable. */
const names = [...new Set(cases.flatMap(one => [...Object.keys(one.workflow), ...Object.keys(one.job)]))];

function viewsOf(one: Case): readonly View[] {
  const absent = new Set(one.job_absent);
  const inJob = Object.entries({ ...one.workflow, ...one.job }).filter(([name]) => !absent.has(name));
  return [
    { at: 'workflow', values: one.workflow, expanded: one.workflow_expanded },
    { at: 'job', values: Object.fromEntries(inJob), expanded: one.job_expanded },
  ];
}

/** A rule that leaves everything out if the variable has another value. */
function refusing(name: string, { values }: View): object {
  const value = values[name] ?? null;
  if (value?.includes('\n')) return { if: `$${name} !~ /^${value.replaceAll('\n', String.raw`\n`)}$/`, when: 'never' };
  return { if: `$${name} != ${value === null ? 'null' : `"${value}"`}`, when: 'never' };
}

/** A pattern of all variables; it matches only if their expanded values, joined, are the name of a file. */
function globOf({ expanded }: View): string {
  return Object.keys(expanded)
    .map(name => `$${name}`)
    .join('|');
}

function isAsExpected(one: Case, view: View, asked: readonly string[]): boolean {
  const rules = [...asked.map(name => refusing(name, view)), { exists: [globOf(view)] }];
  const { 'job a': job, ...rest } = parse(one.yaml) as Readonly<Record<string, object>>;
  const workflow = view.at === 'workflow' ? { rules } : { rules: [{ when: 'always' }] };
  const yaml = JSON.stringify({ ...rest, workflow, 'job a': { ...job, ...(view.at === 'job' && { rules }) } });
  const event = { ...one.event, files: [Object.values(view.expanded).join('|')] };
  const line = JSON.stringify({ yaml, event });
  const answer = answerEvent(line, () => () => ({ file: '', line: 1, column: 1 })) as unknown as Document;
  expect(answer.errors).toEqual([]);
  return answer.pipeline === true && answer.jobs[one.job_name]?.included === true;
}

/** The names of variables with a wrong value; they are tried one by one if anything is wrong. */
function wrongIn(one: Case, view: View): readonly string[] {
  if (isAsExpected(one, view, names)) return [];
  const wrong = names.filter(name => !isAsExpected(one, view, [name]));
  return (wrong.length > 0 ? wrong : ['all together']).map(name => `${one.id} ${view.at}: ${name}`);
}

/** The number of days in which all cases are tried. */
const DAYS = 3;

// including cases of low confidence, about merge requests, since they agree
test.each(sample(cases, DAYS))('$area, $id: every variable has the value that GitLab gives it', one => {
  expect(viewsOf(one).flatMap(view => wrongIn(one, view))).toEqual([]);
});
