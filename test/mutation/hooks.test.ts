/** Facts of the table about hooks, repeated here where no other test would notice their absence. */
import { expect, test } from 'vitest';
import { offerKeys } from '../../server/src/readings/offer.ts';
import { find } from '../../server/src/readings/find.ts';
import { describe as describeKey } from '../../server/src/readings/describe.ts';
import { hover } from '../../server/src/features/hover.ts';
import { problemsOf } from '../check.ts';
import { possible } from '../../server/src/text/fix.ts';
import { parse } from '../../server/src/yaml/document/document.ts';
import { projectOf } from '../../server/src/ci/project.ts';
import type { NodePath } from '../../server/src/yaml/tree.ts';

const hook = 'pre_stop_k8s_container_handler';
const handler = ['job', 'hooks', hook];

/** A job with a mapping at a path below it, in flow style. */
function jobWith(path: readonly string[], inside: string): string {
  const flow = path.reduceRight((below, key) => `{ ${key}: ${below} }`, inside);
  return `job:\n  script: echo\n  ${flow.slice(2, -2)}\n`;
}

function titlesOf(text: string): readonly string[] {
  return problemsOf(text).flatMap(({ fixes }) => possible(fixes).map(({ title }) => title));
}

test.each([
  [['lifecycle'], '{ pre_get_sources_script: [echo] }', 'hooks'],
  [['hooks', 'pre_clone_script'], '[echo]', 'pre_get_sources_script'],
  [['hooks', 'preStop'], '{ exec: [a] }', hook],
  [['hooks', hook, 'command'], '[a]', 'exec'],
  [['hooks', hook, 'tcp'], '{ port: 1 }', 'tcp_socket'],
  [['hooks', hook, 'http'], '{ port: 1 }', 'http_get'],
  [['hooks', hook, 'http_get'], '{ containerPort: 1 }', 'port'],
  [['hooks', hook, 'tcp_socket'], '{ containerPort: 1 }', 'port'],
  [['hooks', hook, 'tcp_socket'], '{ port: 1, ip: a }', 'host'],
  [['hooks', hook, 'http_get'], '{ port: 1, url: a }', 'path'],
  [['hooks', hook, 'http_get'], '{ port: 1, protocol: HTTP }', 'scheme'],
  [['hooks', hook, 'http_get'], '{ port: 1, headers: [] }', 'http_headers'],
  [['hooks', hook, 'http_get', 'http_headers'], '[{ key: a, value: b }]', 'name'],
  [['hooks', hook, 'http_get', 'http_headers'], '[{ name: a, content: b }]', 'value'],
] as const)('%j with %s is taken for what it means', (path, inside, meant) => {
  expect(titlesOf(jobWith(path, inside)).join('\n')).toMatch(new RegExp(`^Rename to ${meant}$`, 'm'));
});

test.each([
  ['post_get_sources_script', /before_script/],
  ['post_clone_script', /config\.toml/],
  ['postStart', /config\.toml/],
  ['post_start', /config\.toml/],
])('%s is explained as a hook of the runner', (name, words) => {
  const problem = problemsOf(jobWith(['hooks', name], '[echo]')).find(({ code }) => code === 'unknown-key');
  expect(problem?.message).toMatch(words);
});

test.each([
  [['host'], '"$HOST"'],
  [['path'], '"/$NAME"'],
] as const)('nothing expands variables in %j', (key, value) => {
  const text = jobWith(['hooks', hook, 'http_get'], `{ port: 1, ${key[0]}: ${value} }`);
  expect(problemsOf(text).some(({ message }) => message.includes('$') && /expand/i.test(message))).toBe(true);
});

test.each([
  [['job', 'hooks'], hook, 'usual'],
  [['job', 'hooks'], 'pre_get_sources_script', 'usual'],
  [[...handler, 'http_get'], 'path', 'usual'],
  [[...handler, 'http_get'], 'port', 'required'],
  [[...handler, 'http_get'], 'host', 'rest'],
  [handler, 'tcp_socket', 'deprecated'],
] as const)('%j offers %s as %s', (path, key, rank) => {
  const candidates = offerKeys(find(path as NodePath)!.shape, []);
  expect(candidates.find(({ label }) => label === key)?.rank).toBe(rank);
});

test('since when', () => {
  const { name, field, chain } = find(['job', 'hooks', 'pre_get_sources_script'])!;
  expect(describeKey({ name, field }, chain)).toContain('15.10');
});

test.each([
  ['scheme', '{ port: 1, scheme: $SCHEME }'],
  ['the name of a header', '{ port: 1, http_headers: [{ name: $NAME, value: a }] }'],
])('hover says that nothing expands variables in %s', (_, inside) => {
  const document = parse('file:///.gitlab-ci.yml', jobWith(['hooks', hook, 'http_get'], inside));
  const told = hover(projectOf(document), document, document.text.indexOf('$') + 1);
  expect(told?.markdown).toMatch(/is not expanded/);
});
