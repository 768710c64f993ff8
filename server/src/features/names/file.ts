/** Finds the files of the repository that an include names. */
import { uriBelow } from '../../text/uri.ts';
import { withoutSlash } from '../../ci/path-pattern.ts';
import type { Project } from '../../ci/project.ts';
import type { Uri } from '../../text/span.ts';
import type { FileMention } from './mentions.ts';

/** The locations of the files of a mention in one repository, without files that are known to be missing. */
export function filesAt(project: Project, { path, isPattern }: FileMention): readonly Uri[] {
  const paths = isPattern ? (project.matches.get(path) ?? []) : [withoutSlash(path)];
  const uris = paths.flatMap(each => uriBelow(project.folder, each) ?? []);
  return uris.filter(uri => !project.failures.has(uri));
}
