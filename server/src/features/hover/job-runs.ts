/** Hover on the name of a job: what it does in the active scenario, and how its rules lead to that, in words. */
import { cachedPipeline } from '../../ci/cached-pipeline.ts';
import type { Project } from '../../ci/project.ts';
import { toS } from '../../ci/ruby-text.ts';
import { parseCondition } from '../../expression/parse.ts';
import { isDoubt } from '../../expression/truth.ts';
import { triedRules, type Clause, type TriedRule } from '../../simulation/explain.ts';
import { pipelinesIn } from '../../simulation/inclusion.ts';
import type { Scenario } from '../../simulation/scenario.ts';
import { valueIn } from '../../simulation/scope.ts';
import { code, codes, joined, ours, prose, say, type Markdown } from '../../text/markdown.ts';
import { jobVerdict } from '../plan/job-verdict.ts';
import { livePlan } from '../plan/live-plan.ts';
import { projectIn } from '../plan/project-in.ts';
import { aboutScenario, dependsOn, reasonOf } from '../plan/words.ts';

const MOST_RULES = 8;
const MOST_COPIES = 8;

/** Markdown; nothing for what is not a job of a pipeline. */
export function describeRuns(project: Project, name: string, scenario: Scenario): Markdown | undefined {
  if (project.fragment) return undefined;
  const plan = livePlan(project, scenario);
  const verdict = jobVerdict(plan, name);
  const [first, ...others] = plan.byBase.get(name) ?? [];
  if (!verdict || !first) return undefined;
  const heading = say`**In scenario ${code(scenario.name)}** (${prose(aboutScenario(scenario))}): ${prose(verdict.title)}`;
  const isLeftOut = first.cause.by === 'include' && first.included === false;
  const tried = isLeftOut ? [] : triedIn(projectIn(project, scenario), scenario, name);
  const copies = [first, ...others].map(job => job.name);
  const lines = [
    ...(tried.length === 0 || first.cause.by === 'include' ? [say`${prose(reasonOf(first))}`] : []),
    ...tried.slice(0, MOST_RULES).map(ruleLine),
    ...(tried.length > MOST_RULES ? [say`${tried.length - MOST_RULES} more rules were tried`] : []),
    ...(tried.length > 0 && !tried.some(mayDecide) ? [say`no rule matches, so the job is left out`] : []),
    ...plan.errors.slice(0, 2).map(message => say`GitLab refuses: ${prose(message)}`),
    ...(others.length > 0 ? [say`${copies.length} copies: ${codes(copies, MOST_COPIES)}`] : []),
  ];
  return say`${heading}\n\n${joined(
    lines.map(line => say`- ${line}`),
    '\n',
  )}`;
}

/** With everything that may be included. */
function triedIn(project: Project, scenario: Scenario, name: string): readonly TriedRule[] {
  const [most] = pipelinesIn(project, scenario).projects;
  return triedRules(cachedPipeline(most), scenario, name);
}

function mayDecide({ clauses }: TriedRule): boolean {
  return clauses.every(({ holds }) => holds !== false);
}

function ruleLine(tried: TriedRule): Markdown {
  const { number, count, clauses, rule } = tried;
  const title = say`rule ${number} of ${count}`;
  if (clauses.length === 0) return say`${title} has no condition, so it decides${outcome(rule)}`;
  const failing = clauses.find(({ holds }) => holds === false);
  if (failing) return say`${title} does not match: ${clauseText(failing, tried)}`;
  const said = joined(
    clauses.map(clause => clauseText(clause, tried)),
    ' and ',
  );
  return clauses.every(({ holds }) => holds === true)
    ? say`${title} matches: ${said}, so it decides${outcome(rule)}`
    : say`${title} may match: ${said}`;
}

function outcome(rule: TriedRule['rule']): Markdown {
  const when = rule.kind === 'map' ? rule.members.get('when')?.value : undefined;
  return when?.kind === 'scalar' ? say` (${code(`when: ${toS(when)}`)})` : ours('');
}

/** What the clause depends on: the values of its variables, or the paths. */
function clauseText({ name, value, holds }: Clause, { context }: TriedRule): Markdown {
  if (typeof holds !== 'boolean') {
    const why = 'refusal' in holds ? holds.refusal : dependsOn(holds);
    return say`${code(name)} ${prose(why)}`;
  }
  if (name !== 'if') return holds ? say`${code(name)} finds a file` : say`${code(name)} finds no file`;
  const text = toS(value);
  const names = [...new Set(parseCondition(text).variables.map(variable => variable.name))].slice(0, 4);
  if (names.length === 0) return code(text);
  return joined(
    names.map(one => valueText(one, valueIn(context.scope, one))),
    ', ',
  );
}

function valueText(name: string, value: ReturnType<typeof valueIn>): Markdown {
  if (isDoubt(value)) return say`${code(`$${name}`)} is not known`;
  if (value === null) return say`${code(`$${name}`)} is unset`;
  return value === '' ? say`${code(`$${name}`)} is empty` : say`${code(`$${name}`)} is ${code(value, 60)}`;
}
