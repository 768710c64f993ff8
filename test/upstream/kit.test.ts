/** Tests the kit for GitLab as GitLab's own tests of its schema do: each top-level key of a file alone. */
import { describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { find } from '../../server/src/readings/find.ts';
import { walk } from '../../server/src/readings/manual.ts';
import { hooks } from '../../server/src/spec/hooks.ts';
import { excerpt } from './excerpt.ts';
import { errorsOf, patched, read, validator } from './kit.ts';

const NAME = 'hooks_pre_stop_k8s_container_handler';
const faults = validator(patched);
const faultsToday = validator(excerpt);

/** The cases of a file: each top-level key with the text of its entry. */
function casesOf(folder: string): readonly (readonly [name: string, text: string])[] {
  const text = read(`spec/frontend/editor/schema/ci/yaml_tests/${folder}/${NAME}.yml`);
  return text.split(/^(?=\S)/m).map(entry => [entry.slice(0, entry.indexOf(':')), `${entry.trimEnd()}\n`] as const);
}

describe('positive tests', () => {
  test.each(casesOf('positive_tests'))('%s', (_name, text) => {
    expect(faults(parseYaml(text))).toEqual([]);
    // Each entry is checked alone, so names of other entries are missing.
    expect(errorsOf(text).filter(error => !error.startsWith('unknown-base'))).toEqual([]);
  });

  test('most of them are refused by the schema of today', () => {
    const refused = casesOf('positive_tests').filter(([, text]) => faultsToday(parseYaml(text)).length > 0);
    expect(refused.length).toBeGreaterThan(8);
  });
});

/** For each negative case, the wrong text and the correct one. */
const MENDS: Readonly<Record<string, readonly [wrong: string, right: string]>> = {
  default: ['sleep: 10', 'exec: [sleep]'],
  'handler is a text': ['handler: exec', 'handler: { exec: [echo] }'],
  'handler is a list': ['handler: [echo]', 'handler: { exec: [echo] }'],
  'no handler': ['{}', '{ exec: [echo] }'],
  'two handlers': ['      tcp_socket: { port: 8080 }\n', ''],
  'three handlers': [', tcp_socket: { port: 8080 }, http_get: { port: 8080 }', ''],
  'unknown handler beside a known one': ['      sleep: { seconds: 10 }\n', ''],
  'handler spelled as in Kubernetes': ['httpGet', 'http_get'],
  'exec is empty': ['[]', '[sync]'],
  'exec is a mapping': ['{ command: ["sync"] }', '["sync"]'],
  'exec holds a number': ['10', '"10"'],
  'exec holds a mapping': ['echo done: now', '"echo done: now"'],
  'tcp_socket without port': ['{ host', '{ port: 8080, host'],
  'tcp_socket is a number': ['tcp_socket: 8080', 'tcp_socket: { port: 8080 }'],
  'tcp_socket with a path': ['        path: /\n', ''],
  'http_get without port': ['{ path', '{ port: 8080, path'],
  'http_get with an unknown field': ['        method: POST\n', ''],
  'port in quotes': ['"8080"', '8080'],
  'port by name': ['port: http', 'port: 8080'],
  'port of a variable': ['$PORT', '8080'],
  'port is zero': ['port: 0', 'port: 1'],
  'port is too high': ['65536', '65535'],
  'port with a fraction': ['80.5', '80'],
  'host is a number': ['10', '"10"'],
  'path is a list': ['[/, stop]', '/stop'],
  'unknown scheme': ['ftp', 'HTTP'],
  'headers are a mapping': ['{ Host: example.com }', '[{ name: Host, value: example.com }]'],
  'header without value': ['name: Host', 'name: Host, value: example.com'],
  'header without name': ['value: example.com', 'value: example.com, name: Host'],
  'header with an unknown field': [', type: text', ''],
  'header name with a space': ['X Reason', 'X-Reason'],
  'header value is a number': ['value: 10', 'value: "10"'],
  'header value is a boolean': ['value: true', 'value: "true"'],
  'handler outside of hooks': [
    '  pre_stop_k8s_container_handler:\n    exec: ["sync"]\n',
    '  hooks:\n    pre_stop_k8s_container_handler:\n      exec: ["sync"]\n',
  ],
};

describe('negative tests', () => {
  const cases = casesOf('negative_tests');

  test.each(cases)('%s', (name, text) => {
    expect(faults(parseYaml(text)).some(path => path.startsWith(`/${name}`))).toBe(true);
    expect(errorsOf(text)).not.toEqual([]);
  });

  test.each(cases)('%s: that is all that is wrong', (name, text) => {
    const [wrong, right] = MENDS[name] ?? ['', ''];
    expect(text.split(wrong)).toHaveLength(2);
    const mended = text.replace(wrong, () => right);
    expect(faults(parseYaml(mended))).toEqual([]);
    expect(errorsOf(mended)).toEqual([]);
  });

  test('each is mended', () => {
    expect(cases.map(([name]) => name)).toEqual(Object.keys(MENDS));
  });
});

describe('the patch', () => {
  test('adds what the definition says, and leaves the other hook as it is', () => {
    const { definitions } = JSON.parse(patched) as { definitions: { hooks: { properties: Record<string, unknown> } } };
    const added = JSON.parse(read('definition.json')) as Record<string, unknown>;
    expect(definitions.hooks.properties).toEqual({
      pre_get_sources_script: { $ref: '#/definitions/optional_script' },
      ...added,
    });
    expect(faults({ job: { script: 'echo', hooks: { pre_get_sources_script: ['echo'] } } })).toEqual([]);
    expect(faults({ job: { script: 'echo', hooks: { post_get_sources_script: ['echo'] } } })).not.toEqual([]);
  });

  test('is written with keywords that the schema has elsewhere', () => {
    const house =
      'markdownDescription description type properties required additionalProperties oneOf items enum pattern minimum maximum default $ref';
    expect([...keywordsOf(JSON.parse(read('definition.json')))].filter(key => !house.split(' ').includes(key))).toEqual(
      [],
    );
  });

  test('lets a job choose the hooks of `default`, and every other keyword that GitLab lets it choose', () => {
    const words = [...read('inherit.patch').matchAll(/^\+ +"(\w+)",$/gm)].map(([, word]) => word);
    expect(words).toEqual(['hooks', 'id_tokens', 'identity']);
    for (const word of words) expect(faults({ job: { script: 'a', inherit: { default: [word] } } })).toEqual([]);
    expect(faults({ job: { script: 'a', inherit: { default: ['hook'] } } })).not.toEqual([]);
    const known = JSON.stringify(find(['job', 'inherit', 'default'])?.shape);
    for (const word of words) expect(known).toContain(`"${word}"`);
  });
});

/** All keywords of a schema, without the names of properties. */
function keywordsOf(schema: unknown, isNames = true): ReadonlySet<string> {
  if (typeof schema !== 'object' || schema === null) return new Set();
  if (Array.isArray(schema)) return new Set(schema.flatMap(one => [...keywordsOf(one, false)]));
  const below = Object.entries(schema).flatMap(([key, held]) => [
    ...keywordsOf(held, !isNames && key === 'properties'),
  ]);
  return new Set(isNames ? below : [...Object.keys(schema), ...below]);
}

describe('the documentation', () => {
  const text = read(`doc/ci/yaml/${NAME}.md`);

  test('tells of every field, and what it is required or by default', () => {
    const below = walk([{ name: 'hooks', field: hooks }]).flatMap(chain => chain.slice(2));
    for (const { name, field } of below) {
      expect(text).toContain(`\`${name}\``);
      if (typeof field.default === 'string') expect(text).toContain(`The default is \`${field.default}\``);
    }
  });

  test('its example is accepted', () => {
    const [, example = ''] = /```yaml\n([^]*?)```/.exec(text) ?? [];
    const entries = Object.entries(parseYaml(example) as Record<string, unknown>);
    expect(entries.length).toBe(2);
    for (const [name, value] of entries) expect(faults({ [name]: value })).toEqual([]);
    expect(errorsOf(example)).toEqual([]);
  });

  test('has the parts of an entry of that reference', () => {
    expect(text).toMatch(
      /^#### `hooks:pre_stop_k8s_container_handler`\n\nUse `hooks:pre_stop_k8s_container_handler` to /,
    );
    const parts = [
      '**Keyword type**: ',
      '**Supported values**: ',
      '**Example of `',
      '**Additional details**:',
      '**Related topics**:',
    ];
    expect(parts.map(part => text.indexOf(`\n${part}`))).toEqual(
      parts.map(part => text.indexOf(`\n${part}`)).toSorted((a, b) => a - b),
    );
    for (const part of parts) expect(text).toContain(`\n${part}`);
  });
});
