/** The checker on values that are not written in one place, and in edge cases; all else is tested by fixtures. */
import { describe, expect, it } from 'vitest';
import { check, type CheckContext } from '../../server/src/readings/check.ts';
import { meaningOf, nearest } from '../../server/src/readings/meaning.ts';
import { hooks, preStopHandler } from '../../server/src/spec/hooks.ts';
import { list, record, ref, text } from '../../server/src/spec/shape-builders.ts';
import type { Field } from '../../server/src/spec/shape.ts';
import type { Finding } from '../../server/src/text/problem.ts';
import { parse } from '../../server/src/yaml/document/document.ts';
import { readBlock } from '../../server/src/yaml/value/read.ts';
import { member, type MapValue, type Value } from '../../server/src/yaml/value/value.ts';

function valueOf(uri: string, source: string): Value {
  const block = parse(uri, source).pieces[0]?.entries[0]?.block;
  if (!block) throw new Error('no block');
  return readBlock(uri, block);
}

function findings(field: Field, value: Value, more: Partial<CheckContext> = {}): readonly Finding[] {
  const found: Finding[] = [];
  check(finding => found.push(finding), field, value, {
    name: 'hooks',
    owner: value.at,
    hidden: false,
    complete: true,
    ...more,
  });
  return found;
}

describe('a merged value', () => {
  const base = valueOf('file:///base.yml', 'exec: [/bin/goodbye]\n');
  const own = valueOf('file:///own.yml', 'tcp_socket: { port: 8080 }\n');
  const merged: MapValue = {
    kind: 'map',
    at: own.at,
    via: [],
    open: false,
    members: new Map([...membersOf(base), ...membersOf(own)]),
  };

  it('has its problem where the surplus key is written, and says where the other one is', () => {
    const [problem] = findings(preStopHandler, merged);
    expect(problem?.code).toBe('one-handler');
    expect(problem?.at.uri).toBe('file:///own.yml');
    expect(problem?.related?.map(({ at }) => at.uri)).toEqual(['file:///base.yml']);
  });

  it('gets fixes that change the file in which the key is', () => {
    const [problem] = findings(preStopHandler, merged);
    const targets = problem?.fixes?.map(({ title, edits }) => [title, ...edits.map(({ at }) => at.uri)]);
    expect(targets).toContainEqual(['Keep only exec', 'file:///own.yml']);
  });
});

describe('what is not known', () => {
  it.each(['*alias', '!reference [a, b]', '"$[[ inputs.x ]]"'])('is not judged at any level: %s', unknown => {
    const levels = [
      unknown,
      `{ pre_stop_k8s_container_handler: ${unknown}, pre_get_sources_script: ${unknown} }`,
      `{ pre_stop_k8s_container_handler: { exec: ${unknown} } }`,
      `{ pre_stop_k8s_container_handler: { exec: [${unknown}] } }`,
      `{ pre_stop_k8s_container_handler: { http_get: ${unknown} } }`,
      `{ pre_stop_k8s_container_handler: { http_get: { port: ${unknown}, host: ${unknown}, scheme: ${unknown} } } }`,
      `{ pre_stop_k8s_container_handler: { http_get: { port: 1, http_headers: ${unknown} } } }`,
      `{ pre_stop_k8s_container_handler: { http_get: { port: 1, http_headers: [${unknown}] } } }`,
      `{ pre_stop_k8s_container_handler: { http_get: { port: 1, http_headers: [{ name: ${unknown}, value: ${unknown} }] } } }`,
      `{ pre_stop_k8s_container_handler: { <<: ${unknown} } }`,
      `{ pre_stop_k8s_container_handler: { http_get: { <<: ${unknown} } } }`,
      `{ pre_stop_k8s_container_handler: { http_get: { port: 1, http_headers: [{ <<: ${unknown} }] } } }`,
    ];
    for (const level of levels) {
      const value = member(valueOf('file:///a.yml', `hooks: ${level}\n`), 'hooks')?.value;
      expect(value && findings(hooks, value).map(({ code }) => code), level).toEqual([]);
    }
  });

  it('may be what an incomplete job lacks', () => {
    const value = valueOf('file:///a.yml', 'pre_stop_k8s_container_handler: { http_get: { path: / } }\n');
    expect(findings(hooks, value, { complete: false })).toEqual([]);
    expect(findings(hooks, value).map(({ code }) => code)).toEqual(['missing-key']);
  });
});

describe('keys that are words of JavaScript', () => {
  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])('are unknown: %s', key => {
    const value = valueOf('file:///a.yml', `${key}: x\n`);
    expect(findings(hooks, value).map(({ code }) => code)).toEqual(['unknown-key']);
  });

  it('do no harm as job names', () => {
    const value = valueOf('file:///a.yml', '__proto__: { script: make, hooks: { nope: 1 } }\n');
    const root: Field = { ...hooks, shape: record({}, { others: ref('entry') }) };
    expect(findings(root, value).map(({ code }) => code)).toEqual(['unknown-key']);
  });
});

describe('the nearest name', () => {
  const names = ['exec', 'tcp_socket', 'http_get', 'http_headers'];
  it.each([
    ['exce', 'exec'],
    ['tcp_sokcet', 'tcp_socket'],
    ['HTTP_GET', 'http_get'],
    ['http_h', 'http_headers'],
    ['http', undefined],
    ['ex', undefined],
    ['nonsense', undefined],
    ['', undefined],
  ])('of %s is %s', (word, name) => {
    expect(nearest(word, names)).toBe(name);
  });

  it('gives way to another spelling that the table knows', () => {
    const shape = preStopHandler.shape;
    expect(meaningOf(shape, 'tcpSocket')).toMatchObject({ name: 'tcp_socket', sure: true });
    expect(meaningOf(shape, 'TCP-SOCKET')).toMatchObject({ name: 'tcp_socket', sure: true });
    expect(meaningOf(shape, 'tcp_sockets')).toMatchObject({ name: 'tcp_socket', sure: false });
    expect(meaningOf(shape, 'sleep')).toBeUndefined();
  });
});

describe('lists', () => {
  const field: Field = {
    doc: 'Texts.',
    shape: list(text(), { levels: 2, min: 2, flat: true }),
    example: 'a: [b, c]',
    sources: [{ label: 'here', url: 'https://example.com' }],
  };
  it.each([
    ['[a, b]', []],
    ['[[a, b]]', []],
    ['[a]', ['empty-value']],
    ['[[a], []]', ['empty-value']],
    ['[*x]', []],
    ['[[[a], b]]', ['wrong-type']],
  ])('count their texts on all levels: %s', (source, codes) => {
    const value = member(valueOf('file:///a.yml', `a: ${source}\n`), 'a')?.value;
    expect(value && findings(field, value).map(({ code }) => code)).toEqual(codes);
  });

  it('count their own entries where GitLab does', () => {
    const own: Field = { ...field, shape: list(text(), { levels: 2, min: 1 }) };
    const value = member(valueOf('file:///a.yml', 'a: [[]]\n'), 'a')?.value;
    expect(value && findings(own, value)).toEqual([]);
  });
});

function membersOf(value: Value): MapValue['members'] {
  return value.kind === 'map' ? value.members : new Map<string, never>();
}
