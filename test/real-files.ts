/** Real CI files with what GitLab's own code made of each, if the folder with them lies next to the checkout. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { loadProject } from '../server/src/ci/load-project.ts';
import type { Project, Start } from '../server/src/ci/project.ts';
import { diskFiles, folderUri } from '../server/src/hosts/files.ts';

/** Where the real files lie, for tests that need no outcome; the folder may be missing. */
export const REAL_FOLDER = join(import.meta.dirname, '../../shared/corpus');

export interface RealFile {
  /** From {@link REAL_FOLDER}. */
  readonly path: string;
  readonly status: 'accepted' | 'refused' | 'needs-include' | 'fragment' | 'refused-later' | 'header';
  /** The folder from which its local includes are read; by default, its own. */
  readonly includeBase: string | null;
  readonly loadError: string | null;
  readonly errors: readonly string[];
  /** The `hooks` of its jobs and of `default`, after merging. */
  readonly rawHooks: Readonly<Record<string, unknown>>;
}

/** Empty if the folder is missing. */
export const realFiles: readonly RealFile[] = existsSync(REAL_FOLDER)
  ? readFileSync(join(REAL_FOLDER, 'outcomes.jsonl'), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map(line => JSON.parse(line) as RealFile)
  : [];

/** Whether GitLab refuses the file, at once or in a later step. */
export function isRefused({ status }: Pick<RealFile, 'status'>): boolean {
  return status.startsWith('refused');
}

export function realText({ path }: Pick<RealFile, 'path'>): string {
  return readFileSync(join(REAL_FOLDER, path), 'utf8');
}

/** Reads the pipeline of the file, with what it includes from the disk. */
export async function realProject({ path, status, includeBase }: RealFile): Promise<Project> {
  const full = join(REAL_FOLDER, path);
  const folder = includeBase === null ? dirname(full) : join(REAL_FOLDER, includeBase);
  const start: Start = {
    pipeline: pathToFileURL(full).href,
    folder: folderUri(folder),
    ...(status === 'fragment' && { fragment: true as const }),
  };
  return loadProject(start, new Map(), diskFiles(folder));
}
