import { describe, expect, test, vi } from 'vitest';
import { resolvePipeline } from '../../server/src/ci/pipeline.ts';
import { projectOfTexts } from './memory.ts';
import { plain } from './values.ts';

vi.setConfig({ testTimeout: 60_000 });

async function merged(text: string): Promise<{ readonly [name: string]: unknown }> {
  const { merged: value } = resolvePipeline(await projectOfTexts(text));
  return plain(value) as { readonly [name: string]: unknown };
}

async function faults(text: string): Promise<readonly string[]> {
  const { loadFaults } = resolvePipeline(await projectOfTexts(text));
  return loadFaults.map(({ code, message }) => `${code}: ${message}`);
}

function chain(length: number): string {
  const entries = Array.from({ length }, (_, index) => `.j${index + 1}: {extends: .j${index}, k${index + 1}: 1}`);
  return ['.j0: {script: make}', ...entries].join('\n');
}

describe('extends', () => {
  test('later bases win over earlier ones, the job over all; lists and empty values replace', async () => {
    const text = `
.a: {variables: {A: a, X: a}, tags: [a], image: a}
.b: {variables: {B: b, X: b}, tags: [b], image: {name: b}}
job: {extends: [.a, .b], script: make, variables: {X: j}, image: ~}
`;
    const { job } = await merged(text);
    expect(job).toEqual({
      variables: { A: 'a', X: 'j', B: 'b' },
      tags: ['b'],
      image: null,
      extends: ['.a', '.b'],
      script: 'make',
    });
    expect(Object.keys(job as object)).toEqual(['variables', 'tags', 'image', 'extends', 'script']);
  });

  test('eleven steps are followed, the twelfth is refused', async () => {
    expect(await faults(chain(11))).toEqual([]);
    expect((await faults(chain(12)))[0]).toMatch(/^extends-too-deep: .*\.j12 → .*→ \.j1\./);
  });

  test.each([
    ['.a: {extends: .b}\n.b: {extends: .a}\n', 'circular-extends: Cycle of `extends`: .a → .b → .a.'],
    ['job: {extends: job}\n', 'circular-extends: Cycle of `extends`: job → job.'],
    ['job: {extends: .none}\n', 'unknown-base: `job` extends `.none`'],
    ['job: {extends: [.a, .none]}\n.a: {k: 1}\n', 'unknown-base: `job` extends `.none`'],
    ['.a: [1]\njob: {extends: .a}\n', 'invalid-base: `job` extends `.a`'],
    ['job: {extends: 1}\n', 'unknown-base: `job` extends `1`'],
    ['job: {extends: ""}\n', 'unknown-base: `job` extends ``'],
    ['job: {extends: [[.a]]}\n.a: {k: 1}\n', 'unknown-base: `job` extends `[".a"]`'],
  ])('%s', async (text, expected) => {
    const [first, ...rest] = await faults(text);
    expect(first?.slice(0, expected.length)).toBe(expected);
    expect(rest.every(fault => fault.startsWith('circular-extends'))).toBe(true);
  });

  test('nothing comes of an empty `extends`', async () => {
    expect(await merged('job: {extends: ~, script: make}\n')).toEqual({ job: { extends: null, script: 'make' } });
  });

  test('a chain of thousands does not overflow', async () => {
    expect((await faults(chain(2000)))[0]).toMatch(/^extends-too-deep/);
  });

  test('names from files that are not read are not called unknown', async () => {
    const text = 'include: {template: X.gitlab-ci.yml}\njob: {extends: .none, script: !reference [.none, script]}\n';
    expect(await faults(text)).toEqual([]);
  });
});
