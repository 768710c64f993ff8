/**
 * The lists of requests that the suites send are complete: they have all requests that the server answers, and no
 * others.
 */
import * as protocol from 'vscode-languageserver';
import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import { afterEach, expect, it } from 'vitest';
import * as requests from '../../server/src/lsp/requests.ts';
import { EVERY, paramsOf, PULLS } from './asking.ts';
import { ABLE, openText, start, type Started } from './connect.ts';

const URI = 'file:///ws/.gitlab-ci.yml';

/** The requests that begin and end a conversation. */
const LIFECYCLE = ['initialize', 'shutdown'];

/** All methods of the protocol and all of our own, in either direction. */
const METHODS = [
  ...new Set([...Object.values(protocol).flatMap(methodsIn), ...Object.values<unknown>(requests).filter(isOurs)]),
];

function methodsIn(exported: unknown): readonly string[] {
  const { method, type } = (exported ?? {}) as { readonly method?: unknown; readonly type?: { method?: unknown } };
  return [method, type?.method].flatMap(one => (typeof one === 'string' ? [one] : []));
}

function isOurs(exported: unknown): exported is string {
  return typeof exported === 'string' && exported.startsWith('gitlabCi/');
}

let running: Started | undefined;
afterEach(() => running?.stop());

it('every request that is answered is asked by the suites that ask all, and none is missing', async () => {
  const asking = { workspace: { diagnostics: { refreshSupport: true } }, textDocument: { diagnostic: {} } };
  const { client } = (running = await start({
    capabilities: { ...ABLE, ...asking, textDocument: { ...ABLE.textDocument, ...asking.textDocument } },
  }));
  await openText(running, URI, 'job:\n  script: make\n');
  const isAnswered = async (method: string): Promise<boolean> => {
    const params = paramsOf(method, URI, { line: 0, character: 0 });
    const failure = await client.sendRequest(method, params).then(
      () => undefined,
      (error: unknown) => error,
    );
    return !(failure instanceof ResponseError && failure.code === ErrorCodes.MethodNotFound);
  };
  const answered: string[] = [];
  for (const method of METHODS) if (!LIFECYCLE.includes(method) && (await isAnswered(method))) answered.push(method);
  expect(METHODS.length).toBeGreaterThan(80);
  expect(answered.toSorted()).toEqual([...EVERY, ...PULLS].toSorted());
});
