/** Repositories in memory. */
import type { DirEntry, Files } from '../../server/src/ci/files.ts';
import { loadProject } from '../../server/src/ci/load-project.ts';
import { uriBelow } from '../../server/src/text/uri.ts';
import type { Project } from '../../server/src/ci/project.ts';

export const ROOT = 'mem:///repository/';
export const MAIN = '.gitlab-ci.yml';

export type Texts = Readonly<Record<string, string>>;

/** Files by path. */
export function memoryFiles(texts: Texts): Files {
  return {
    read(uri) {
      const path = pathIn(uri);
      const text = Object.hasOwn(texts, path) ? texts[path] : undefined;
      return Promise.resolve(text ?? { failed: isFolder(texts, path) ? 'folder' : 'missing' });
    },
    list: folder => Promise.resolve(entriesOf(texts, pathIn(folder))),
  };
}

/** The pipeline that starts with the main text. */
export function projectOfTexts(main: string, texts: Texts = {}): Promise<Project> {
  return loadProject({ pipeline: ROOT + MAIN, folder: ROOT }, new Map(), memoryFiles({ ...texts, [MAIN]: main }));
}

/** The URI of a path. */
export function at(path: string): string {
  return uriBelow(ROOT, path) ?? ROOT;
}

function pathIn(uri: string): string {
  return decodeURIComponent(uri.slice(ROOT.length));
}

function isFolder(texts: Texts, path: string): boolean {
  return Object.keys(texts).some(name => name.startsWith(`${path}/`));
}

function entriesOf(texts: Texts, folder: string): readonly DirEntry[] {
  const kinds = new Map<string, DirEntry['kind']>();
  for (const path of Object.keys(texts)) {
    if (!path.startsWith(folder)) continue;
    const [name = '', ...below] = path.slice(folder.length).split('/');
    kinds.set(name, below.length > 0 ? 'folder' : 'file');
  }
  return [...kinds].map(([name, kind]) => ({ name, kind }));
}
