import { describe, expect, test, vi } from 'vitest';
import { resolvePipeline } from '../../server/src/ci/pipeline.ts';
import { member } from '../../server/src/yaml/value/value.ts';
import { projectOfTexts } from './memory.ts';
import { plain } from './values.ts';

vi.setConfig({ testTimeout: 60_000 });

async function job(text: string): Promise<unknown> {
  const { merged, loadFaults } = resolvePipeline(await projectOfTexts(text));
  return loadFaults[0]?.code ?? plain(member(merged, 'job')?.value);
}

describe('!reference', () => {
  test.each([
    ['a whole value', '.a: {s: [x, y]}\njob: {script: !reference [.a, s]}', { script: ['x', 'y'] }],
    [
      'an item, which stays a list in the list',
      '.a: {s: [x]}\njob: {script: [!reference [.a, s], z]}',
      { script: [['x'], 'z'] },
    ],
    ['a chain', '.a: {s: x}\n.b: {s: !reference [.a, s]}\njob: {script: !reference [.b, s]}', { script: 'x' }],
    ['after extends', '.a: {s: x}\n.b: {extends: .a}\njob: {script: !reference [.b, s]}', { script: 'x' }],
    [
      'any entry',
      'default: {hooks: {pre_get_sources_script: [x]}}\njob: {hooks: !reference [default, hooks]}',
      { hooks: { pre_get_sources_script: ['x'] } },
    ],
    ['nothing there', '.a: {s: x}\njob: {script: !reference [.a, t]}', 'unknown-reference'],
    ['an empty value', '.a: {s: }\njob: {script: !reference [.a, s]}', 'unknown-reference'],
    ['false', '.a: {s: false}\njob: {script: !reference [.a, s]}', 'unknown-reference'],
    ['into a list', '.a: {s: [x]}\njob: {script: !reference [.a, s, "0"]}', 'unknown-reference'],
    [
      'through a tag',
      '.a: {s: !reference [.b, m]}\n.b: {m: {k: x}}\njob: {script: !reference [.a, s, k]}',
      'unknown-reference',
    ],
    ['itself', 'job: {script: !reference [job, script]}', 'circular-reference'],
    [
      'in a circle',
      '.a: {s: [!reference [.b, s]]}\n.b: {s: !reference [.a, s]}\njob: {script: x}',
      'circular-reference',
    ],
    ['its own job', 'job: {script: [!reference [job]]}', 'circular-reference'],
    ['no list', 'job: {script: !reference x}', 'invalid-reference'],
    ['an empty list', 'job: {script: !reference []}', 'invalid-reference'],
    ['a number', 'job: {script: !reference [.a, 0]}', 'invalid-reference'],
    ['a tag in the tag', 'job: {script: !reference [!reference [.a], s]}', 'invalid-reference'],
  ])('%s', async (_, text, expected) => {
    expect(await job(text)).toEqual(expected);
  });

  test('a tag in the child replaces the mapping of the base, and the other way round', async () => {
    const text =
      '.r: {m: {x: 1}}\n.a: {m: {y: 2}, n: !reference [.r, m]}\njob: {extends: .a, m: !reference [.r, m], n: {z: 3}}';
    expect(await job(text)).toEqual({ m: { x: 1 }, n: { z: 3 }, extends: '.a' });
  });

  test('lists that double at every step are not followed for ever', async () => {
    const doubling = Array.from(
      { length: 60 },
      (_, index) => `.l${index + 1}: {s: [!reference [.l${index}, s], !reference [.l${index}, s]]}`,
    );
    const { merged } = resolvePipeline(await projectOfTexts(['.l0: {s: [x]}', ...doubling].join('\n')));
    expect(merged.members.size).toBe(61);
  });

  test.each([
    ['is followed as long as it has twenty steps', 20, 'x'],
    ['counts as unknown if it is longer', 21, undefined],
  ])('a chain %s', async (_, steps, end) => {
    const links = Array.from(
      { length: steps - 1 },
      (_link, index) => `.r${index + 1}: {s: !reference [.r${index}, s]}`,
    );
    const text = [`job: {script: !reference [.r${steps - 1}, s]}`, '.r0: {s: x}', ...links].join('\n');
    const { merged, loadFaults } = resolvePipeline(await projectOfTexts(text));
    expect(loadFaults).toEqual([]);
    const script = member(member(merged, 'job')?.value, 'script')?.value;
    expect(script?.kind === 'scalar' ? plain(script) : undefined).toBe(end);
  });

  test('a chain of thousands does not overflow', async () => {
    const links = Array.from({ length: 1500 }, (_, index) => `.r${index + 1}: {s: !reference [.r${index}, s]}`);
    expect(await job(['job: {script: !reference [.r1500, s]}', '.r0: {s: x}', ...links].join('\n'))).toBeDefined();
  });
});
