/** What a pipeline is called in messages. */
import { pathBelow } from '../text/uri.ts';
import { readIncludes } from './include.ts';
import type { IncludeTarget } from './include-entry.ts';
import { includeTree } from './include-tree.ts';
import { isMade } from './made-start.ts';
import type { Project } from './project.ts';

/** The path of its file, or of each of its files. */
export function pathsOf(project: Project): string {
  const { pipeline, folder } = project;
  if (!isMade(pipeline)) return pathBelow(folder, pipeline) ?? pipeline;
  const { entries } = readIncludes(includeTree(project).root.source.root.members.get('include')?.value);
  return entries.map(({ target }) => pathIn(target)).join(', ');
}

function pathIn(target: IncludeTarget): string {
  if (target.kind === 'pattern') return target.pattern;
  return target.kind === 'component' ? target.name : (target.path ?? '…');
}
