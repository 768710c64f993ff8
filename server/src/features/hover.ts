/**
 * Hover: what a name refers to, what the table says about a key, what GitLab makes of a value that is not what it
 * seems, what hooks resolve to, and what variables and inputs stand for.
 */
import type { JobOptions } from '../ci/effective-job.ts';
import { TODAY } from '../ci/pipeline.ts';
import type { Project } from '../ci/project.ts';
import { describe } from '../readings/describe.ts';
import { find, type FoundField } from '../readings/find.ts';
import { entries, pipeline } from '../spec/pipeline.ts';
import { joined, type Markdown } from '../text/markdown.ts';
import type { Span } from '../text/span.ts';
import type { SourceDocument } from '../yaml/tree.ts';
import type { Scenario } from '../simulation/scenario.ts';
import { hoverClause, type AvailableScenarios } from './hover/clause.ts';
import { describeRuns } from './hover/job-runs.ts';
import { hoverEffective } from './hover/effective.ts';
import { hoverInside } from './hover/inside.ts';
import { hoverName } from './hover/name.ts';
import { describeValue } from './hover/value.ts';
import { ownersIn } from './names/spots.ts';
import { targetAt, type Target } from './target.ts';

export interface Hover {
  readonly markdown: Markdown;
  /** The text that the hover is about. */
  readonly span: Span;
}

export interface HoverOptions extends Partial<JobOptions> {
  /** All pipelines that the document belongs to; by default only the given one. */
  readonly projects?: readonly Project[];
  /** The active scenario and the others; without them, nothing is said about which jobs run. */
  readonly scenarios?: AvailableScenarios;
}

/** The hover at an offset; none on ordinary values and script lines. First the name, then its hooks, then the table. */
export function hover(
  project: Project,
  document: SourceDocument,
  offset: number,
  { projects = [project], inheritance = TODAY.inheritance, scenarios }: HoverOptions = {},
): Hover | undefined {
  const inside = hoverInside(projects, document, offset);
  const clause = scenarios && hoverClause(projects, document, offset, scenarios);
  const parts = inside
    ? [inside, clause]
    : [
        scenarios && hoverRuns(projects, document, offset, scenarios.inForce),
        clause,
        hoverName(projects, document, offset),
        hoverEffective(projects, document, offset, { inheritance }),
        hoverTable(document, offset),
      ];
  const found = parts.flatMap(part => part ?? []);
  const [first] = found;
  return (
    first && {
      ...first,
      markdown: joined(
        found.map(({ markdown }) => markdown),
        '\n\n---\n\n',
      ),
    }
  );
}

/** What a job does, where it is defined. */
function hoverRuns(
  projects: readonly Project[],
  document: SourceDocument,
  offset: number,
  scenario: Scenario,
): Hover | undefined {
  const target = targetAt(document, offset);
  const [name, ...below] = target?.path ?? [];
  if (target?.part !== 'key' || typeof name !== 'string' || below.length > 0) return undefined;
  const told = new Set(ownersIn(projects, document).flatMap(project => describeRuns(project, name, scenario) ?? []));
  const [first] = told;
  return first && { markdown: first, span: target.span };
}

/** What the table says. */
function hoverTable(document: SourceDocument, offset: number): Hover | undefined {
  const target = targetAt(document, offset);
  const found = target && fieldOf(target);
  if (!found) return undefined;
  const markdown = target.part === 'key' ? describeKey(target, found) : describeValue(target, found);
  return markdown === undefined ? undefined : { markdown, span: target.span };
}

function fieldOf({ piece, path, entryKeys }: Target): FoundField | undefined {
  return piece === 'ignored' ? undefined : find(path, { piece, entryKeys });
}

function describeKey({ path }: Target, { name, field, chain }: FoundField): Markdown | undefined {
  const isOwn = path.at(-1) === name && !isJobName(path, field);
  return isOwn ? describe({ name, field }, chain) : undefined;
}

/** The name of a job is the author's own word. */
function isJobName(path: Target['path'], field: FoundField['field']): boolean {
  const jobs: readonly FoundField['field'][] = [entries.job, entries.triggerJob, entries.hiddenJob];
  return path.length === 1 && jobs.includes(field) && !Object.hasOwn(pipeline.shape.fields, path[0] ?? '');
}
