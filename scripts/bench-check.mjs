/** Measures `check` of many files, as a whole process. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generated, withIncludes } from './bench-files.mjs';
import { root } from './ready.mjs';

/** @typedef {import('./bench-figures.mjs').Sample} Sample */

/** @returns {Promise<readonly { readonly figure: string, readonly sample: Sample }[]>} */
export async function measureCheck() {
  return [
    { figure: 'pipeline of 75 files', sample: await checked(files => pipelineOf(files, 75)) },
    { figure: 'pipeline of 150 files', sample: await checked(files => pipelineOf(files, 150)) },
    { figure: '1000 files', sample: await checked(files => separate(files, 1000)) },
  ];
}

/** @param {(folder: string) => Promise<void>} write @returns {Promise<Sample>} */
async function checked(write) {
  const folder = await mkdtemp(join(tmpdir(), 'bench-check-'));
  try {
    await mkdir(join(folder, '.git'));
    await mkdir(join(folder, 'ci'));
    await write(folder);
    const began = performance.now();
    const child = spawn('sh', ['-c', 'node "$0" check . > /dev/null; times', join(root, 'dist/cli.js')], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let told = '';
    child.stdout.on('data', (/** @type {Buffer} */ part) => (told += part.toString()));
    await once(child, 'close');
    return { time: performance.now() - began, cpu: secondsIn(told) * 1000 };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The processor time of the shell's children, user and system together. @param {string} told */
function secondsIn(told) {
  const [, children = ''] = told.trim().split('\n').slice(-2);
  return [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds),
    0,
  );
}

/** @param {string} folder @param {number} count */
async function pipelineOf(folder, count) {
  const { text, others } = withIncludes(count);
  await writeFile(join(folder, '.gitlab-ci.yml'), text);
  for (const [path, content] of others) await writeFile(join(folder, path), content);
}

/** @param {string} folder @param {number} count */
async function separate(folder, count) {
  const { text } = generated(10);
  for (let index = 0; index < count; index++) await writeFile(join(folder, `ci/${index}.gitlab-ci.yml`), text);
}
