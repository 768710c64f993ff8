import { describe, expect, test } from 'vitest';
import {
  entryKind,
  fieldMeant,
  fieldOf,
  fieldOfEntry,
  find,
  recordIn,
  type FindOptions,
} from '../../server/src/readings/find.ts';
import type { NodePath } from '../../server/src/yaml/tree.ts';

const HANDLER = ['job', 'hooks', 'pre_stop_k8s_container_handler'] as const;

/** The chain of names and the kind of shape; `undefined` if the table has no field. */
function found(path: NodePath, where?: FindOptions): string | undefined {
  const at = find(path, where);
  return at && `${at.chain.map(({ name }) => name || '(root)').join(' > ')}: ${at.shape.kind}`;
}

describe('find', () => {
  test.each<[NodePath, string]>([
    [[], '(root): record'],
    [['job'], '(root) > job: record'],
    [['job', 'hooks'], '(root) > job > hooks: record'],
    [['default', 'hooks', 'pre_get_sources_script'], '(root) > default > hooks > pre_get_sources_script: either'],
    [['.base', 'hooks'], '(root) > .base > hooks: record'],
    [['pages', 'hooks'], '(root) > pages > hooks: record'],
    [['job', 'rules', 0, 'if'], '(root) > job > rules > if: syntax'],
    [['job', 'needs', 0, 'job'], '(root) > job > needs > job: name'],
    [['job', 'secrets', 'PASSWORD', 'vault'], '(root) > job > secrets > vault: either'],
    [['job', 'parallel', 'matrix', 0, 'NAME', 0], '(root) > job > parallel > matrix: scalar'],
    [[...HANDLER, 'exec', 0], `(root) > ${HANDLER.join(' > ')} > exec: text`],
    [[...HANDLER, 'exec', 0, 1], `(root) > ${HANDLER.join(' > ')} > exec: text`],
    [[...HANDLER, 'http_get', 'scheme'], `(root) > ${HANDLER.join(' > ')} > http_get > scheme: keyword`],
    [[...HANDLER, 'http_get', 'http_headers', 1], `(root) > ${HANDLER.join(' > ')} > http_get > http_headers: record`],
    [
      [...HANDLER, 'http_get', 'http_headers', 1, 'name'],
      `(root) > ${HANDLER.join(' > ')} > http_get > http_headers > name: text`,
    ],
  ])('%j', (path, expected) => {
    expect(found(path)).toBe(expected);
  });

  test.each<[NodePath]>([
    [['job', 'hook']],
    [['job', 'constructor']],
    [['job', 'hooks', '__proto__']],
    [['job', 'hooks', 0]],
    [[...HANDLER, 'exec', 'command']],
    [[...HANDLER, 'http_get', 'http_headers', 'name']],
    [['job', 'rules', 'if']],
    [['job', 'inputs', 'level', 'default', 'more']],
    [['workflow', 'hooks']],
    [[0]],
  ])('says nothing about %j', path => {
    expect(found(path)).toBeUndefined();
  });

  test('a list as deep as GitLab flattens it, and no deeper', () => {
    const path = (depth: number): NodePath => [...HANDLER, 'exec', ...Array<number>(depth).fill(0)];
    expect(find(path(10))?.shape.kind).toBe('text');
    expect(find(path(11))).toBeUndefined();
  });

  test('the keys of an entry decide what it is', () => {
    expect(found(['deploy', 'hooks'], { entryKeys: ['trigger', 'hooks'] })).toBeUndefined();
    expect(found(['deploy', 'hooks'], { entryKeys: ['needs', 'hooks'] })).toBe('(root) > deploy > hooks: record');
    expect(found(['constructor', 'hooks'])).toBe('(root) > constructor > hooks: record');
  });

  test('hooks at the top level are described although they cannot stand there, a job of that name stays a job', () => {
    expect(found(['hooks', 'pre_get_sources_script'], { entryKeys: ['pre_get_sources_script'] })).toBe(
      '(root) > hooks > pre_get_sources_script: either',
    );
    expect(found(['hooks', 'hooks'], { entryKeys: ['script', 'hooks'] })).toBe('(root) > hooks > hooks: record');
  });

  test('the header has a root of its own', () => {
    expect(found(['spec'], { piece: 'header' })).toBe('(root) > spec: record');
    expect(found(['spec', 'hooks'], { piece: 'header' })).toBeUndefined();
    expect(found(['job', 'hooks'], { piece: 'header' })).toBeUndefined();
  });
});

describe('entryKind', () => {
  test.each([
    ['.x', ['trigger'], 'hiddenJob'],
    ['default', ['hooks'], 'default'],
    ['default', ['script'], 'job'],
    ['workflow', ['rules'], 'workflow'],
    ['a', ['trigger', 'script'], 'job'],
    ['a', ['trigger'], 'triggerJob'],
    ['a', [], 'job'],
  ] as const)('%s with %j', (name, keys, kind) => {
    expect(entryKind(name, keys)).toBe(kind);
  });
});

test('other spellings lead to the field that is meant', () => {
  const handler = recordIn(find([...HANDLER])?.shape ?? { kind: 'anything' });
  expect(handler && fieldMeant(handler, 'tcpSocket')?.name).toBe('tcp_socket');
  expect(handler && fieldMeant(handler, 'constructor')).toBeUndefined();
  expect(handler && fieldOf(handler, 'toString')).toBeUndefined();
});

describe('fieldOfEntry', () => {
  const NAMES = [
    'job',
    '.base',
    'pages',
    'default',
    'workflow',
    'spec',
    'variables',
    'image',
    'hooks',
    'stages',
    'inputs',
  ];
  const KEYS = [
    [],
    ['script'],
    ['trigger'],
    ['trigger', 'script'],
    ['inputs'],
    ['extends'],
    ['rules'],
    ['name'],
    HANDLER,
  ];

  test.each(NAMES)('%s is the field that find has, whatever its keys are', name => {
    for (const entryKeys of KEYS)
      for (const piece of ['header', 'content'] as const)
        expect(fieldOfEntry(name, entryKeys, piece)).toBe(find([name], { piece, entryKeys })?.field);
  });
});
