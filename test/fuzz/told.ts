/** Everything that a server says about the open files: their problems, and the answers about the whole of each file. */
import { expect } from 'vitest';
import { ResponseError, type Diagnostic } from 'vscode-languageserver';
import { DocumentDiagnosticRequest, WorkspaceDiagnosticRequest } from 'vscode-languageserver/node';
import { linesOf } from '../../server/src/text/lines.ts';
import { paramsOf } from '../lsp/asking.ts';
import { problems, type OnDisk } from '../lsp/files.ts';
import type { OpenTexts } from './open-texts.ts';

/** Requests about a whole file, whose answers depend on nothing but the files, the settings and the scenario. */
const OF_FILES = [
  'textDocument/documentSymbol',
  'textDocument/documentLink',
  'textDocument/foldingRange',
  'textDocument/codeLens',
  'textDocument/inlayHint',
  'textDocument/semanticTokens/full',
  'gitlabCi/picture',
  'gitlabCi/plan',
];

/** Requests about a place, of which a few are asked for. */
const OF_PLACES = [
  'textDocument/hover',
  'textDocument/completion',
  'textDocument/definition',
  'textDocument/documentHighlight',
  'textDocument/prepareRename',
  'textDocument/references',
];
const PLACES = [0.3, 0.7];

export async function toldBy(server: OnDisk, texts: OpenTexts): Promise<unknown> {
  const found: Record<string, unknown> = {};
  for (const open of texts.latest()) {
    const lines = linesOf(open.text);
    const about = OF_FILES.map(method => ({ method, at: 0 })).concat(
      PLACES.flatMap(part => OF_PLACES.map(method => ({ method, at: Math.floor(part * open.text.length) }))),
    );
    const answers = about.map(async ({ method, at }) => {
      const params = paramsOf(method, open.uri, lines.positionAt(at));
      const answer = await server.client.sendRequest<unknown>(method, params).catch(refusal);
      return [`${method} at ${at}`, withoutNumbers(answer)] as const;
    });
    found[open.uri] = Object.fromEntries(await Promise.all(answers));
  }
  const isPulling = server.initialized.capabilities.diagnosticProvider !== undefined;
  return { ...found, problems: isPulling ? await pulledBy(server, texts) : publishedTo(server) };
}

type Shown = Readonly<Record<string, readonly string[]>>;

function publishedTo(server: OnDisk): Shown {
  const uris = [...new Set(server.published.map(({ uri }) => uri))];
  return shownOf(uris.map(uri => [uri, problems(server, uri)]));
}

/** Those of each open file, which must be those that are listed for the whole workspace, and of all others. */
async function pulledBy({ client }: OnDisk, texts: OpenTexts): Promise<Shown> {
  const ofFiles = texts.latest().map(async ({ uri }): Promise<Found> => {
    const report = await client.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
    return [uri, report.kind === 'full' ? report.items : []];
  });
  const asked = await Promise.all(ofFiles);
  const { items } = await client.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds: [] });
  const listed = items.map((one): Found => [one.uri, one.kind === 'full' ? one.items : []]);
  expect(shownOf(listed)).toMatchObject(shownOf(asked));
  return shownOf(listed);
}

type Found = readonly [uri: string, problems: readonly Diagnostic[]];

function shownOf(found: readonly Found[]): Shown {
  const some = found.filter(([, all]) => all.length > 0);
  return Object.fromEntries(
    some.map(([uri, all]) => [uri, all.map(one => spelledOnce(JSON.stringify(one))).toSorted()]),
  );
}

/** Why a name cannot be changed. */
function refusal(error: unknown): unknown {
  if (error instanceof ResponseError) return error.message;
  throw error;
}

/** The answer without the numbers that the server gives to lists. */
function withoutNumbers(answer: unknown): unknown {
  const text = JSON.stringify(answer ?? null, (key, value: unknown) => (NUMBERS.has(key) ? 0 : value));
  return JSON.parse(spelledOnce(text)) as unknown;
}

const NUMBERS: ReadonlySet<string> = new Set(['resultId', 'list']);

/** What was said about a file before it was opened names it as the server does, not as the client. */
function spelledOnce(text: string): string {
  return text.replaceAll(/%2E/gi, '.').replaceAll('%6C', 'l');
}
