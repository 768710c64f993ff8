/** A file system of a few files in memory, which can be read and edited, but neither added to nor removed from. */
import { Disposable, EventEmitter, FileChangeType, FileSystemError, FileType } from 'vscode';
import type { FileChangeEvent, FileStat, FileSystemProvider, Uri } from 'vscode';

interface Held {
  readonly bytes: Uint8Array;
  readonly mtime: number;
}

/** Holds files by their path, in folders that follow from the paths. */
export function memoryFiles(texts: Readonly<Record<string, string>>): FileSystemProvider {
  const files = new Map<string, Held>();
  for (const [path, text] of Object.entries(texts)) files.set(path, held(new TextEncoder().encode(text)));
  const changes = new EventEmitter<FileChangeEvent[]>();
  const refuse = (uri: Uri): never => {
    throw FileSystemError.NoPermissions(uri);
  };
  const fileAt = (uri: Uri): Held => {
    const file = files.get(uri.path);
    if (file) return file;
    throw namesBelow(files, uri).length > 0 ? FileSystemError.FileIsADirectory(uri) : FileSystemError.FileNotFound(uri);
  };
  return {
    onDidChangeFile: changes.event,
    watch: () => new Disposable(() => undefined),
    stat(uri): FileStat {
      if (namesBelow(files, uri).length > 0) return { type: FileType.Directory, ctime: 0, mtime: 0, size: 0 };
      const { bytes, mtime } = fileAt(uri);
      return { type: FileType.File, ctime: 0, mtime, size: bytes.length };
    },
    readDirectory: uri => namesBelow(files, uri),
    readFile: uri => fileAt(uri).bytes,
    writeFile(uri, bytes) {
      fileAt(uri);
      files.set(uri.path, held(bytes));
      changes.fire([{ type: FileChangeType.Changed, uri }]);
    },
    createDirectory: refuse,
    delete: refuse,
    rename: refuse,
  };
}

function held(bytes: Uint8Array): Held {
  return { bytes, mtime: Date.now() };
}

/** What a folder contains; nothing if there is no such folder. */
function namesBelow(files: ReadonlyMap<string, unknown>, { path }: Uri): [string, FileType][] {
  const folder = path.endsWith('/') ? path : `${path}/`;
  const names = new Map<string, FileType>();
  for (const file of files.keys()) {
    if (!file.startsWith(folder)) continue;
    const [name = '', ...deeper] = file.slice(folder.length).split('/');
    names.set(name, deeper.length > 0 ? FileType.Directory : FileType.File);
  }
  return [...names];
}
