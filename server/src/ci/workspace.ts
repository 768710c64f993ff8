/** Which pipelines a file belongs to, and which pipelines jobs start. */
import type { Uri } from '../text/span.ts';
import { member } from '../yaml/value.ts';
import { configurationOf } from './configuration.ts';
import { readIncludes } from './include.ts';
import { includeTree, type TreeFile } from './include-tree.ts';
import { uriOf } from './location.ts';
import type { Project } from './project.ts';

/** Whether the file is the start of the pipeline or is included in it. */
export function owns(project: Project, uri: Uri): boolean {
  const has = (file: TreeFile): boolean => file.uri === uri || file.children.some(child => has(child.file));
  return has(includeTree(project).root);
}

/** The files in which jobs of the pipeline start pipelines of their own; nothing of this one is known in those. */
export function childPipelines(project: Project): readonly Uri[] {
  const configuration = configurationOf(project);
  const uris = configuration.names().flatMap(name => {
    const trigger = member(configuration.get(name), 'trigger')?.value;
    const { entries } = readIncludes(member(trigger, 'include')?.value);
    return entries.flatMap(({ target }) => (target.kind === 'local' ? (uriOf(project.folder, target.path) ?? []) : []));
  });
  return [...new Set(uris)];
}
