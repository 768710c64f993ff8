/**
 * Records how libyaml, the parser that GitLab uses, reads 3,000 blocks: test/yaml/recorded.test.ts compares our parser
 * with it. Needs Ruby with Psych (`apt-get install ruby`). Half-typed and broken blocks matter most, so two of three are
 * blocks of our own fixtures and conformance cases with an edit or two; the same ones in every run.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { root } from './ready.mjs';

/**
 * @typedef {{ readonly start: number, readonly end: number }} Span
 * @typedef {{ readonly span: Span, readonly text: string }} Change
 * @typedef {object} Random
 * @property {(most: number) => number} below
 * @property {(all: readonly string[]) => string} pick
 * @typedef {object} Core
 * @property {(text: string) => readonly string[]} blocksOf
 * @property {(text: string, changes: readonly Change[]) => string} applyChanges
 * @property {(text: string, random: Random) => Change} changeOf
 * @property {(seed: number) => Random} randomOf
 */

const TEXTS = 3000;
const UNCHANGED = 1000;
/** Long blocks show nothing that short ones do not. */
const LONGEST = 400;

const core = await bundled();
const texts = textsToRecord();
const script = join(import.meta.dirname, 'record-trees.rb');
const input = texts.map(text => `${JSON.stringify(text)}\n`).join('');
const trees = execFileSync('ruby', [script], { input, encoding: 'utf8', maxBuffer: 2 ** 28 })
  .trimEnd()
  .split('\n');
if (trees.length !== texts.length) throw new Error(`${texts.length} texts, but ${trees.length} trees`);
const lines = texts.map((text, index) => `[${JSON.stringify(text)},${trees[index]}]\n`).join('');
writeFileSync(join(root, 'test/yaml/recorded.jsonl.gz'), gzipSync(lines, { level: 9 }));
console.log(`${texts.length} texts, ${trees.filter(tree => tree === 'null').length} of them refused`);

/** @returns {readonly string[]} */
function textsToRecord() {
  const originals = [...new Set([...blocksOfFixtures(), ...conformanceTexts()])].filter(isRecordable);
  const random = core.randomOf(20_261_129);
  const step = originals.length / UNCHANGED;
  const found = new Set(Array.from({ length: UNCHANGED }, (_, index) => originals[Math.floor(index * step)] ?? ''));
  while (found.size < TEXTS) {
    let text = random.pick(originals);
    for (let edits = 1 + random.below(2); edits > 0; edits--) {
      text = core.applyChanges(text, [core.changeOf(text, random)]);
    }
    if (isRecordable(text)) found.add(text);
  }
  return [...found];
}

/** A lone surrogate cannot be encoded in UTF-8, so no file can contain it. @param {string} text */
function isRecordable(text) {
  return text.length <= LONGEST && !/\p{Surrogate}/u.test(text);
}

function blocksOfFixtures() {
  const folder = join(root, 'test/fixtures');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.yml'));
  return names.toSorted().flatMap(name => core.blocksOf(readFileSync(join(folder, name), 'utf8')));
}

function conformanceTexts() {
  const lines = readFileSync(join(root, 'test/conformance/config.jsonl'), 'utf8').trim().split('\n');
  return lines.map(line => {
    /** @type {{ readonly yaml: string }} */
    const { yaml } = JSON.parse(line);
    return yaml;
  });
}

/** @returns {Promise<Core>} */
async function bundled() {
  const { build } = await import('esbuild');
  const folder = mkdtempSync(join(tmpdir(), 'record-trees-'));
  const outfile = join(folder, 'core.mjs');
  try {
    await build({
      stdin: {
        contents: `
          import { parse } from './server/src/yaml/document/document.ts';
          export const blocksOf = text => parse('', text).pieces.flatMap(piece => piece.entries.map(({ block }) => block.text));
          export { applyChanges } from './server/src/text/span.ts';
          export { changeOf, randomOf } from './test/yaml/random.ts';`,
        resolveDir: root,
      },
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
    });
    /** @type {Core} */
    const made = await import(pathToFileURL(outfile).href);
    return made;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
