/** Finds the pipeline that a file of the command line belongs to, and reads it. */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Files } from '../ci/files.ts';
import { loadProject } from '../ci/load-project.ts';
import { isStart, type Project } from '../ci/project.ts';
import { childPipelines, mayInclude, owns } from '../ci/workspace.ts';
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

/** What a file is read as. */
export interface Judged {
  /** The pipeline that starts with the file. */
  readonly alone: Project;
  /** The pipeline in which it is judged: one of its repository that it is a part of, its own, or one that is not known. */
  readonly owner: Project;
}

/** Reads a file with all that it includes, and the pipeline of its repository. */
export async function judge({ uri, folder, files }: Located): Promise<Judged> {
  const alone = await loadProject({ pipeline: uri, folder }, new Map(), files);
  const usual = `${folder}.gitlab-ci.yml`;
  if (uri === usual) return { alone, owner: alone };
  const main = await loadProject({ pipeline: usual, folder }, alone.documents, files);
  if (owns(main, uri)) return { alone, owner: main };
  for (const child of childPipelines(main)) {
    const project = await loadProject({ pipeline: child, folder }, alone.documents, files);
    if (owns(project, uri)) return { alone, owner: project };
  }
  return { alone, owner: isStart(uri) && !mayInclude(main, uri) ? alone : { ...alone, fragment: true } };
}
