/**
 * Compares our server with the YAML language server and GitLab's schema, in alternation, and prints the results.
 *
 *   npm run bench                       everything: half an hour
 *   npm run bench -- --quick            small files, few keys
 *   npm run bench -- --only "5000 jobs" files whose name contains that
 *   npm run bench -- --alone            our server only
 *   npm run bench -- --rounds 1         repeat everything this often (default: 3)
 *   npm run bench -- --real FOLDER      real files, too
 *   npm run bench -- --write            also update docs/performance.md
 */
import { existsSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pathToFileURL } from 'node:url';
import { generated, oneMapping, realFiles, withIncludes } from './bench-files.mjs';
import { measureFile, openFile } from './bench-figures.mjs';
import { measureCheck } from './bench-check.mjs';
import { report, writeReport } from './bench-report.mjs';
import { startServer } from './bench-server.mjs';
import { build } from './build.mjs';
import { needPeer } from '../test/editor/neighbour.mjs';
import { ready, root } from './ready.mjs';

/**
 * @typedef {import('./bench-figures.mjs').Sample} Sample
 * @typedef {import('./bench-files.mjs').BenchFile} BenchFile
 * @typedef {import('./bench-server.mjs').Subject} Subject
 */

if (!existsSync('/proc/self/schedstat')) stop('This measures processor time as Linux tells it.');
ready();
const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    real: { type: 'string' },
    rounds: { type: 'string' },
    alone: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});
await build();
const subjects = await subjectsOf();
const rounds = Number(options.rounds ?? (options.quick ? 1 : 3));
/** Files that are open at once, and the jobs in each. @type {readonly (readonly [number, number])[]} */
const MANY = [
  [100, 100],
  [1000, 10],
];
/** By file, figure and server. @type {Map<string, Map<string, Map<string, Sample[]>>>} */
const results = new Map();
for (let round = 0; round < rounds; round++) {
  for (const file of filesToMeasure(round)) {
    // so that neither of them always comes first
    for (const subject of round % 2 === 0 ? subjects : subjects.toReversed()) await measure(file, subject);
  }
  for (const [files, jobs] of MANY) for (const subject of subjects) await measureMany(subject, files, jobs);
  if (isWanted('check')) for (const { figure, sample } of await measureCheck()) keep('check', figure, 'ours', [sample]);
}
const text = report(
  results,
  subjects.map(({ name }) => name),
);
console.log(text);
if (options.write) await writeReport(text);

/** The largest file only once: the other server needs minutes for it. @param {number} round */
function filesToMeasure(round) {
  const largest = round === 0 ? [20_000] : [];
  const sizes = options.quick && options.only === undefined ? [10, 100, 1000] : [10, 100, 1000, 5000, ...largest];
  const large = [oneMapping(150_000), withIncludes(150)];
  const files = [...sizes.map(generated), ...large, ...realFiles(options.real, options.quick ? 2 : 6)];
  return files.filter(({ name }) => isWanted(name));
}

/** @param {string} name */
function isWanted(name) {
  return options.only === undefined || name.includes(options.only);
}

/** @returns {Promise<readonly Subject[]>} */
async function subjectsOf() {
  const compiled = await mkdtemp(join(tmpdir(), 'bench-compiled-'));
  process.on('exit', () => rmSync(compiled, { recursive: true, force: true }));
  const ours = /** @type {const} */ ({
    name: 'ours',
    // as the extension starts it
    args: ['--max-semi-space-size=2', join(root, 'dist/server.js'), `--compile-cache=${compiled}`],
    settings: {},
    lastFault: 'merged',
  });
  await startOnce(ours, compiled);
  if (options.alone) return [ours];
  const peer = await needPeer();
  if ('why' in peer) return stop(peer.why);
  const folder = await mkdtemp(join(tmpdir(), 'bench-schema-'));
  const path = join(folder, 'ci.json');
  await writeFile(path, peer.schema);
  process.on('exit', () => void rm(folder, { recursive: true, force: true }));
  const schema = pathToFileURL(path).href;
  return [
    ours,
    {
      name: 'peer',
      args: [peer.server],
      settings: { yaml: { validate: true, hover: true, completion: true } },
      schema,
      lastFault: 'alone',
    },
  ];
}

/**
 * All starts of a version but its first one find what that one compiled, so the first is not measured.
 * @param {Subject} subject @param {string} compiled
 */
async function startOnce(subject, compiled) {
  await inFolder(async folder => {
    const server = await startServer(subject, folder);
    await openFile(server, `${folder}.gitlab-ci.yml`, generated(10));
    while (!existsSync(join(compiled, 'engine.cache'))) await new Promise(resolve => setTimeout(resolve, 100));
    server.stop();
  });
}

/** @param {BenchFile} file @param {Subject} subject */
async function measure(file, subject) {
  process.stderr.write(`${file.name}: ${subject.name} …\n`);
  await inFolder(async folder => {
    await writeOthers(folder, file.others ?? new Map());
    const server = await startServer(subject, folder);
    const keepOne = (/** @type {string} */ figure, /** @type {readonly Sample[]} */ samples) =>
      keep(file.name, figure, subject.name, samples);
    try {
      await measureFile(server, `${folder}.gitlab-ci.yml`, file, keepOne, options.quick ? 6 : 16);
    } catch (error) {
      process.stderr.write(`  given up: ${String(error)}\n`);
    } finally {
      server.stop();
    }
  });
}

/** @param {string} folder @param {ReadonlyMap<string, string>} others by path */
async function writeOthers(folder, others) {
  for (const [path, text] of others) {
    const to = new URL(path, folder);
    await mkdir(new URL('.', to), { recursive: true });
    await writeFile(to, text);
  }
}

/** @param {Subject} subject @param {number} files @param {number} jobs in each of them */
async function measureMany(subject, files, jobs) {
  const name = `${files} open files`;
  if (!isWanted(name)) return;
  await inFolder(async folder => {
    const server = await startServer(subject, folder);
    const file = generated(jobs);
    const cost = await server.cost(async () => {
      for (let index = 0; index < files; index++) await openFile(server, `${folder}${index}.gitlab-ci.yml`, file);
    });
    keep(name, 'open all', subject.name, [cost]);
    keep(name, 'memory after open', subject.name, [server.peak()]);
    server.stop();
  });
}

/** @param {(folder: string) => Promise<void>} run gets the URI of an empty folder */
async function inFolder(run) {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  try {
    await run(`${pathToFileURL(folder).href}/`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @param {string} file @param {string} figure @param {string} server @param {readonly Sample[]} samples */
function keep(file, figure, server, samples) {
  /** @type {Map<string, Map<string, Sample[]>>} */
  const figures = results.get(file) ?? new Map();
  results.set(file, figures);
  /** @type {Map<string, Sample[]>} */
  const servers = figures.get(figure) ?? new Map();
  figures.set(figure, servers);
  servers.set(server, [...(servers.get(server) ?? []), ...samples]);
}

/** @param {string} why @returns {never} */
function stop(why) {
  console.error(why);
  process.exit(1);
}
