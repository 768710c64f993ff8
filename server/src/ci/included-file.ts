/** Finds the file of the repository that an entry of `include` names. */
import type { Uri } from '../text/span.ts';
import type { IncludeTarget } from './include-entry.ts';
import { uriBelow } from '../text/uri.ts';
import type { Project } from './project.ts';

/** The path of the only file that is meant; nothing for patterns and for files that are not looked up here. */
export function includedPath(project: Project, target: IncludeTarget): string | undefined {
  if (target.kind === 'local') return target.path;
  return target.kind === 'component' ? componentPath(project, target.paths) : undefined;
}

export function includedUri(project: Project, target: IncludeTarget): Uri | undefined {
  const path = includedPath(project, target);
  return path === undefined ? undefined : uriBelow(project.folder, path);
}

/** The files that are looked up to find the only one that is meant: that is the last of them. */
export function urisOf(project: Project, target: IncludeTarget): readonly Uri[] {
  const meant = includedPath(project, target);
  if (meant === undefined) return [];
  const paths = target.kind === 'component' ? target.paths.slice(0, target.paths.indexOf(meant) + 1) : [meant];
  return paths.flatMap(path => uriBelow(project.folder, path) ?? []);
}

/** The second path of a component is used if there is no file at the first. */
function componentPath({ folder, failures }: Project, [file, inFolder]: readonly [string, string]): string {
  const uri = uriBelow(folder, file);
  return uri !== undefined && failures.get(uri)?.failed === 'missing' ? inFolder : file;
}
