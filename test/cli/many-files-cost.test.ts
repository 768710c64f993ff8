/**
 * `check` of much: each file is read once and judged once, whatever the number of files, and each finding is told once, at
 * its place, while a person at a terminal sees how far it is.
 */
import type * as promises from 'node:fs/promises';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type * as diagnostics from '../../server/src/features/diagnostics-of-all.ts';
import { checkFiles } from '../../server/src/hosts/cli/check.ts';
import { repository } from './repository.ts';

const { read, judged } = vi.hoisted(() => ({ read: new Map<string, number>(), judged: new Map<string, number>() }));

vi.mock('node:fs/promises', async original => {
  const real = await original<typeof promises>();
  const readFile = (path: string, ...more: readonly unknown[]): unknown => {
    read.set(path, (read.get(path) ?? 0) + 1);
    return (real.readFile as (...args: readonly unknown[]) => unknown)(path, ...more);
  };
  return { ...real, readFile };
});

vi.mock('../../server/src/features/diagnostics-of-all.ts', async original => {
  const real = await original<typeof diagnostics>();
  const diagnoseAll: typeof real.diagnoseAll = (owners, document, options) => {
    judged.set(document.uri, (judged.get(document.uri) ?? 0) + 1);
    return real.diagnoseAll(owners, document, options);
  };
  return { ...real, diagnoseAll };
});

beforeEach(() => {
  read.clear();
  judged.clear();
});

const JOBS = 10;

/** A pipeline of included files with ten jobs each; one job of each file has a mistake. */
function pipelineOf(files: number): Readonly<Record<string, string>> {
  const names = Array.from({ length: files }, (_, index) => `ci/part-${index}.yml`);
  const jobs = (index: number): string =>
    Array.from({ length: JOBS }, (_, job) => `job-${index}-${job}: {extends: .base, script: make}\n`).join('');
  return {
    '.git/HEAD': '',
    '.gitlab-ci.yml': `include: ${JSON.stringify(names)}\n.base: {image: alpine}\n`,
    ...Object.fromEntries(
      names.map((name, index) => [name, `${jobs(index)}wrong-${index}: {script: x, hooks: {nope: 1}}\n`]),
    ),
  };
}

/** A tree of pipelines that have nothing to do with each other, each with one mistake. */
function treeOf(files: number): Readonly<Record<string, string>> {
  const texts = Array.from({ length: files }, (_, index) => [
    `group-${index % 37}/project-${index}/.gitlab-ci.yml`,
    `job: {script: make}\nwrong: {script: x, hooks: {nope: 1}}\n`,
  ]);
  return { '.git/HEAD': '', ...(Object.fromEntries(texts) as Record<string, string>) };
}

describe.each([
  { what: 'a pipeline of 1,500 jobs in 150 files', texts: pipelineOf(150), files: 150 },
  { what: 'a tree of 1,000 pipelines', texts: treeOf(1000), files: 1000 },
])('$what', ({ texts, files }) => {
  test('is read once and judged once, and each finding is told once, where it is', async () => {
    const folder = repository(texts);
    const { code, out, progress } = await checked(folder);
    expect(code).toBe(1);
    const found = out.match(/^\S+:\d+:\d+: error: Unknown key `nope`.*\[unknown-key\]$/gm) ?? [];
    expect(found).toHaveLength(files);
    expect(new Set(found).size).toBe(files);
    expect(out).toContain(`\n${files} errors.\n`);
    const ours = Object.keys(texts).filter(name => name.endsWith('.yml'));
    expect(ours.map(name => [name, timesOf(read, name)])).toEqual(ours.map(name => [name, 1]));
    expect(ours.map(name => [name, timesOf(judged, name)])).toEqual(ours.map(name => [name, 1]));
    expect(progress.at(-1)).toBe('');
    expect(progress).toContainEqual(expect.stringMatching(`^${ours.length} of ${ours.length}: `));
  });
});

function timesOf(counted: ReadonlyMap<string, number>, name: string): number {
  return [...counted].reduce((sum, [path, times]) => (path.endsWith(`/${name}`) ? sum + times : sum), 0);
}

async function checked(folder: string): Promise<{ code: number; out: string; progress: readonly string[] }> {
  let out = '';
  const progress: string[] = [];
  const code = await checkFiles([], {
    folder,
    colours: false,
    out: text => void (out += text),
    err: text => void (out += text),
    progress: text => void progress.push(text),
    input: () => Promise.resolve(''),
    lines: () => [][Symbol.iterator]() as unknown as AsyncIterable<string>,
  });
  return { code, out, progress };
}
