/** The command `resolve`: what GitLab makes of files, with the origin of every part of the hooks. */
import { parseArgs } from 'node:util';
import type { EffectiveJob, JobOptions } from '../../ci/effective-job.ts';
import { originsOf } from '../../ci/origin.ts';
import { includeTree } from '../../ci/include-tree.ts';
import { resolvePipeline, TODAY, type Pipeline } from '../../ci/pipeline.ts';
import type { Project } from '../../ci/project.ts';
import { resolveJob } from '../../ci/resolve-job.ts';
import { oneLine } from '../../text/shown.ts';
import type { Problem } from '../../text/problem.ts';
import type { Uri } from '../../text/span.ts';
import { encode } from '../../yaml/value/encode.ts';
import { keyText, yamlOf } from '../../yaml/value/print.ts';
import { sharedOnce, type SharedConfiguration } from './configuration.ts';
import { forEachFile } from './guard.ts';
import { EXIT, misused, type Io } from './io.ts';
import { chosenJudgement, JUDGEMENT_OPTIONS, JUDGEMENT_USAGE } from './judgement.ts';
import { locateFile, newReader, type JudgedIn, type LocatedFile, type Reader } from './project.ts';
import { notToldElsewhere } from '../../features/told-elsewhere.ts';
import { errorsBelow, problemsOf, unreadable } from './problems.ts';
import { jsonLine, problemLine, reportOf, type Locator, type ReportedProblem } from './report.ts';
import { PROJECTIONS, projected, type Projection } from './projected.ts';
import { faultOfRoot } from './root.ts';
import type { JudgementOptions } from '../../workspace/configuration/judgement.ts';

export const RESOLVE = {
  usage: `resolve FILE… [--job NAME] [--format yaml|json|payload|pod|toml] [--root DIR] ${JUDGEMENT_USAGE}`,
  does: 'Print what files resolve to: includes, extends and references, and the hooks of each job; or what becomes of the hooks: what the runner is sent (payload), the lifecycle of the containers (pod), the same in config.toml (toml).',
} as const;

const FORMATS = ['yaml', 'json', ...PROJECTIONS] as const;

type Format = (typeof FORMATS)[number];

interface Asked {
  readonly files: readonly string[];
  readonly job: string | undefined;
  readonly format: Format;
  readonly root: string | undefined;
  /** Options of the command line; the repository decides about the others. */
  readonly judgement: JudgementOptions;
}

/** The request, completed by the configuration of a file's repository. */
interface Options extends Asked, JobOptions {}

/** Runs the command; returns the exit code. */
export async function resolveFiles(args: readonly string[], io: Io): Promise<number> {
  const options = readOptions(args);
  if (typeof options === 'string') return misused(options, RESOLVE.usage, io);
  const fault = await faultOfRoot(options.root, io.folder);
  if (fault !== undefined) return misused(fault, RESOLVE.usage, io);
  const codes: number[] = [EXIT.done];
  const read = newReader();
  const shared = sharedOnce(io);
  const done = await forEachFile(options.files, io, async file => {
    codes.push(await printFile(file, { asked: options, io, read, shared }));
  });
  return done ? Math.max(...codes) : EXIT.failed;
}

