/** Where a condition takes effect: in includes, the workflow and jobs, wherever it is written. */
import { given } from '../../ci/blank.ts';
import { cachedPipeline } from '../../ci/cached-pipeline.ts';
import { childInclude } from '../../ci/child-files.ts';
import { includeTree } from '../../ci/include-tree.ts';
import type { Project } from '../../ci/project.ts';
import { filesOf } from '../../ci/resolve-job.ts';
import { contextFor, WORKFLOW, type Clause } from '../../simulation/explain.ts';
import { policyChangesHold } from '../../simulation/changes.ts';
import { pipelinesIn } from '../../simulation/inclusion.ts';
import { clauseHolds, rulesIn, type RuleContext } from '../../simulation/rules.ts';
import { includeContext } from '../../simulation/scenario-context.ts';
import type { Scenario } from '../../simulation/scenario.ts';
import { member, type Value } from '../../yaml/value/value.ts';
import { projectIn } from '../plan/project-in.ts';
import { childScenario } from '../plan/started-scenario.ts';
import type { Target } from '../target.ts';
import { valuesIn } from './clause-values.ts';
import { inputClauses } from './input-clauses.ts';

type Outcome = Clause['holds'] | undefined;

/** A place where the condition decides; `holds` says what it does in a scenario. */
interface Use {
  readonly holds: (scenario: Scenario) => Outcome;
}

/** A template can be part of many jobs; only so many are evaluated. */
const MOST_USES = 20;

/** The outcomes of the condition in a scenario, one for each place where it takes effect. */
export function outcomesOf(project: Project, target: Target, clause: string, scenario: Scenario): readonly Outcome[] {
  return usesOf(projectIn(project, scenario), target, clause, scenario).map(({ holds }) => holds(scenario));
}

function usesOf(project: Project, target: Target, clause: string, scenario: Scenario): readonly Use[] {
  const [own] = target.path;
  if (own === 'spec') return clause === 'if' ? inputClauses(project, target) : [];
  if (own === 'include') return ofIncludes(project, target, clause);
  const { jobs, merged } = cachedPipeline(project);
  const isAlone = typeof own === 'string' && (own === WORKFLOW || jobs.has(own));
  const names = isAlone ? [own] : [WORKFLOW, ...jobs.keys()];
  const uses: Use[] = [];
  for (const name of names) {
    const value = merged.members.get(name)?.value;
    if (value) uses.push(...ofEntry(project, { name, value }, { target, clause, scenario }));
    if (uses.length >= MOST_USES) break;
  }
  return uses;
}

/** Rules of includes see only what the scenario itself says. */
function ofIncludes(project: Project, target: Target, clause: string): readonly Use[] {
  return filesOf(includeTree(project).root)
    .flatMap(({ source }) => valuesIn(rulesOfIncludes(member(source.root, 'include')?.value), target, clause))
    .slice(0, 1)
    .map(value => ({ holds: scenario => clauseHolds(clause, value, includeContext(scenario)) }));
}

function rulesOfIncludes(include: Value | undefined): readonly Value[] {
  const entries = include?.kind === 'list' ? include.items : include ? [include] : [];
  return entries.flatMap(entry => rulesIn(given(entry, 'rules')));
}

interface Entry {
  readonly name: string;
  readonly value: Value;
}

interface Question {
  readonly target: Target;
  readonly clause: string;
  readonly scenario: Scenario;
}

function ofEntry(project: Project, { name, value }: Entry, { target, clause, scenario }: Question): readonly Use[] {
  const context = (): RuleContext | undefined => contextIn(project, scenario, name);
  const rules = valuesIn(rulesIn(given(value, 'rules')), target, clause).map(found => ({
    holds: (): Outcome => {
      const seen = context();
      return seen && clauseHolds(clause, found, seen);
    },
  }));
  const policies = clause === 'changes' ? valuesIn(policiesOf(value), target, clause) : [];
  const children = valuesIn(rulesOfIncludes(childInclude(value)), target, clause);
  return [
    ...rules,
    ...policies.map(found => ({ holds: () => policyChangesHold(found, scenario) })),
    ...children.map(found => ({ holds: () => clauseHolds(clause, found, includeContext(childScenario(scenario))) })),
  ];
}

/** Of a job whose file the scenario leaves out, as if it were included. */
function contextIn(project: Project, scenario: Scenario, name: string): RuleContext | undefined {
  const [most] = pipelinesIn(project, scenario).projects;
  return contextFor(cachedPipeline(most), scenario, name) ?? contextFor(cachedPipeline(project), scenario, name);
}

function policiesOf(job: Value): readonly Value[] {
  return ['only', 'except'].flatMap(key => given(job, key) ?? []);
}
