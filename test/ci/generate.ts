/** Generates random pipelines of several files and random edits of them, from a seed. */
import type { TextChange } from '../../server/src/text/span.ts';
import type { Texts } from './memory.ts';

export type Random = (below: number) => number;

/** Random numbers from a seed, the same each time. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0 || 1;
  return below => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % below;
  };
}

const NAMES = ['.a', '.b', '.c', 'one', 'two', 'default'];
const FILES = ['ci/a.yml', 'ci/b.yml', 'c.yml'];

/** The texts of a pipeline by file name; the name of the main file is empty. */
export function pipelineOf(random: Random): Texts {
  const files = Object.fromEntries(FILES.map(name => [name, fileOf(random, name)]));
  return { ...files, '': fileOf(random, '') };
}

function fileOf(random: Random, name: string): string {
  const entries = Array.from({ length: 1 + random(5) }, (_, index) => entryOf(random, pick(random, NAMES), index));
  const header = name !== '' && random(4) === 0 ? 'spec:\n  inputs:\n    x: {default: 7, type: number}\n---\n' : '';
  const include = random(2) === 0 ? `include: ${pick(random, INCLUDES)}\n` : '';
  return header + (random(2) === 0 ? [include, ...entries] : [...entries, include]).join('');
}

const INCLUDES = [
  'ci/a.yml',
  '[ci/a.yml, ci/b.yml]',
  'ci/*.yml',
  '{local: c.yml, inputs: {x: 9}}',
  '[c.yml, none.yml]',
  '{remote: "https://example.com"}',
];

function entryOf(random: Random, name: string, index: number): string {
  const lines = Array.from({ length: 1 + random(4) }, () => keyOf(random, index));
  return `${name}:${random(6) === 0 ? ` &m${random(2)}` : ''}\n${lines.map(line => `  ${line}\n`).join('')}${random(3) === 0 ? '# end\n' : ''}`;
}

function keyOf(random: Random, index: number): string {
  const keys: readonly (() => string)[] = [
    () => `script: ${pick(random, ['make', '[a, b]', '!reference [.a, script]', '"$[[ inputs.x ]]"'])}`,
    () => `extends: ${pick(random, ['.a', '.b', '[.a, .b]', '[.c, .none]', 'one'])}`,
    () => `hooks: ${hooksOf(random)}`,
    () => `hooks: ${hooksOf(random)}`,
    () => `inherit: {default: ${pick(random, ['true', 'false', '[hooks]', '[image]'])}}`,
    () => `variables: {V${random(3)}: v${index}}`,
    () => `<<: ${pick(random, ['{image: i}', '*m0', '*m1', '{hooks: {pre_get_sources_script: m}}'])}`,
  ];
  return pick(random, keys)();
}

function hooksOf(random: Random): string {
  const script = pick(random, [
    'a',
    '[a, [b]]',
    '~',
    '!reference [.b, hooks, pre_get_sources_script]',
    '[!reference [.a, script], c]',
  ]);
  const handler = pick(random, [
    '{exec: [a]}',
    '{tcp_socket: {port: 1}}',
    '{http_get: {port: 2, host: h}}',
    '!reference [.c, hooks]',
    '~',
  ]);
  return pick(random, [
    `{pre_get_sources_script: ${script}}`,
    `{pre_stop_k8s_container_handler: ${handler}}`,
    `{pre_get_sources_script: ${script}, pre_stop_k8s_container_handler: ${handler}}`,
    '{}',
    '~',
    '!reference [default, hooks]',
    '&h {pre_get_sources_script: anchored}',
    '*h',
  ]);
}

const INSERTS = [
  'x',
  '\n',
  '  ',
  ': ',
  '[',
  '"',
  '#',
  '*m0',
  '&h ',
  '- a\n',
  '.a:\n  k: 1\n',
  'include: c.yml\n',
  '---\n',
];

/** An edit somewhere in the text. */
export function editOf(random: Random, text: string): TextChange {
  const start = random(text.length + 1);
  const end = Math.min(text.length, start + (random(3) === 0 ? random(12) : 0));
  return { span: { start, end }, text: random(4) === 0 ? '' : pick(random, INSERTS) };
}

function pick<Of>(random: Random, all: readonly Of[]): Of {
  const chosen = all[random(all.length)];
  if (chosen === undefined) throw new Error('nothing to pick from');
  return chosen;
}
