/** Lenses at `parallel` that list the copies of a job. */
import { copiesOf } from '../../ci/copies.ts';
import type { Project } from '../../ci/project.ts';
import { resolveJob } from '../../ci/resolve-job.ts';
import type { Scenario } from '../../simulation/scenario.ts';
import { shift, type Span } from '../../text/span.ts';
import type { SourceDocument } from '../../yaml/tree.ts';
import { member } from '../../yaml/value/value.ts';
import { entriesIn } from '../effective/hook-entries.ts';
import { livePlan } from './live-plan.ts';
import { verdictOf } from './words.ts';

export interface CopySaying {
  readonly name: string;
  /** What it does in the scenario. */
  readonly says: string;
}

/** The jobs whose `parallel` is written in the document and makes copies that are known. */
export function copyLenses(
  projects: readonly Project[],
  document: SourceDocument,
): readonly { readonly name: string; readonly span: Span }[] {
  const whole = projects.filter(({ fragment }) => !fragment);
  return entriesIn(document).flatMap(({ name, parallel, start }) =>
    parallel && namesOf(whole, name).length > 0 ? [{ name, span: shift(start, parallel) }] : [],
  );
}

/** In the first pipeline that has the job. */
function namesOf(projects: readonly Project[], name: string): readonly string[] {
  for (const project of projects) {
    const job = resolveJob(project, name);
    if (job?.kind !== 'job' && job?.kind !== 'trigger') continue;
    return copiesOf(name, member(job.value, 'parallel')?.value)?.map(copy => copy.name) ?? [];
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
