/** Hover on `if`, `changes` or `exists` of a rule: its result in each scenario, as a small table. */
import { given } from '../../ci/blank.ts';
import { cachedPipeline } from '../../ci/cached-pipeline.ts';
import type { Project } from '../../ci/project.ts';
import { contextFor, WORKFLOW, type Clause } from '../../simulation/explain.ts';
import { CLAUSE_NAMES, clauseHolds, rulesIn } from '../../simulation/rules.ts';
import type { Scenario } from '../../simulation/scenario.ts';
import { code, codes, joined, prose, say, type Markdown } from '../../text/markdown.ts';
import type { Span } from '../../text/span.ts';
import type { SourceDocument } from '../../yaml/tree.ts';
import { member, type Value } from '../../yaml/value/value.ts';
import { jobsBuiltOn } from '../names/dependents.ts';
import { ownersIn } from '../names/spots.ts';
import { projectIn } from '../plan/project-in.ts';
import { dependsOn } from '../plan/words.ts';
import { targetAt, type Target } from '../target.ts';

export interface AvailableScenarios {
  readonly inForce: Scenario;
  readonly all: readonly Scenario[];
}

/** A template can be part of many jobs; only so many are evaluated. */
const MOST_JOBS = 20;

export function hoverClause(
  projects: readonly Project[],
  document: SourceDocument,
  offset: number,
  { inForce, all }: AvailableScenarios,
): { readonly markdown: Markdown; readonly span: Span } | undefined {
  const target = targetAt(document, offset);
  const clause = target && clauseOf(target);
  if (!target || clause === undefined) return undefined;
  const project = ownersIn(projects, document).find(({ fragment }) => !fragment);
  const uses = project ? usesOf(project, target, clause) : [];
  if (!project || uses.length === 0) return undefined;
  const rows = new Map<string, string[]>();
  const usesIn = (scenario: Scenario): readonly Use[] =>
    scenario.inputs ? usesOf(projectIn(project, scenario), target, clause) : uses;
  for (const scenario of all) {
    const outcome = outcomeOf(project, scenario, clause, usesIn(scenario));
    rows.set(outcome, [...(rows.get(outcome) ?? []), scenario.name]);
  }
  const now = outcomeOf(project, inForce, clause, usesIn(inForce));
  const lines = [...rows].map(([outcome, names]) => say`| ${cell(outcome)} | ${codes(names.map(barless))} |`);
  const table = joined([say`| ${code(clause)} | in scenario |`, say`|---|---|`, ...lines], '\n');
  return { markdown: say`In ${code(barless(inForce.name))}: **${cell(now)}**\n\n${table}`, span: target.span };
}

/** A bar would end the table cell, even in code. */
function barless(text: string): string {
  return text.replaceAll('|', '¦');
}

function cell(text: string): Markdown {
  return prose(barless(text));
}

function clauseOf({ path }: Target): string | undefined {
  const rules = path.indexOf('rules');
  const name = path.slice(rules + 1).find(part => typeof part === 'string');
  return rules === 1 && typeof name === 'string' && CLAUSE_NAMES.includes(name) ? name : undefined;
}

interface Use {
  readonly entry: string;
  readonly value: Value;
}

/** Where the rule takes effect: in its own entry, or in the jobs that are built on it. */
function usesOf(project: Project, target: Target, clause: string): readonly Use[] {
  const [own] = target.path;
  if (typeof own !== 'string') return [];
  const { merged, jobs } = cachedPipeline(project);
  const names = own === WORKFLOW || jobs.has(own) ? [own] : jobsBuiltOn(project, own);
  return names.slice(0, MOST_JOBS).flatMap(entry => {
    const rules = rulesIn(given(merged.members.get(entry)?.value, 'rules'));
    const value = rules.filter(rule => holdsTarget(rule, target)).map(rule => member(rule, clause)?.value)[0];
    return value ? [{ entry, value }] : [];
  });
}

function holdsTarget({ at }: Value, { block, node }: Target): boolean {
  return at.block === block && at.span.start <= node.span.start && node.span.end <= at.span.end;
}

function outcomeOf(project: Project, scenario: Scenario, clause: string, uses: readonly Use[]): string {
  const outcomes = uses.flatMap(({ entry, value }) => {
    const context = contextFor(cachedPipeline(projectIn(project, scenario)), scenario, entry);
    const holds = context && clauseHolds(clause, value, context);
    return holds === undefined ? [] : [wordFor(holds)];
  });
  const [first = 'not known', ...others] = new Set(outcomes);
  return others.length === 0 ? first : 'depends on the job';
}

function wordFor(holds: Clause['holds']): string {
  if (typeof holds === 'boolean') return holds ? 'matches' : 'does not match';
  return 'refusal' in holds ? 'refused' : dependsOn(holds);
}
