/** A server and a client in one process, connected by two real streams. All of these tests start their server here. */
import { PassThrough } from 'node:stream';
import { createConnection } from 'vscode-languageserver';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type InitializeParams,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
} from 'vscode-languageserver/node';
import { whenQuiet } from '../../server/src/lsp/quiet.ts';
import { serve, type Platform } from '../../server/src/lsp/server.ts';
import { clockAtRest, type Clock } from './clock.ts';

export interface Started {
  readonly client: ProtocolConnection;
  readonly clock: Clock;
  /** Everything that was published, in order. */
  readonly published: PublishDiagnosticsParams[];
  /** What the server wrote to the log. */
  readonly logged: string[];
  /** The exit codes with which the server asked to exit. */
  readonly exits: number[];
  readonly initialized: InitializeResult;
  /** Waits until the server has answered everything that was sent so far. */
  readonly settled: () => Promise<void>;
  /** Sends a message that no client library would send. */
  readonly post: (message: object) => void;
  readonly stop: () => void;
}

export interface StartOptions {
  readonly capabilities?: InitializeParams['capabilities'];
  readonly initializationOptions?: unknown;
  /** Answers `workspace/configuration`; without it, the client has no configuration. */
  readonly configuration?: (scopeUri: string | undefined, section: string | undefined) => unknown;
}

/** What tests replace; the clock is theirs anyway. */
export type GivenPlatform = Pick<Platform, 'filesOf' | 'shellcheckAt' | 'awake'>;

/** A client with all capabilities that answers depend on. */
export const ABLE: InitializeParams['capabilities'] = {
  workspace: { workspaceEdit: { documentChanges: true } },
  textDocument: {
    publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true, tagSupport: { valueSet: [1, 2] } },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    completion: {
      completionItem: {
        snippetSupport: true,
        documentationFormat: ['markdown'],
        insertTextModeSupport: { valueSet: [1, 2] },
        tagSupport: { valueSet: [1] },
      },
    },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    codeAction: { isPreferredSupport: true, codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
  },
};

/** Starts both and initializes the server. */
export async function start(
  options: StartOptions = {},
  folders?: readonly string[],
  prepare?: (client: ProtocolConnection) => void,
  platform: GivenPlatform = {},
): Promise<Started> {
  const raw = connect(platform);
  const { client } = raw;
  client.onRequest('client/registerCapability', () => null);
  client.onRequest('client/unregisterCapability', () => null);
  prepare?.(client);
  const { configuration } = options;
  if (configuration)
    client.onRequest('workspace/configuration', ({ items }: { items: { scopeUri?: string; section?: string }[] }) =>
      Promise.all(items.map(({ scopeUri, section }) => configuration(scopeUri, section))),
    );
  const initialized = await client.sendRequest<InitializeResult>('initialize', {
    processId: null,
    rootUri: null,
    ...(folders ? { workspaceFolders: folders.map(uri => ({ uri, name: uri })) } : {}),
    capabilities: {
      ...options.capabilities,
      ...(configuration
        ? {
            workspace: {
              ...options.capabilities?.workspace,
              configuration: true,
              didChangeConfiguration: { dynamicRegistration: true },
            },
          }
        : {}),
    },
    initializationOptions: options.initializationOptions,
  });
  await client.sendNotification('initialized', {});
  return { ...raw, initialized };
}

/** Opens a text as an editor does; its problems have been published once the server has settled. */
export function openText({ client }: Pick<Started, 'client'>, uri: string, text: string): Promise<void> {
  return client.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'yaml', version: 1, text },
  });
}

/** Starts both without initializing the server. */
export function connect(platform: GivenPlatform = {}): Omit<Started, 'initialized'> {
  const [up, down] = [new PassThrough(), new PassThrough()];
  let isStopped = false;
  let waiting = 0;
  const exits: number[] = [];
  const clock = clockAtRest();
  const watchDog = {
    shutdownReceived: false,
    initialize: () => undefined,
    exit: (code: number) => void exits.push(code),
  };
  const server = createConnection(
    logger => createProtocolConnection(new StreamMessageReader(up), new StreamMessageWriter(down), logger),
    watchDog,
  );
  serve(
    server,
    { name: 'gitlab-ci-language-tools', version: '0.0.0' },
    {
      later: clock.later,
      quiet(run) {
        waiting++;
        whenQuiet(() => {
          waiting--;
          if (!isStopped) run();
        });
      },
      ...platform,
    },
  );
  const client = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up), undefined);
  const published: PublishDiagnosticsParams[] = [];
  const logged: string[] = [];
  client.onNotification(
    'textDocument/publishDiagnostics',
    (params: PublishDiagnosticsParams) => void published.push(params),
  );
  client.onNotification('window/logMessage', ({ message }: { message: string }) => void logged.push(message));
  client.listen();
  const settled = async (): Promise<void> => {
    // an unknown request is answered right after everything that was sent before it, but before files are checked
    for (let rest = 0; rest < 4; rest = waiting > 0 ? 0 : rest + 1)
      await client.sendRequest('$test/echo').catch(() => undefined);
  };
  const post = (message: object): void => {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message });
    up.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  };
  const stop = (): void => {
    isStopped = true;
    client.dispose();
    server.dispose();
    // pending writes are discarded: a failed one would be logged, which a disposed connection cannot do
    for (const stream of [up, down]) stream.resume();
  };
  return { client, clock, published, logged, exits, settled, post, stop };
}
