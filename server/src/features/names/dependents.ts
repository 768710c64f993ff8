/** Finds the jobs that are built on an entry. */
import { configurationOf } from '../../ci/configuration.ts';
import type { Project } from '../../ci/project.ts';
import { readsOf } from '../../ci/resolve-job.ts';

/** The visible jobs that get keys from an entry, directly or through other templates. */
export function jobsBuiltOn(project: Project, name: string): readonly string[] {
  return configurationOf(project)
    .names()
    .filter(each => each !== name && !each.startsWith('.') && readsOf(project, each).includes(name));
}
