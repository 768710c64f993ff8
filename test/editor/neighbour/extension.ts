/**
 * Stands in for the extension redhat.vscode-yaml, which only its marketplace has: runs the language server that is inside
 * it, and lets other extensions name schemas by the same API. Everything else of it is left out.
 */
import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';

interface Contributor {
  readonly schemaOf: (resource: string) => string | undefined;
  readonly contentOf: (schema: string) => string | undefined;
}

/** The API is there before the server is, as with the real one. */
export function activate(context: ExtensionContext): object {
  const contributors = new Map<string, Contributor>();
  const { serverModule } = context.extension.packageJSON as { readonly serverModule: string };
  const server = { module: serverModule, transport: TransportKind.ipc };
  const client = new LanguageClient('yaml', 'YAML', server, { documentSelector: [{ language: 'yaml' }] });
  context.subscriptions.push(client);
  void begin(client, contributors);
  return {
    registerContributor(scheme: string, schemaOf: Contributor['schemaOf'], contentOf: Contributor['contentOf']) {
      if (contributors.has(scheme)) return false;
      contributors.set(scheme, { schemaOf, contentOf });
      return true;
    },
  };
}

async function begin(client: LanguageClient, contributors: ReadonlyMap<string, Contributor>): Promise<void> {
  client.onRequest('custom/schema/request', (resource: string) =>
    [...contributors.values()].flatMap(({ schemaOf }) => schemaOf(resource) ?? []),
  );
  client.onRequest(
    'custom/schema/content',
    (schema: string) => contributors.get(schema.slice(0, schema.indexOf(':')))?.contentOf(schema) ?? null,
  );
  await client.start();
  await client.sendNotification('yaml/registerCustomSchemaRequest', {});
}
