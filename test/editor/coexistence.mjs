/**
 * Measures what a CI file shows beside the YAML language server, the heart of redhat.vscode-yaml: false errors in files
 * that GitLab takes, what is offered and explained twice. Prints the table of docs/coexistence.md.
 * Files that GitLab takes are looked for in ../shared/corpus; without that folder only those of test/ count.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ready, root } from '../../scripts/ready.mjs';

ready();
const { build } = await import('../../scripts/build.mjs');
const { converse, needNeighbour, startStore } = await import('./neighbour.mjs');
const { needEditor } = await import('./vscode-server.mjs');

const FOLDER = 'file:///project/';
const SAMPLE = `stages: [build]
default:
  image: alpine
build:
  stage: build
  script: make
  rules:
    - if: $CI_COMMIT_BRANCH
  hooks:
    pre_stop_k8s_container_handler:
      http_get:
        port: 8080
  artifacts:
    paths: [dist]
`;
/** Line and column, from 0, where a list is asked for in the sample with one more line. */
const PLACES = /** @type {const} */ ([
  ['a key of the file', 14, ''],
  ['a key of a job', 5, '  '],
  ['a key of hooks', 9, '    '],
  ['a handler', 10, '      '],
  ['a field of a handler', 11, '        '],
  ['a key of a rule', 8, '      '],
  ['a key of artifacts', 13, '    '],
]);

/** The settings of the other extension, and how it gets the schema. @type {readonly Way[]} */
const WAYS = [
  { name: 'nothing', tags: [], schema: undefined },
  { name: 'only the tag `!reference`', tags: ['!reference sequence'], schema: undefined },
  { name: 'our full schema and the tag', tags: ['!reference sequence'], schema: 'full' },
  { name: 'an open schema', tags: [], schema: 'open' },
  { name: 'an open schema and the tag', tags: ['!reference sequence'], schema: 'open' },
];

/** @typedef {{ readonly name: string, readonly tags: readonly string[], readonly schema: 'full' | 'open' | undefined }} Way */
/** @typedef {Awaited<ReturnType<typeof converse>>} Server */
/** @typedef {{ readonly uri: string, readonly text: string }} File */

/** @returns {readonly File[]} */
function filesThatGitLabTakes() {
  const corpus = join(root, '../shared/corpus');
  if (!existsSync(corpus)) return [{ uri: `${FOLDER}0/.gitlab-ci.yml`, text: SAMPLE }];
  return readFileSync(join(corpus, 'outcomes.jsonl'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => /** @type {{ path: string, status: string }} */ (JSON.parse(line)))
    .filter(({ status }) => status === 'accepted')
    .map(({ path }, index) => ({
      uri: `${FOLDER}${index}/.gitlab-ci.yml`,
      text: readFileSync(join(corpus, path), 'utf8'),
    }));
}

/** @param {Way} way @param {{ readonly node: string, readonly server: string }} program @param {string} catalog */
async function startOther({ tags, schema }, { node, server }, catalog) {
  const yaml = {
    validate: true,
    hover: true,
    completion: true,
    customTags: tags,
    schemas: {},
    schemaStore: { enable: true, url: catalog },
    format: { enable: true },
  };
  const ours = schema === 'full' ? pathToFileURL(join(root, 'schemas/gitlab-ci.schema.json')).href : OPEN;
  const started = await converse(node, [server, '--stdio'], {
    settings: { yaml },
    root: FOLDER,
    ...(schema === undefined ? {} : { schemaOf: () => ours }),
  });
  await started.notify('workspace/didChangeConfiguration', { settings: null });
  return started;
}

/** Not a file: its content, which allows anything, is asked for. */
const OPEN = 'gitlab-ci-open://schema/anything';

/** @param {Server} server @param {File} file */
async function open(server, { uri, text }) {
  await server.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text } });
}

