/** A server whose client has a few files, with helpers for tests of both. */
import {
  RegistrationRequest,
  UnregistrationRequest,
  type Diagnostic,
  type ProtocolConnection,
} from 'vscode-languageserver/node';
import type { InitializeParams } from 'vscode-languageserver/node';
import { REST } from '../../server/src/workspace/reading.ts';
import { ABLE, openText, start, type GivenPlatform, type Started } from './connect.ts';

export const ROOT = 'file:///ws/';

export type Disk = Map<string, string>;

export interface Options {
  readonly capabilities?: InitializeParams['capabilities'];
  readonly settings?: unknown;
  readonly configuration?: (scopeUri: string | undefined, section: string | undefined) => unknown;
  readonly folders?: readonly string[];
  readonly shellcheckAt?: GivenPlatform['shellcheckAt'];
  readonly awake?: GivenPlatform['awake'];
  /** Whether it is told what files are taken for, as our own client is. */
  readonly recognised?: boolean;
  /** What it waits for before it answers about files and settings. */
  readonly pause?: () => Promise<void>;
  /** The patterns of files that the client watches for the server, by the id of the registration. */
  readonly watched?: Map<string, readonly string[]>;
}

export type OnDisk = Started & { readonly disk: Disk; readonly asked: string[] };

/** A server whose client has these files, by their paths below the root; there are the folders of these paths. */
export async function serverWith(
  files: Readonly<Record<string, string>>,
  {
    capabilities = ABLE,
    settings,
    configuration,
    folders = [ROOT],
    watched,
    shellcheckAt,
    awake,
    recognised,
    pause = () => Promise.resolve(),
  }: Options = {},
): Promise<OnDisk> {
  const disk: Disk = new Map(Object.entries(files).map(([path, text]) => [ROOT + path, text]));
  const asked: string[] = [];
  const server = await start(
    {
      capabilities,
      initializationOptions: { files: true, settings, recognised },
      ...(configuration ? { configuration: (...about) => pause().then(() => configuration(...about)) } : {}),
    },
    folders,
    client => {
      client.onRequest('gitlabCi/readFile', async ({ uri }: { uri: string }): Promise<object> => {
        asked.push(uri);
        await pause();
        const text = disk.get(uri);
        if (text !== undefined) return { text };
        return { failed: isFolder(disk, uri) ? 'folder' : 'missing' };
      });
      client.onRequest('gitlabCi/listFolder', async ({ uri }: { uri: string }) => {
        asked.push(uri);
        await pause();
        return { entries: entriesOf(disk, uri) };
      });
      if (watched) keepWatched(client, watched);
    },
    { ...(shellcheckAt && { shellcheckAt }), awake },
  );
  return { ...server, disk, asked };
}

function keepWatched(client: ProtocolConnection, watched: Map<string, readonly string[]>): void {
  client.onRequest(RegistrationRequest.type, ({ registrations }) => {
    for (const { id, registerOptions } of registrations) {
      const { watchers = [] } = registerOptions as { watchers?: { globPattern: string }[] };
      watched.set(
        id,
        watchers.map(({ globPattern }) => globPattern),
      );
    }
  });
  client.onRequest(UnregistrationRequest.type, ({ unregisterations }) => {
    for (const { id } of unregisterations) watched.delete(id);
  });
}

function isFolder(disk: Disk, uri: string): boolean {
  return [...disk.keys()].some(file => file.startsWith(`${uri}/`));
}

function entriesOf(disk: Disk, folder: string): { name: string; kind: string }[] {
  const names = [...disk.keys()].filter(file => file.startsWith(folder)).map(file => file.slice(folder.length));
  const kinds = new Map(names.map(name => [name.split('/')[0] ?? '', name.includes('/') ? 'folder' : 'file']));
  return Array.from(kinds, ([name, kind]) => ({ name, kind }));
}

export async function open(server: Started, uri: string, text: string): Promise<void> {
  await openText(server, uri, text);
  await read(server);
}

/** Waits until no file is being read any more; each answer of the client takes a turn of the event loop. */
export async function read(server: Started): Promise<void> {
  for (let turn = 0; turn < 30; turn++) await server.settled();
}

export async function rewrite(server: Started, uri: string, text: string): Promise<void> {
  await server.client.sendNotification('textDocument/didChange', {
    textDocument: { uri, version: 2 },
    contentChanges: [{ text }],
  });
  await server.settled();
}

export async function rest(server: Started): Promise<void> {
  server.clock.advance(REST);
  await read(server);
}

export async function touch(server: Started, uri: string): Promise<void> {
  await server.client.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 2 }] });
  await read(server);
}

export function problems(server: Started, uri: string): readonly Diagnostic[] {
  return server.published.findLast(each => each.uri === uri)?.diagnostics ?? [];
}

/** Without the problem that says that the keyword is only proposed. */
export function codes(server: Started, uri: string): unknown[] {
  return [...new Set(problems(server, uri).map(({ code }) => code))].filter(
    code => code !== 'proposed-keyword' && code !== 'tcp-socket-handler',
  );
}
