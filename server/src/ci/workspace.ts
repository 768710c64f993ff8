/** Which pipelines a file belongs to, and which pipelines jobs start. */
import { cachedBy } from '../text/cached.ts';
import type { Uri } from '../text/span.ts';
import type { SourceDocument } from '../yaml/tree.ts';
import { member } from '../yaml/value/value.ts';
import { childInclude } from './child-files.ts';
import { configurationOf } from './configuration.ts';
import { canBecome } from './include-entry.ts';
import { includedUri } from './included-file.ts';
import { readIncludes } from './include.ts';
import { includeTree, type TreeFile } from './include-tree.ts';
import { pathBelow } from '../text/uri.ts';
import { lasting } from './lasting.ts';
import { madeStart } from './made-start.ts';
import type { Project } from './project.ts';
import { filesOf } from './resolve-job.ts';

/** Whether the file is the start of the pipeline or is included in it. */
export function owns(project: Project, uri: Uri): boolean {
  return ownFiles(project).has(uri);
}

const ownFiles = lasting((project): ReadonlySet<Uri> => {
  const found = new Set<Uri>();
  const add = ({ uri, children }: TreeFile): void => {
    found.add(uri);
    for (const { file } of children) add(file);
  };
  add(includeTree(project).root);
  return found;
});

/** Whether an include of the pipeline, whose path depends on variables, may mean the file. */
export function mayInclude(project: Project, uri: Uri): boolean {
  const path = pathBelow(project.folder, uri);
  if (path === undefined || uri === project.pipeline) return false;
  return openPaths(project).some(open => canBecome(open, path));
}

const openPaths = lasting((project): readonly string[] =>
  filesOf(includeTree(project).root).flatMap(({ source }) =>
    readIncludes(member(source.root, 'include')?.value).entries.flatMap(({ target }) =>
      target.kind === 'elsewhere' && target.path !== undefined ? [target.path] : [],
    ),
  ),
);

/** What jobs of the pipeline start pipelines of their own with; nothing of this one is known in those. */
export const childPipelines = lasting((project): readonly Uri[] =>
  [...project.documents.values()].some(mayTrigger) ? childrenOfJobs(project) : [],
);

/** Whether the key can be anywhere in the text, also spelt with escapes or put together from inputs. */
const mayTrigger = cachedBy(({ text }: SourceDocument): boolean => /trigger|\\[xuU]|\$\[\[/.test(text));

/** The plain way, for which all jobs are merged: most pipelines start no other. */
export function childrenOfJobs(project: Project): readonly Uri[] {
  const configuration = configurationOf(project);
  const uris = configuration.names().flatMap(name => {
    const job = configuration.get(name);
    const include = job && childInclude(job);
    const made = madeStart(include);
    if (made !== undefined) return [made];
    return readIncludes(include).entries.flatMap(({ target }) => includedUri(project, target) ?? []);
  });
  return [...new Set(uris)];
}