/** @param {Server} server @param {readonly File[]} files */
async function errorsIn(server, files) {
  const counts = [];
  for (const file of files) {
    await open(server, file);
    const end = Date.now() + 20_000;
    while (!server.published.has(file.uri) && Date.now() < end) await pause(20);
    counts.push((server.published.get(file.uri) ?? []).filter(({ severity = 1 }) => severity <= 2));
    await server.notify('textDocument/didClose', { textDocument: { uri: file.uri } });
  }
  return counts;
}

/** @param {Server} server @param {string} uri @param {number} line @param {number} character */
async function labelsAt(server, uri, line, character) {
  const answer = /** @type {{ items?: { label: string }[] } | { label: string }[] | null} */ (
    await server.ask('textDocument/completion', { textDocument: { uri }, position: { line, character } })
  );
  return (Array.isArray(answer) ? answer : (answer?.items ?? [])).map(({ label }) => label);
}

/** @param {Server} server @param {string} uri @param {number} line @param {number} character */
async function explains(server, uri, line, character) {
  const answer = /** @type {{ contents?: { value?: string } } | null} */ (
    await server.ask('textDocument/hover', { textDocument: { uri }, position: { line, character } })
  );
  return (answer?.contents?.value ?? '') !== '';
}

/** @param {Server} server @param {Server} us */
async function twice(server, us) {
  let [offered, theirsOnly, explained] = [0, 0, 0];
  for (const [name, line, indent] of PLACES) {
    const lines = SAMPLE.split('\n');
    lines.splice(line, 0, indent);
    const file = { uri: `${FOLDER}${name.replaceAll(' ', '-')}/.gitlab-ci.yml`, text: lines.join('\n') };
    await Promise.all([open(server, file), open(us, file)]);
    const [theirs = [], ours = []] = await Promise.all(
      [server, us].map(one => labelsAt(one, file.uri, line, indent.length)),
    );
    const both = new Set(theirs.filter(label => ours.includes(label)));
    offered += both.size;
    theirsOnly += new Set(theirs.filter(label => !both.has(label))).size;
  }
  const file = { uri: `${FOLDER}hover/.gitlab-ci.yml`, text: SAMPLE };
  await Promise.all([open(server, file), open(us, file)]);
  for (const [line, text] of SAMPLE.split('\n').entries()) {
    const column = text.search(/[\w]/);
    if (column < 0) continue;
    const both = await Promise.all([server, us].map(one => explains(one, file.uri, line, column + 1)));
    if (both.every(Boolean)) explained += 1;
  }
  const keyword = (await errorsIn(server, [{ ...file, uri: `${FOLDER}keyword/.gitlab-ci.yml` }]))[0] ?? [];
  return { offered, theirsOnly, explained, isRed: keyword.length > 0 };
}

/** @param {number} milliseconds */
function pause(milliseconds) {
  return new Promise(resolve => setTimeout(resolve, milliseconds));
}

async function main() {
  const neighbour = await needNeighbour();
  const editor = await needEditor(); // its Node is new enough for that server
  if ('why' in neighbour) throw new Error(neighbour.why);
  if ('why' in editor) throw new Error(editor.why);
  await build();
  const store = await startStore(neighbour.schema);
  const files = filesThatGitLabTakes();
  const us = await converse(process.execPath, [join(root, 'dist/cli.js'), 'server', '--stdio'], {
    settings: {},
    root: FOLDER,
  });
  console.log(
    `| told to the other extension | false errors and warnings, in files (of ${files.length}) | keyword is red | offered twice | offered by it alone | explained twice |`,
  );
  console.log('|---|---|---|---|---|---|');
  for (const way of WAYS) {
    const server = await startOther(way, { node: editor.node, server: neighbour.server }, store.catalog);
    const { offered, theirsOnly, explained, isRed } = await twice(server, us);
    const counts = (await errorsIn(server, files)).filter(list => list.length > 0);
    if (process.env.VERBOSE) for (const { message } of counts.flat()) console.error(`${way.name}: ${message}`);
    console.log(
      `| ${way.name} | ${counts.flat().length}, in ${counts.length} | ${isRed ? 'yes' : 'no'} | ${offered} | ${theirsOnly} | ${explained} |`,
    );
    server.stop();
  }
  us.stop();
  store.stop();
}

await main();
