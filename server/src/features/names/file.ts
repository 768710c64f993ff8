/** Files of the repository that an include names. */
import { uriBelow } from '../../text/uri.ts';
import { withoutSlash } from '../../ci/path-pattern.ts';
import type { Project } from '../../ci/project.ts';
import type { Uri } from '../../text/span.ts';
import type { FileMention } from './mentions.ts';

/** Where the files of a mention are, in one repository; those that are known to be missing are left out. */
export function filesAt(project: Project, { path, isPattern }: FileMention): readonly Uri[] {
  const paths = isPattern ? (project.matches.get(path) ?? []) : [withoutSlash(path)];
  const uris = paths.flatMap(each => uriBelow(project.folder, each) ?? []);
  return uris.filter(uri => !project.failures.has(uri));
}
