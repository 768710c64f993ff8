/** Finds the pipeline that a file of the command line belongs to, and reads it. */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Files } from '../ci/files.ts';
import { loadProject } from '../ci/load-project.ts';
import type { Project } from '../ci/project.ts';
import { childPipelines, owns } from '../ci/workspace.ts';
import type { Uri } from '../text/span.ts';
import { diskFiles, folderUri, repositoryOf } from './files.ts';

/** A file in its repository, as the core names both. */
export interface Located {
  /** As it was given. */
  readonly given: string;
  readonly uri: Uri;
  readonly root: string;
  readonly folder: Uri;
  readonly files: Files;
}

/** The file and its repository; `root` is that of the user, if one was given. */
export async function locateFile(given: string, from: string, root: string | undefined): Promise<Located> {
  const path = resolve(from, given);
  const top = root === undefined ? await repositoryOf(path) : resolve(from, root);
  return { given, uri: pathToFileURL(path).href, root: top, folder: folderUri(top), files: diskFiles(top) };
}

/** The pipeline that starts with the file. */
export function pipelineAt({ uri, folder, files }: Located): Promise<Project> {
  return loadProject({ pipeline: uri, folder }, new Map(), files);
}

/** The pipeline in which the file is judged: its own if it is the start of one, one that includes it, or one that is not known. */
export async function ownerOf(located: Located): Promise<Project> {
  if (isStart(located.uri)) return pipelineAt(located);
  const { uri, folder, files } = located;
  const usual = await loadProject({ pipeline: `${folder}.gitlab-ci.yml`, folder }, new Map(), files);
  if (owns(usual, uri)) return usual;
  for (const child of childPipelines(usual)) {
    const project = await loadProject({ pipeline: child, folder }, new Map(), files);
    if (owns(project, uri)) return project;
  }
  return loadProject({ pipeline: uri, folder, fragment: true }, new Map(), files);
}

/** Whether GitLab starts pipelines with files of this name. */
function isStart(uri: Uri): boolean {
  return /\.gitlab-ci\.ya?ml$/.test(uri);
}
