/** The pipelines that a trigger job starts. */
import { readIncludes } from '../../ci/include.ts';
import type { IncludeTarget } from '../../ci/include-entry.ts';
import { childInclude } from '../../ci/child-files.ts';
import { textOf } from '../../ci/blank.ts';
import { member, type Value } from '../../yaml/value/value.ts';

export interface Started {
  readonly kind: 'child' | 'downstream';
  /** The name of the file or project, as far as the job says. */
  readonly name: string;
  /** The file, if it is in this repository. */
  readonly target?: IncludeTarget;
}

export function startedBy(job: Value): readonly Started[] {
  const trigger = member(job, 'trigger')?.value;
  if (!trigger) return [];
  const include = childInclude(job);
  if (include) return childrenOf(include);
  const project = textOf(trigger) ?? textOf(member(trigger, 'project')?.value);
  return [{ kind: 'downstream', name: project ?? 'a project' }];
}

/** All files together make one child pipeline, named after the first file. */
function childrenOf(include: Value): readonly Started[] {
  const [first, ...others] = readIncludes(include).entries;
  const name = first ? nameOf(first.target, include) : generated(include);
  const more = others.length > 0 ? ` and ${others.length} more` : '';
  return [{ kind: 'child', name: `${name}${more}`, ...(first && { target: first.target }) }];
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
      return target.path ?? generated(include);
  }
}

/** For a file that another job generates, or one on another server. */
function generated(include: Value): string {
  const entry = include.kind === 'list' ? include.items[0] : include;
  const named = ['artifact', 'file', 'template', 'remote', 'project'].flatMap(
    key => textOf(member(entry, key)?.value) ?? [],
  );
  return named[0] ?? textOf(entry) ?? 'a file that is not known here';
}
