/**
 * The decisions of GitLab's own code, which test/conformance/runs/README.md describes, and our answers in the same
 * form.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/ready.mjs';

export interface Job {
  readonly name?: string;
  readonly stage: string;
  readonly when: string;
  readonly allow_failure?: boolean;
  readonly start_in?: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly needs?: readonly unknown[];
  readonly scheduling: string;
}

export interface Outcome extends Partial<Job> {
  readonly config_errors?: readonly string[];
  readonly creation_errors?: readonly string[];
  readonly errors?: readonly string[];
  readonly step?: string;
  readonly pipeline?: boolean;
  readonly created?: boolean;
  readonly reason?: string;
  readonly included?: boolean;
  readonly jobs?: readonly Job[];
  readonly name?: string;
  readonly pipeline_name?: string;
  readonly warnings?: readonly string[];
}

export interface Case {
  readonly id: string;
  readonly area: string;
  readonly yaml: string;
  readonly event: unknown;
  readonly outcome: Outcome;
  /** The job, if the case is about a single one. */
  readonly job?: string;
  /** Whether the answer depends on code that is not GitLab's. */
  readonly isDoubtful: boolean;
}

interface Written extends Omit<Case, 'isDoubtful'> {
  readonly note?: string;
  readonly config_errors?: readonly string[];
  readonly runs?: readonly { readonly event: unknown; readonly outcome: Outcome }[];
}

export function linesOf(file: string): readonly unknown[] {
  const text = readFileSync(join(root, 'test/conformance/runs', `${file}.jsonl`), 'utf8');
  return text
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as unknown);
}

const PUSH = { source: 'push', ref: 'main', ref_type: 'branch', before: 'commit' };

/** The cases of a file, one for each event. */
export function casesIn(file: 'rules' | 'policies' | 'matrix' | 'pipelines'): readonly Case[] {
  return (linesOf(file) as readonly Written[]).flatMap(({ note, config_errors: errors, runs, ...written }) => {
    const isDoubtful = note === 'low confidence';
    if (errors) return [{ ...written, event: PUSH, outcome: { config_errors: errors }, isDoubtful }];
    const all = runs ?? [{ event: written.event ?? PUSH, outcome: written.outcome }];
    return all.map((run, index) => ({ ...written, ...run, id: `${written.id} ${index}`, isDoubtful }));
  });
}

/** Problems of the file itself, whatever starts a pipeline. */
export function configErrorsOf({ outcome }: Case): readonly string[] | undefined {
  return outcome.config_errors ?? (outcome.step === 'config' ? outcome.errors : undefined);
}

/** Our answer. */
export interface Document {
  readonly pipeline: boolean | 'depends';
  readonly reason?: string;
  readonly name?: string;
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  readonly jobs: Readonly<
    Record<string, Job & { readonly included: boolean | 'depends'; readonly on?: readonly string[] }>
  >;
}

/** The parts of an outcome that must agree, in the same form as our answer. */
export function expectedOf(one: Case): unknown {
  const { outcome, job } = one;
  const created = outcome.pipeline ?? outcome.created;
  if (outcome.creation_errors)
    return { pipeline: false, reason: 'config_error', errors: outcome.creation_errors.length };
  if (outcome.errors?.includes('filtered_by_rules')) return { pipeline: false, reason: 'filtered_by_rules', errors: 0 };
  if (created === false) return { pipeline: false, reason: outcome.reason, errors: outcome.errors?.length ?? 0 };
  const warnings = outcome.warnings?.length ?? 0;
  const name = outcome.pipeline_name ?? (outcome.created ? outcome.name : undefined);
  const jobs = outcome.jobs ?? (outcome.included ? [{ ...(outcome as Job), name: job ?? '' }] : []);
  return { pipeline: true, name, warnings, jobs: jobs.map(tidy) };
}

export function answeredOf({ job, outcome }: Case, document: Document): unknown {
  const { pipeline, reason, errors, warnings, name } = document;
  if (pipeline === false) return { pipeline, reason, errors: errors.length };
  const isWhole = outcome.jobs !== undefined && job === undefined;
  const jobs = Object.entries(document.jobs)
    .filter(([own, { included }]) => included !== false && (isWhole || isCopyOf(own, job)))
    .map(([own, held]) => tidy({ ...held, name: own, ...(saysLess(outcome) && { allow_failure: false }) }));
  const isNamed = outcome.created === true || outcome.pipeline_name !== undefined;
  return { pipeline, name: isNamed ? name : undefined, warnings: saysLess(outcome) ? 0 : warnings.length, jobs };
}

function isCopyOf(name: string, job = ''): boolean {
  return name === job || name.startsWith(`${job} `) || name.startsWith(`${job}: [`);
}

/** Outcomes of matrices have fewer parts. */
function saysLess({ created, pipeline }: Outcome): boolean {
  return (created ?? pipeline) === undefined;
}

function tidy({ name, stage, when, allow_failure, start_in, variables, needs, scheduling }: Job): unknown {
  const pairs = Object.entries(variables).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const delay = when === 'delayed' ? start_in : undefined;
  return {
    name,
    stage,
    when,
    allow_failure: allow_failure ?? false,
    delay,
    variables: Object.fromEntries(pairs),
    needs: needs ?? [],
    scheduling,
  };
}
