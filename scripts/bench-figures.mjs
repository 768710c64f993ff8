/** The figures: what is done with a server, and what is measured. */
import { isUnanswered } from './bench-server.mjs';

/**
 * @typedef {import('./bench-server.mjs').MeasuredServer} MeasuredServer
 * @typedef {import('./bench-server.mjs').Cost} Cost
 * @typedef {import('./bench-files.mjs').BenchFile} BenchFile
 * @typedef {Cost | number} Sample
 * @typedef {(name: string, samples: readonly Sample[]) => void} Keep
 */

const COMPLETION = 'textDocument/completion';

/** Types in an open file of a server. @param {MeasuredServer} server @param {string} uri @param {BenchFile} file */
function editor(server, uri, file) {
  const ends = file.text.split('\n').map(line => line.length);
  let version = 1;
  /** @param {readonly number[]} lines @param {string} text */
  const changes = (lines, text) => {
    const contentChanges = lines.map(line => {
      const end = { line, character: ends[line] ?? 0 };
      ends[line] = end.character + text.length;
      return { range: { start: end, end }, text };
    });
    return { textDocument: { uri, version: ++version }, contentChanges };
  };
  return {
    /** @param {readonly number[]} lines @param {string} [text] */
    type: (lines, text = 'x') => server.untilProblems('textDocument/didChange', changes(lines, text), uri),
    /** @param {number} line */
    send: line => server.notify('textDocument/didChange', changes([line], 'x')),
    /** @param {string} method @param {number} [line] */
    ask: (method, line) =>
      server.ask(`textDocument/${method}`, {
        textDocument: { uri },
        ...(line === undefined ? {} : { position: { line, character: Math.min(3, ends[line] ?? 0) } }),
      }),
    /** @param {number} line */
    complete: line => server.ask(COMPLETION, { textDocument: { uri }, position: { line, character: ends[line] ?? 0 } }),
    /** One of our own requests; other servers do not answer them. @param {string} method */
    askOwn: method => server.ask(`gitlabCi/${method}`, { textDocument: { uri } }),
    /** Without its cost. @param {string} method @param {number} line */
    request: (method, line) =>
      server.request(method, { textDocument: { uri }, position: { line, character: ends[line] ?? 0 } }),
  };
}

/** Opens a file and waits until everything is judged. @param {MeasuredServer} server @param {string} uri @param {BenchFile} file */
export function openFile(server, uri, { text, faults }) {
  const textDocument = { uri, languageId: 'yaml', version: 1, text };
  return server.untilProblems('textDocument/didOpen', { textDocument }, uri, faults);
}

/** What an editor requests after a keystroke. */
const ASKED = ['documentSymbol', 'codeLens', 'documentLink', 'semanticTokens/full'];

const OWN = /** @type {const} */ ([
  ['jobs of the scenario, after a key', 'scenario'],
  ['their picture, after a key', 'picture'],
]);

/**
 * All figures of one file in a fresh server; requests that a server does not answer are left out.
 * @param {MeasuredServer} server @param {string} uri @param {BenchFile} file @param {Keep} keep @param {number} keys
 */
export async function measureFile(server, uri, file, keep, keys) {
  keep('start', [server.start]);
  keep('open', [await openFile(server, uri, file)]);
  keep('memory after open', [server.peak()]);
  const { type, send, ask, askOwn, complete, request } = editor(server, uri, file);
  const { job, template, default: standard, key, cursors } = file.places;
  const lineOf = (/** @type {number} */ index) => job[index % job.length] ?? key;
  const place = template ?? key;
  /** @type {readonly (readonly [string, number, (index: number) => Promise<Sample>])[]} */
  const figures = [
    ['first keys', 3, index => type([lineOf(index)])],
    ['key in a job', keys, index => type([lineOf(index)])],
    ...oneKey('key in a shared template', template, keys, type),
    ...oneKey('key in default', standard, keys, type),
    [
      'burst of 20 keys, then completion',
      2,
      () =>
        burst(
          server,
          () => send(place),
          () => complete(place),
        ),
    ],
    [
      'type and complete',
      keys,
      index => server.cost(() => afterKey(send, lineOf(index), () => request(COMPLETION, lineOf(index)))),
    ],
    ['500 cursors', 1, () => type(cursors)],
    ['hover', keys, () => ask('hover', key)],
    ['completion', keys, () => complete(key)],
    ['symbols', 4, () => ask('documentSymbol')],
    ['colours', 2, () => ask('semanticTokens/full')],
    ['lenses', 2, () => ask('codeLens')],
    [
      'all that an editor asks after a key',
      3,
      index =>
        server.cost(() =>
          afterKey(send, lineOf(index), () =>
            Promise.allSettled(ASKED.map(method => request(`textDocument/${method}`, lineOf(index)))),
          ),
        ),
    ],
  ];
  for (const [name, times, run] of figures) keep(name, await samplesOf(times, run));
  keep('memory after use', [server.peak()]);
  // only ours answers these; the first answer after a key evaluates the jobs that changed
  for (const [name, method] of OWN)
    keep(name, await samplesOf(keys, index => then(type([lineOf(index)]), () => askOwn(method))));
}

/**
 * @param {string} name @param {number | undefined} line @param {number} keys @param {(lines: readonly number[]) => Promise<Sample>} type
 * @returns {readonly (readonly [string, number, () => Promise<Sample>])[]}
 */
function oneKey(name, line, keys, type) {
  return line === undefined ? [] : [[name, Math.ceil(keys / 2), () => type([line])]];
}

/** Only the second is measured. @param {Promise<unknown>} before @param {() => Promise<Sample>} run */
async function then(before, run) {
  await before;
  return run();
}

/** @param {(line: number) => Promise<void>} send @param {number} line @param {() => Promise<unknown>} ask */
async function afterKey(send, line, ask) {
  await send(line);
  await ask();
}

/** No more samples of a figure are taken after so many milliseconds. */
const ENOUGH = 20_000;

/** @param {number} times at most @param {(index: number) => Promise<Sample>} run */
async function samplesOf(times, run) {
  /** @type {Sample[]} */
  const samples = [];
  const end = performance.now() + ENOUGH;
  try {
    while (samples.length < times && performance.now() < end) samples.push(await run(samples.length));
  } catch (error) {
    // there is no figure for what a server cannot do; one that does not answer in time is not asked for more
    if (isUnanswered(error)) throw error;
  }
  return samples;
}

/** Time is measured from the last keystroke, processor time from the first. @param {MeasuredServer} server @param {() => Promise<void>} send @param {() => Promise<Cost>} complete @returns {Promise<Cost>} */
async function burst(server, send, complete) {
  let time = 0;
  const { cpu } = await server.cost(async () => {
    for (let key = 0; key < 20; key++) {
      await send();
      await new Promise(resolve => setTimeout(resolve, 33));
    }
    ({ time } = await complete());
  });
  return { time, cpu };
}
