/** Measures a language server: the cost of a request or an edit, without the time it had to wait for a processor. */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';

/**
 * The cost of something in ms: the time to the answer without waiting for a processor, and the processor time until the server is idle again.
 * `lastFault` is the last one that a server finds of those at the end of a file.
 * @typedef {{ readonly time: number, readonly cpu: number }} Cost
 * @typedef {{ readonly name: string, readonly args: readonly string[], readonly settings: Readonly<Record<string, unknown>>, readonly schema?: string, readonly lastFault: keyof Faults }} Subject
 * @typedef {import('./bench-files.mjs').Faults} Faults
 * @typedef {{ readonly range: { readonly start: { readonly line: number } } }} Problem
 * @typedef {Awaited<ReturnType<typeof startServer>>} MeasuredServer
 */

const capabilities = {
  workspace: { configuration: true, workspaceFolders: true },
  textDocument: {
    publishDiagnostics: { versionSupport: true, relatedInformation: true },
    hover: { contentFormat: ['markdown'] },
    completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown'] } },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
  },
};

/** @param {Subject} subject @param {string} folder its root, as a URI */
export async function startServer({ args, settings, schema, lastFault }, folder) {
  const child = spawn(process.execPath, [...args, '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const pid = /** @type {number} */ (child.pid);
  /** @type {Map<string, (problems: readonly Problem[]) => void>} */
  const waiting = new Map();
  connection.onNotification(
    'textDocument/publishDiagnostics',
    (/** @type {{ uri: string, diagnostics: Problem[] }} */ { uri, diagnostics }) => waiting.get(uri)?.(diagnostics),
  );
  connection.onRequest('workspace/configuration', (/** @type {{ items: { section: string }[] }} */ { items }) =>
    items.map(({ section }) => settings[section] ?? null),
  );
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('custom/schema/request', () => schema ?? null);
  connection.listen();
  const server = {
    start: await costOf(
      pid,
      async () => {
        await connection.sendRequest('initialize', {
          processId: process.pid,
          rootUri: folder,
          workspaceFolders: [{ uri: folder, name: 'bench' }],
          capabilities,
        });
      },
      0,
    ),
    /**
     * Sends a notification and waits for the next problems of the file, or for the first that contain one in a line.
     * @param {string} method @param {object} params @param {string} uri @param {Faults} [faults]
     */
    untilProblems: (method, params, uri, faults) =>
      costOf(pid, async () => {
        const isAwaited = (/** @type {Problem} */ { range: { start } }) => start.line === faults?.[lastFault];
        const published = new Promise(resolve => {
          waiting.set(uri, problems => {
            if (!faults || problems.some(isAwaited)) resolve(undefined);
          });
        });
        await connection.sendNotification(method, params);
        await inTime(published);
        waiting.delete(uri);
      }),
    /** @param {string} method @param {object} params */
    notify: (method, params) => connection.sendNotification(method, params),
    /** @param {string} method @param {object} params */
    ask: (method, params) => costOf(pid, () => inTime(connection.sendRequest(method, params))),
    /** @param {string} method @param {object} params */
    request: (method, params) => inTime(connection.sendRequest(method, params)),
    /** @param {() => Promise<unknown>} run */
    cost: run => costOf(pid, run),
    idle: () => idle(pid),
    peak: () => peakOf(pid),
    stop: () => {
      connection.dispose();
      child.kill();
    },
  };
  await connection.sendNotification('initialized', {});
  if (schema) await connection.sendNotification('yaml/registerCustomSchemaRequest', {});
  return server;
}

/** After so long, a request counts as not answered. */
const PATIENCE = 120_000;

const NO_ANSWER = 'no answer';

/** @param {unknown} error */
export function isUnanswered(error) {
  return error instanceof Error && error.message === NO_ANSWER;
}

/** @template T @param {Promise<T>} answer @returns {Promise<T>} */
async function inTime(answer) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const late = new Promise((_, reject) => (timer = setTimeout(() => reject(new Error(NO_ANSWER)), PATIENCE)));
  try {
    return /** @type {T} */ (await Promise.race([answer, late]));
  } finally {
    clearTimeout(timer);
  }
}

/** @param {number} pid @param {() => Promise<unknown>} run @param {number} [cpu] what it had used before @returns {Promise<Cost>} */
async function costOf(pid, run, cpu = usedBy(pid)) {
  const [began, waited] = [performance.now(), waitOf(pid)];
  await run();
  const time = performance.now() - began - (waitOf(pid) - waited);
  await idle(pid);
  return { time: Math.max(0, time), cpu: usedBy(pid) - cpu };
}

/** Waits until the server is idle. @param {number} pid */
async function idle(pid) {
  for (let last = -1, rest = 0; rest < 3;) {
    const now = usedBy(pid);
    rest = now - last < 1 ? rest + 1 : 0;
    last = now;
    await new Promise(resolve => setTimeout(resolve, 15));
  }
}

/** The times of a thread as Linux reports them: on a processor and waiting for one, in ms. @param {number} pid @param {string | number} thread */
function timesOf(pid, thread) {
  try {
    const [used = 0, waited = 0] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ').map(Number);
    return { used: used / 1e6, waited: waited / 1e6 };
  } catch {
    return { used: 0, waited: 0 };
  }
}

/** @param {number} pid */
function usedBy(pid) {
  return readdirSync(`/proc/${pid}/task`).reduce((sum, thread) => sum + timesOf(pid, thread).used, 0);
}

/** @param {number} pid */
function waitOf(pid) {
  return timesOf(pid, pid).waited;
}

/** The most memory so far, in MB. @param {number} pid */
function peakOf(pid) {
  const [, kilobytes = '0'] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1000;
}
