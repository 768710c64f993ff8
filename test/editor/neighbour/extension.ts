/**
 * Replaces the extension redhat.vscode-yaml, which is only in the marketplace: it runs the same language server, and
 * lets other extensions contribute schemas by the same API. Everything else is left out.
 */
import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';

interface Contributor {
  readonly schemaOf: (resource: string) => string | undefined;
  readonly contentOf: (schema: string) => string | undefined;
}

/** As with the real extension, the API is available before the server runs. */
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