function readOptions(args: readonly string[]): Asked | string {
  try {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
    const { format = 'yaml', job, root } = values;
    if (positionals.length === 0) return 'No file was given.';
    if (!isFormat(format)) return `--format must be one of ${FORMATS.join(', ')}, not ${format}.`;
    const judgement = chosenJudgement(values);
    return typeof judgement === 'string' ? judgement : { files: positionals, format, job, root, judgement };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function isFormat(word: string): word is Format {
  return FORMATS.some(format => format === word);
}

const OPTIONS = {
  job: { type: 'string' },
  format: { type: 'string' },
  root: { type: 'string' },
  ...JUDGEMENT_OPTIONS,
} as const;

interface Answer {
  readonly located: LocatedFile;
  readonly project: Project;
  readonly pipeline: Pipeline;
  readonly problems: readonly ReportedProblem[];
  readonly report: Locator;
  readonly jobs: ReadonlyMap<string, EffectiveJob>;
  readonly loaded: boolean;
}

/** What all files of one run share. */
interface Run {
  readonly asked: Asked;
  readonly io: Io;
  readonly read: Reader;
  readonly shared: (top: string) => Promise<SharedConfiguration>;
}

/** Returns the exit code as if this were the only file. */
async function printFile(file: string, { asked, io, read, shared }: Run): Promise<number> {
  const located = await locateFile(file, io.folder, asked.root);
  const said = await shared(located.root);
  const judgement = { ...said.judgement, ...asked.judgement };
  const options = { ...asked, judgement, inheritance: judgement.inheritance ?? TODAY.inheritance };
  const judged = await read(located);
  const project = judged.alone;
  const failure = project.failures.get(project.pipeline);
  if (failure) {
    const problem = unreadable(file, failure.failed);
    if (options.format === 'json') io.out(jsonLine({ file, merged: null, problems: [problem], jobs: {} }));
    else io.err(`${problemLine(problem)}\n`);
    return EXIT.failed;
  }
  const answer = answerOf(located, judged, options, io);
  if (options.format === 'json') io.out(jsonLine(jsonOf(file, answer)));
  else printText(answer, options, io);
  if (!said.isSound) return EXIT.failed;
  return isRefused(answer, options) ? EXIT.found : EXIT.done;
}

/** Whether GitLab refuses the file, or has no such job. */
function isRefused({ loaded, problems, jobs }: Answer, { job }: Options): boolean {
  return !loaded || problems.some(({ severity }) => severity === 'error') || (job !== undefined && !jobs.has(job));
}

function answerOf(located: LocatedFile, judged: JudgedIn, options: Options, io: Io): Answer {
  const project = judged.alone;
  const pipeline = resolvePipeline(project, options);
  const problems = problemsFor(judged, located, io.folder, options);
  const loaded = pipeline.loadFaults.length === 0;
  const jobs = loaded ? chosenJobs(project, pipeline, options) : new Map<string, EffectiveJob>();
  return { located, project, pipeline, problems, report: reportOf(project, located.given, io.folder), jobs, loaded };
}

/** The problems of the file, the errors of what it includes, and why it is not a pipeline by itself. */
function problemsFor(
  judged: JudgedIn,
  { uri, given }: LocatedFile,
  folder: string,
  { judgement }: Options,
): readonly ReportedProblem[] {
  const judging = { weight: 'error', ...judgement } as const;
  const { alone, owners } = judged;
  const [owner = alone] = owners;
  const document = owner.documents.get(uri);
  const below = owners.filter(({ pipeline }) => pipeline === uri).flatMap(errorsBelow);
  const own = document ? problemsOf(owners, document, judging) : [];
  const found: readonly Told[] = [...notToldElsewhere(own, () => below), ...below, ...noteOf(judged)];
  const documents = { get: (one: Uri) => owner.documents.get(one) ?? alone.documents.get(one) };
  const report = reportOf({ documents }, given, folder);
  return found.map(({ at, code, severity, message }) => ({ code, severity, message, ...report.position(at) }));
}

/** A problem, or a note whose code is not in the table. */
type Told = Omit<Problem, 'code'> & { readonly code: string };

/** Why GitLab could not load the file by itself, if only its pipelines are fine. */
function noteOf({ owners, alone }: JudgedIn): readonly Told[] {
  const isLoaded = owners.every(owner => resolvePipeline(owner).loadFaults.length === 0);
  const [fault] = isLoaded && includeTree(alone).faults.length === 0 ? resolvePipeline(alone).loadFaults : [];
  if (!fault) return [];
  const message = `GitLab could not load this file by itself, only together with what includes it. ${fault.message}`;
  return [{ code: 'not-a-pipeline', severity: 'information', message, at: fault.at }];
}

function chosenJobs(
  project: Project,
  pipeline: Pipeline,
  { job, inheritance }: Options,
): ReadonlyMap<string, EffectiveJob> {
  if (job === undefined) return pipeline.jobs;
  const found = pipeline.jobs.get(job) ?? resolveJob(project, job, { inheritance });
  return new Map(found ? [[job, found]] : []);
}

function jsonOf(file: string, { pipeline, problems, jobs, report, loaded }: Answer): unknown {
  return {
    file,
    merged: loaded ? encode(pipeline.merged) : null,
    problems,
    jobs: Object.fromEntries([...jobs].map(([name, job]) => [name, jsonOfJob(job, report)])),
  };
}

function jsonOfJob({ hooks }: EffectiveJob, report: Locator): unknown {
  if (!hooks) return { hooks: null, origins: {} };
  const origins = [...originsOf(hooks)].map(([pointer, { at, via }]) => [
    pointer,
    { ...report.position(at), via: via.map(({ rule }) => rule) },
  ]);
  return { hooks: encode(hooks), origins: Object.fromEntries(origins) as unknown };
}

function printText({ located, pipeline, problems, jobs, report, loaded }: Answer, options: Options, io: Io): void {
  for (const problem of problems) io.err(`${problemLine(problem)}\n`);
  if (!loaded) io.out(unloaded(located.given, options.format));
  else if (isProjection(options.format)) {
    if (options.job !== undefined && !jobs.has(options.job)) noJob(options.job, located.given, io);
    else io.out(projected(options.format, { file: located.given, pipeline, jobs }));
  } else if (options.job === undefined) io.out(`# ${oneLine(located.given)}\n${yamlOf(pipeline.merged, {})}`);
  else printJob(options.job, jobs.get(options.job), { report, io, given: located.given });
}

/** Payloads are read by programs, for which a comment is not JSON. */
function unloaded(given: string, format: Format): string {
  return format === 'payload'
    ? jsonLine({ file: given, jobs: {} })
    : `# ${oneLine(given)}: GitLab cannot load this file.\n`;
}

function isProjection(format: Format): format is Projection {
  return PROJECTIONS.some(one => one === format);
}

function noJob(name: string, given: string, io: Io): void {
  io.err(`${oneLine(given)}: there is no job ${oneLine(`\`${name}\``)}.\n`);
}

interface Printing {
  readonly report: Locator;
  readonly io: Io;
  readonly given: string;
}

/** The merged job and its effective hooks, each part with the place where it is written. */
function printJob(name: string, job: EffectiveJob | undefined, { report, io, given }: Printing): void {
  if (!job) return noJob(name, given, io);
  const { hooks, value } = job;
  io.out(
    `# ${oneLine(given)}\n${keyText({ type: 'string', value: name })}:\n${yamlOf(value, { indent: 2, without: 'hooks' })}`,
  );
  if (!hooks) return io.out('  # No hooks take effect.\n');
  const origins = originsOf(hooks);
  io.out(`  hooks:\n${yamlOf(hooks, { indent: 4, comment: pointer => commentOf(pointer, origins, report) })}`);
}

function commentOf(pointer: string, origins: ReturnType<typeof originsOf>, report: Locator): string | undefined {
  const origin = origins.get(pointer);
  if (!origin) return undefined;
  const { file, line } = report.position(origin.at);
  const way = origin.via.map(({ rule }) => rule).join(', ');
  return `${file}:${line}${way ? `, by ${way}` : ''}`;
}
