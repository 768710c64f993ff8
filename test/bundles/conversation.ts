/** One short conversation that shows a server to be alive: it starts, reads a file and says what is wrong in it. */
import type { ProtocolConnection } from 'vscode-languageserver/node';
import {
  DidOpenTextDocumentNotification,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  PublishDiagnosticsNotification,
  ShutdownRequest,
} from 'vscode-languageserver/node';

const uri = 'file:///project/.gitlab-ci.yml';

const text = `job:
  script: echo
  hooks:
    pre_stop_k8s_container_handler:
      exec: [echo]
      tcp_socket: { port: 8080 }
`;

/** What a server must answer, whatever carries the messages. */
export const EXPECTED = { name: 'gitlab-ci-language-tools', version: 1, marked: 'tcp_socket' } as const;

/** Has the conversation, and answers with what {@link EXPECTED} holds where all is well. */
export async function converse(connection: ProtocolConnection): Promise<Readonly<Record<string, unknown>>> {
  connection.listen();
  const published = new Promise<{ version: number | undefined; marked: string | undefined }>(resolve =>
    connection.onNotification(PublishDiagnosticsNotification.type, ({ version, diagnostics }) => {
      const error = diagnostics.find(({ severity }) => severity === 1);
      resolve({ version, marked: error === undefined ? undefined : textAt(error.range) });
    }),
  );
  const { serverInfo } = await connection.sendRequest(InitializeRequest.type, {
    processId: null,
    // oxlint-disable-next-line typescript/no-deprecated -- the protocol still asks for it
    rootUri: null,
    capabilities: {},
  });
  await connection.sendNotification(InitializedNotification.type, {});
  await connection.sendNotification(DidOpenTextDocumentNotification.type, {
    textDocument: { uri, languageId: 'yaml', version: EXPECTED.version, text },
  });
  return { name: serverInfo?.name, ...(await published) };
}

/** Ends the conversation as the protocol asks for it. */
export async function partFrom(connection: ProtocolConnection): Promise<void> {
  await connection.sendRequest(ShutdownRequest.type);
  await connection.sendNotification(ExitNotification.type);
}

interface Position {
  readonly line: number;
  readonly character: number;
}

function textAt({ start, end }: { readonly start: Position; readonly end: Position }): string | undefined {
  const lines = text.split('\n');
  return start.line === end.line ? lines[start.line]?.slice(start.character, end.character) : undefined;
}
