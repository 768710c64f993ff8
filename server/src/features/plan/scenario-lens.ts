/** Lenses above jobs that say what each does in the active scenario, and the jobs that it leaves out. */
import { kindOf } from '../../ci/job-kind.ts';
import { configurationOf } from '../../ci/configuration.ts';
import type { Project } from '../../ci/project.ts';
import type { Scenario } from '../../simulation/scenario.ts';
import type { Span } from '../../text/span.ts';
import { shift } from '../../text/span.ts';
import type { SourceDocument } from '../../yaml/tree.ts';
import { entriesIn } from '../effective/hook-entries.ts';
import { ownersIn, spotOf, type Spot } from '../names/spots.ts';
import { jobVerdict, NO_PIPELINE, type JobVerdict } from './job-verdict.ts';
import { livePlan } from './live-plan.ts';

export interface JobSpot {
  readonly name: string;
  /** The span of its key, and of all of it. */
  readonly key: Span;
  readonly span: Span;
}

/** The jobs that a document defines, without hidden ones; none in a file that is included from unknown places. */
export function jobsOf(projects: readonly Project[], document: SourceDocument): readonly JobSpot[] {
  const whole = wholeOwners(projects, document);
  if (whole.length === 0) return [];
  return entriesIn(document)
    .filter(({ name }) => whole.some(project => isJob(project, name)))
    .map(({ name, key, span, start }) => ({ name, key: shift(start, key), span: shift(start, span) }));
}

function wholeOwners(projects: readonly Project[], document: SourceDocument): readonly Project[] {
  return ownersIn(projects, document).filter(({ fragment }) => !fragment);
}

function isJob(project: Project, name: string): boolean {
  const value = configurationOf(project).get(name);
  const kind = value && kindOf(name, value);
  return kind === 'job' || kind === 'trigger';
}

export interface JobSaying {
  readonly title: string;
  readonly targets: readonly Spot[];
}

/** The text of a lens; if the pipelines of the document differ, what each says. */
export function jobSaying(
  projects: readonly Project[],
  document: SourceDocument,
  name: string,
  scenario: Scenario,
): JobSaying | undefined {
  const owners = wholeOwners(projects, document);
  const told = verdictsOf(owners, name, scenario);
  if (told.length === 0) {
    const isRefused = owners.some(project => isJob(project, name) && livePlan(project, scenario).jobs.length === 0);
    return isRefused ? { title: NO_PIPELINE.config_error, targets: [] } : undefined;
  }
  const titles = new Set(told.map(({ verdict }) => verdict.title));
  return {
    title: [...titles].join(' or '),
    targets: told.flatMap(({ project, verdict }) => verdict.places.flatMap(place => spotOf(project, place) ?? [])),
  };
}

/** The jobs that no pipeline of the document has in this scenario. */
export function leftOut(
  projects: readonly Project[],
  document: SourceDocument,
  scenario: Scenario,
): readonly (JobSpot & { readonly title: string })[] {
  const owners = wholeOwners(projects, document);
  return jobsOf(owners, document).flatMap(job => {
    const told = verdictsOf(owners, job.name, scenario);
    const [first] = told;
    return first && told.every(({ verdict }) => verdict.isOut) ? [{ ...job, title: first.verdict.title }] : [];
  });
}

interface Told {
  readonly project: Project;
  readonly verdict: JobVerdict;
}

function verdictsOf(owners: readonly Project[], name: string, scenario: Scenario): readonly Told[] {
  return owners.flatMap(project => {
    const verdict = jobVerdict(livePlan(project, scenario), name);
    return verdict ? [{ project, verdict }] : [];
  });
}
