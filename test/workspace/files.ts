/** Files of a workspace for tests, with a record of what is read. */
import type { OpenDocuments } from '../../server/src/ci/load-project.ts';
import type { Files } from '../../server/src/ci/files.ts';
import type { Uri } from '../../server/src/text/span.ts';
import type { WorkspaceEnvironment } from '../../server/src/workspace/environment.ts';
import { parse } from '../../server/src/yaml/document/document.ts';
import type { SourceDocument } from '../../server/src/yaml/tree.ts';
import { clockAtRest } from '../lsp/clock.ts';

export const ROOT = 'file:///ws/';

export interface World {
  readonly around: WorkspaceEnvironment;
  /** The files of the disk, by their URIs. */
  readonly disk: Map<Uri, string>;
  /** What was read from disk, and calls of `onRead`, in order. */
  readonly read: Uri[];
  readonly told: Uri[];
  readonly clock: ReturnType<typeof clockAtRest>;
  /** Opens or edits a document. */
  readonly put: (path: string, text: string) => SourceDocument;
  readonly shut: (path: string) => void;
}

/** An environment with these files below the root. */
export function worldOf(texts: Readonly<Record<string, string>>, folders: readonly Uri[] = [ROOT]): World {
  const disk = new Map(Object.entries(texts).map(([path, text]) => [ROOT + path, text]));
  const open = new Map<Uri, SourceDocument>();
  const [read, told]: [Uri[], Uri[]] = [[], []];
  const clock = clockAtRest();
  const files = filesOf(disk, read);
  const documents: OpenDocuments = { get: uri => open.get(uri) };
  const around: WorkspaceEnvironment = {
    filesOf: () => files,
    folders: () => folders,
    open: documents,
    text: uri => open.get(uri)?.text,
    openUris: () => [...open.keys()],
    onRead: folder => void told.push(folder),
    onConfigured: () => undefined,
    later: clock.later,
    excludes: () => Promise.resolve(() => false),
    busy: (_, work) => work,
    warn: () => undefined,
  };
  const put = (path: string, text: string): SourceDocument => {
    const document = parse(ROOT + path, text);
    open.set(document.uri, document);
    return document;
  };
  return { around, disk, read, told, clock, put, shut: path => void open.delete(ROOT + path) };
}

function filesOf(disk: ReadonlyMap<Uri, string>, read: Uri[]): Files {
  return {
    read(uri) {
      read.push(uri);
      const isFolder = [...disk.keys()].some(one => one.startsWith(`${uri}/`));
      return Promise.resolve(disk.get(uri) ?? { failed: isFolder ? 'folder' : 'missing' });
    },
    list(folder) {
      const names = [...disk.keys()].filter(uri => uri.startsWith(folder)).map(uri => uri.slice(folder.length));
      const kinds = new Map(names.map(name => [name.split('/')[0] ?? '', name.includes('/')]));
      return Promise.resolve([...kinds].map(([name, isFolder]) => ({ name, kind: isFolder ? 'folder' : 'file' })));
    },
  };
}
