/** Finds the repository that a file is in, for the editor and the command line alike. */
import type { Files } from '../ci/files.ts';
import type { Uri } from '../text/span.ts';
import type { Repository } from './repository.ts';
import { isInFolder, rootFolderOf, type FilesOf } from './roots.ts';

/** `Held` is what the caller keeps for each repository. */
export interface RepositoryLookup<Held> {
  /** The repository of a file if it has been found already; never waits. */
  readonly cached: (uri: Uri) => Held | undefined;
  /** Finds the repository and keeps it; nothing for a file without a folder, or in a folder that cannot be read. */
  readonly find: (uri: Uri) => Promise<Held | undefined>;
  /** The repository with that root folder, if it is kept. */
  readonly at: (folder: Uri) => Held | undefined;
  readonly all: () => readonly Held[];
  /** Forgets which repository the file is in. */
  readonly leave: (uri: Uri) => void;
  /** Forgets a repository, and which files are in it. */
  readonly forget: (held: Held) => void;
  readonly clear: () => void;
}

export interface LookingUp<Held> {
  readonly filesOf: FilesOf;
  /** The workspace folders: no repository is searched above them. */
  readonly folders: () => readonly Uri[];
  /** Starts to keep a repository. */
  readonly hold: (folder: Uri, files: Files) => Held;
}

export function lookupOf<Held extends { readonly repository: Repository }>({
  filesOf,
  folders,
  hold,
}: LookingUp<Held>): RepositoryLookup<Held> {
  const byFolder = new Map<Uri, Held>();
  /** The searches that were started, and their results. */
  const asked = new Map<Uri, Promise<Held | undefined>>();
  const found = new Map<Uri, Held>();
  const look = async (uri: Uri): Promise<Held | undefined> => {
    if (!isInFolder(uri)) return undefined;
    const folder = await rootFolderOf(uri, folders(), filesOf);
    const files = filesOf(folder);
    if (!files) return undefined;
    const held = byFolder.get(folder) ?? hold(folder, files);
    byFolder.set(folder, held);
    return held;
  };
  const leave = (uri: Uri): void => {
    asked.delete(uri);
    found.delete(uri);
  };
  return {
    cached: uri => found.get(uri),
    async find(uri) {
      const search = asked.get(uri) ?? look(uri).catch(() => undefined);
      asked.set(uri, search);
      const held = await search;
      // the file may have been closed meanwhile
      if (held && asked.get(uri) === search) found.set(uri, held);
      return held;
    },
    at: folder => byFolder.get(folder),
    all: () => [...byFolder.values()],
    leave,
    forget(held) {
      byFolder.delete(held.repository.folder);
      for (const [uri, one] of [...found]) if (one === held) leave(uri);
    },
    clear() {
      for (const map of [byFolder, asked, found]) map.clear();
    },
  };
}
