/** A short conversation that proves a server works: it starts, reads a file and reports what is wrong with it. */
import type { ProtocolConnection, PublishDiagnosticsParams } from 'vscode-languageserver/node';
import {
  DidOpenTextDocumentNotification,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  PublishDiagnosticsNotification,
  ShutdownRequest,
} from 'vscode-languageserver/node';

const uri = 'file:///project/.gitlab-ci.yml';

/** The parser that reads this script is loaded only when it is needed. */
const text = `job:
  script: echo )
  hooks:
    pre_stop_k8s_container_handler:
      exec: [echo]
      tcp_socket: { port: 8080 }
`;

/** So is the parser that reads this. */
const runner = {
  uri: 'file:///project/config.toml',
  text: '[[runners]]\n[runners.kubernetes.container_lifecycle.pre_stop.http_get]\nport = "80"\n',
};

/** The expected answers, over every kind of connection. */
export const EXPECTED = {
  name: 'gitlab-ci-language-tools',
  version: 1,
  marked: 'tcp_socket',
  inScript: ')',
  inRunner: '"80"',
} as const;

/** Has the conversation and returns the answers, which should be {@link EXPECTED}. */
export async function converse(connection: ProtocolConnection): Promise<Readonly<Record<string, unknown>>> {
  connection.listen();
  const told: ((params: PublishDiagnosticsParams) => void)[] = [];
  connection.onNotification(PublishDiagnosticsNotification.type, params => told.shift()?.(params));
  const markedIn = async (document: { readonly uri: string; readonly text: string }, languageId: string) => {
    const published = new Promise<PublishDiagnosticsParams>(resolve => told.push(resolve));
    const textDocument = { ...document, languageId, version: EXPECTED.version };
    await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
    const { version, diagnostics } = await published;
    const markedAt = (found: (typeof diagnostics)[number] | undefined): string | undefined =>
      found && textAt(document.text, found.range);
    const marked = markedAt(diagnostics.find(({ severity }) => severity === 1));
    return { version, marked, inScript: markedAt(diagnostics.find(({ code }) => code === 'shell-syntax')) };
  };
  const { serverInfo } = await connection.sendRequest(InitializeRequest.type, {
    processId: null,
    // oxlint-disable-next-line typescript/no-deprecated -- the protocol still asks for it
    rootUri: null,
    capabilities: {},
  });
  await connection.sendNotification(InitializedNotification.type, {});
  const pipeline = await markedIn({ uri, text }, 'yaml');
  const { marked: inRunner } = await markedIn(runner, 'plaintext');
  return { name: serverInfo?.name, ...pipeline, inRunner };
}

/** Ends the conversation as the protocol requires. */
export async function partFrom(connection: ProtocolConnection): Promise<void> {
  await connection.sendRequest(ShutdownRequest.type);
  await connection.sendNotification(ExitNotification.type);
}

interface Position {
  readonly line: number;
  readonly character: number;
}

function textAt(
  text: string,
  { start, end }: { readonly start: Position; readonly end: Position },
): string | undefined {
  const lines = text.split('\n');
  return start.line === end.line ? lines[start.line]?.slice(start.character, end.character) : undefined;
}
