/** Lenses that list the copies of a job: at its `parallel` or, if it gets that from elsewhere, at its name. */
import { given } from '../../ci/blank.ts';
import { configurationOf } from '../../ci/configuration.ts';
import { copiesOf } from '../../ci/copies.ts';
import type { Project } from '../../ci/project.ts';
import { resolveJob } from '../../ci/resolve-job.ts';
import type { Scenario } from '../../simulation/scenario.ts';
import { shift, type Span } from '../../text/span.ts';
import type { SourceDocument } from '../../yaml/tree.ts';
import { member } from '../../yaml/value/value.ts';
import { cachedBy } from '../../text/cached.ts';
import { entriesIn } from '../effective/hook-entries.ts';
import { documentsOf } from '../names/spots.ts';
import { livePlan } from './live-plan.ts';
import { verdictOf } from './words.ts';

export interface CopySaying {
  readonly name: string;
  /** What it does in the scenario. */
  readonly says: string;
}

/** The jobs of the document with copies that are known. */
export function copyLenses(
  projects: readonly Project[],
  document: SourceDocument,
): readonly { readonly name: string; readonly span: Span }[] {
  // most pipelines have none, and then no job has to be resolved
  const whole = projects.filter(project => !project.fragment && documentsOf(project).some(mentionsParallel));
  if (whole.length === 0) return [];
  return entriesIn(document).flatMap(({ name, key, parallel, mayInherit, start }) => {
    const isSplit = (parallel ?? mayInherit) || whole.some(project => isSplitElsewhere(project, name));
    return isSplit && namesOf(whole, name).length > 0 ? [{ name, span: shift(start, parallel ?? key) }] : [];
  });
}

const mentionsParallel = cachedBy(({ text }: SourceDocument) => text.includes('parallel'));

/** Whether another file of the pipeline splits the job. */
function isSplitElsewhere(project: Project, name: string): boolean {
  return member(configurationOf(project).get(name), 'parallel') !== undefined;
}

/** In the first pipeline that has the job; none if it has no `parallel`. */
function namesOf(projects: readonly Project[], name: string): readonly string[] {
  for (const project of projects) {
    const job = resolveJob(project, name);
    if (job?.kind !== 'job' && job?.kind !== 'trigger') continue;
    const parallel = given(job.value, 'parallel');
    return parallel ? (copiesOf(name, parallel)?.map(copy => copy.name) ?? []) : [];
  }
  return [];
}

export interface CopiesSaying {
  /** `3 copies: test 1/3, test 2/3, test 3/3`, shortened. */
  readonly title: string;
  readonly copies: readonly CopySaying[];
}

export function copiesSaying(
  projects: readonly Project[],
  name: string,
  scenario: Scenario | undefined,
): CopiesSaying | undefined {
  for (const project of projects) {
    const planned = scenario && !project.fragment ? (livePlan(project, scenario).byBase.get(name) ?? []) : [];
    const says = new Map(planned.map(job => [job.name, verdictOf(job)]));
    const names = namesOf([project], name);
    if (names.length === 0) continue;
    return { title: titleFor(names), copies: names.map(one => ({ name: one, says: says.get(one) ?? '' })) };
  }
  return undefined;
}

/** Longer than this, a lens hides more of the line than it tells. */
const WIDEST = 80;

function titleFor(names: readonly string[]): string {
  let count = 1;
  while (count < names.length && names.slice(0, count + 1).join(', ').length <= WIDEST) count++;
  const more = names.length - count;
  const shown = names.slice(0, count).join(', ');
  return `${names.length === 1 ? '1 copy' : `${names.length} copies`}: ${shown}${more > 0 ? ` and ${more} more` : ''}`;
}
