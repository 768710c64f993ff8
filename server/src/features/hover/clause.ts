/** Hover on `if`, `changes` or `exists`: its result in each scenario, as a small table. */
import { addTo } from '../../text/grouped.ts';
import type { Project } from '../../ci/project.ts';
import type { Clause } from '../../simulation/explain.ts';
import { CLAUSE_NAMES } from '../../simulation/rules.ts';
import type { Scenario } from '../../simulation/scenario.ts';
import { code, codes, joined, prose, say, type Markdown } from '../../text/markdown.ts';
import type { Span } from '../../text/span.ts';
import type { SourceDocument } from '../../yaml/tree.ts';
import { ownersIn } from '../names/spots.ts';
import { dependsOn } from '../plan/words.ts';
import { targetAt, type Target } from '../target.ts';
import { outcomesOf } from './clause-uses.ts';

export interface AvailableScenarios {
  readonly inForce: Scenario;
  readonly all: readonly Scenario[];
}

export function hoverClause(
  projects: readonly Project[],
  document: SourceDocument,
  offset: number,
  { inForce, all }: AvailableScenarios,
): { readonly markdown: Markdown; readonly span: Span } | undefined {
  const target = targetAt(document, offset);
  const clause = target && clauseOf(target);
  if (!target || clause === undefined) return undefined;
  const asked = { projects: ownersIn(projects, document).filter(({ fragment }) => !fragment), target, clause };
  const now = outcomeIn(inForce, asked);
  if (now === undefined) return undefined;
  const rows = new Map<string, string[]>();
  for (const scenario of all) {
    const outcome = outcomeIn(scenario, asked) ?? 'not known';
    addTo(rows, outcome, scenario.name);
  }
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

/** The innermost clause around the target; variables of a rule may have such names, too. */
function clauseOf({ path }: Target): string | undefined {
  const keys = path.slice(1).filter(part => typeof part === 'string');
  const found = keys.findLast(key => CLAUSE_NAMES.includes(key));
  return found !== undefined && keys.at(keys.lastIndexOf(found) - 1) !== 'variables' ? found : undefined;
}

interface Asked {
  readonly projects: readonly Project[];
  readonly target: Target;
  readonly clause: string;
}

/** Nothing if it takes effect nowhere. The first pipeline in which it does is asked. */
function outcomeIn(scenario: Scenario, { projects, target, clause }: Asked): string | undefined {
  const outcomes = projects
    .map(project => outcomesOf(project, target, clause, scenario))
    .find(found => found.length > 0);
  const [first, ...others] = new Set(outcomes?.flatMap(holds => (holds === undefined ? [] : [wordFor(holds)])));
  return others.length === 0 ? first : 'depends on the job';
}

function wordFor(holds: Clause['holds']): string {
  if (typeof holds === 'boolean') return holds ? 'matches' : 'does not match';
  return 'refusal' in holds ? 'refused' : dependsOn(holds);
}
