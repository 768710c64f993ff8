/** The pipelines that a trigger job starts. */
import { readIncludes, type Include } from '../../ci/include.ts';
import type { IncludeTarget } from '../../ci/include-entry.ts';
import { childInclude } from '../../ci/child-files.ts';
import { textOf } from '../../ci/blank.ts';
import { inputTexts } from './input-text.ts';
import { member, type Value } from '../../yaml/value/value.ts';

export interface Started {
  readonly kind: 'child' | 'downstream';
  /** The name of the file or project, as far as the job says. */
  readonly name: string;
  /** The files of a child pipeline. */
  readonly include?: Value;
  /** The path of the project, and the branch if the job names one. */
  readonly project?: string;
  readonly branch?: string;
  /** Where the pipeline is, if it is not all in a file that can be opened, in a few words. */
  readonly where?: string;
  readonly inputs?: Readonly<Record<string, string>>;
}

export function startedBy(job: Value): readonly Started[] {
  const trigger = member(job, 'trigger')?.value;
  if (!trigger) return [];
  const include = childInclude(job);
  return include ? childrenOf(include) : [downstreamOf(trigger)];
}

function downstreamOf(trigger: Value): Started {
  const project = textOf(trigger) ?? textOf(member(trigger, 'project')?.value);
  const branch = textOf(member(trigger, 'branch')?.value);
  const where = branch === undefined ? 'in another project' : `in another project, on ${branch}`;
  const inputs = inputTexts(member(trigger, 'inputs')?.value);
  return {
    kind: 'downstream',
    name: project ?? 'a project',
    where,
    ...(project !== undefined && { project }),
    ...(branch !== undefined && { branch }),
    ...(inputs && { inputs }),
  };
}

/** All files together make one child pipeline, named after the first file. */
function childrenOf(include: Value): readonly Started[] {
  const [first, ...others] = readIncludes(include).entries;
  const name = first ? nameOf(first.target, include) : written(include);
  const more = others.length > 0 ? ` and ${others.length} more` : '';
  const where = others.length > 0 ? whereAll([first, ...others]) : whereIs(first, include);
  // where files are included by a start that is made, the inputs are in there
  const inputs = others.length > 0 || first?.rules ? undefined : inputTexts(first?.inputs);
  return [
    {
      kind: 'child',
      name: `${name}${more}`,
      include,
      ...(where !== undefined && { where }),
      ...(inputs && { inputs }),
    },
  ];
}

function nameOf(target: IncludeTarget, include: Value): string {
  switch (target.kind) {
    case 'local':
      return target.path;
    case 'pattern':
      return target.pattern;
    case 'component':
      return target.name;
    case 'elsewhere':
      return target.path ?? written(include);
  }
}

/** The first entry of an include that names no file of this repository. */
function entryOf(include: Value): Value | undefined {
  return include.kind === 'list' ? include.items[0] : include;
}

function written(include: Value): string {
  const entry = entryOf(include);
  const named = ['artifact', 'file', 'template', 'remote', 'project'].flatMap(
    key => textOf(member(entry, key)?.value) ?? [],
  );
  return named[0] ?? textOf(entry) ?? 'a file that is not known here';
}

function whereAll(entries: readonly (Include | undefined)[]): string | undefined {
  const isHere = entries.every(entry => entry && entry.target.kind !== 'elsewhere');
  return isHere ? undefined : 'not all of its files are here';
}

function whereIs(first: Include | undefined, include: Value): string | undefined {
  const target = first?.target;
  if (target && target.kind !== 'elsewhere') return undefined;
  const entry = entryOf(include);
  const job = textOf(member(entry, 'job')?.value);
  if (member(entry, 'artifact')) return job === undefined ? 'its file is made by a job' : `its file is made by ${job}`;
  return WHERE.find(([key]) => member(entry, key))?.[1] ?? target?.because ?? 'its file is not known here';
}

const WHERE = [
  ['project', 'its file is in another project'],
  ['template', 'its file is a template of GitLab'],
  ['remote', 'its file is on another server'],
] as const;
