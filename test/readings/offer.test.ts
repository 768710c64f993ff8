import { describe, expect, test } from 'vitest';
import { find } from '../../server/src/readings/find.ts';
import { bodyOf, offerKeys, offerValues, type SnippetBody } from '../../server/src/readings/offer.ts';
import { boolean, record, text } from '../../server/src/spec/shape-builders.ts';
import type { Field } from '../../server/src/spec/shape.ts';
import type { NodePath } from '../../server/src/yaml/tree.ts';

const HOOKS = ['job', 'hooks'];
const HANDLER = [...HOOKS, 'pre_stop_k8s_container_handler'];
const HTTP = [...HANDLER, 'http_get'];

function keys(path: NodePath, present: readonly string[] = []): readonly string[] {
  return offerKeys(find(path)!.shape, present).map(({ label }) => label);
}

/** The body in flow style, with `|` for a tab stop. */
function drawn(body: SnippetBody): string {
  if (body.kind === 'scalar') return body.quoted ? `"|${body.placeholder}"` : `|${body.placeholder}`;
  if (body.kind === 'list') return `[${drawn(body.item)}]`;
  return `{${body.entries.map(({ key, body: below }) => `${key}: ${drawn(below)}`).join(', ') || '|'}}`;
}

describe('for an older GitLab', () => {
  const older = { gitlabVersion: '18.11' };

  test('keys and words that came later stand last, with the version that brings them', () => {
    const offered = offerKeys(find(['job', 'rules', 0, 'changes'])!.shape, [], [], older);
    expect(offered.map(({ label, needs }) => [label, needs])).toEqual([
      ['paths', undefined],
      ['compare_to', undefined],
      ['regexp', '19.2'],
    ]);
    const words = offerValues(find(['job', 'retry', 'when'])!.shape, older);
    expect(words.at(-1)).toMatchObject({ needs: '19.1', preselect: false, deprecated: false });
    expect(words.find(({ label }) => label === 'stuck_or_timeout_failure')?.deprecated).toBe(false);
  });

  test('nothing is newer than the newest', () => {
    expect(offerKeys(find(['job', 'rules', 0, 'changes'])!.shape, []).filter(({ needs }) => needs)).toEqual([]);
    expect(
      offerValues(find(['job', 'retry', 'when'])!.shape).find(({ label }) => label === 'stuck_or_timeout_failure'),
    ).toMatchObject({ deprecated: true });
  });
});

test('the templates of GitLab are offered as long as it has them', () => {
  const { shape } = find(['include', 0, 'template'])!;
  const offered = (gitlabVersion: string) => offerValues(shape, { gitlabVersion }).map(({ label }) => label);
  expect(offered('19.5')).toEqual(expect.arrayContaining(['Jobs/SAST.gitlab-ci.yml', 'Pages/Hugo.gitlab-ci.yml']));
  expect(offered('19.5')).not.toContain('Terraform.gitlab-ci.yml');
  expect(offered('17.0')).toContain('Terraform.gitlab-ci.yml');
  expect(new Set(offered('17.0')).size).toBe(offered('17.0').length);
});

describe('keys that exclude each other', () => {
  test.each([
    [['include', 0], ['remote'], ['integrity', 'cache', 'inputs', 'rules']],
    [['include', 0], ['project'], ['file', 'ref', 'inputs', 'rules']],
    [['include', 0], ['local'], ['inputs', 'rules']],
    [['job', 'cache', 'key'], ['files'], ['prefix']],
    [['job', 'secrets', 'A'], ['vault'], ['file', 'token']],
    [['job', 'trigger', 'include', 0], ['artifact'], ['job', 'inputs', 'rules']],
    [['job', 'rules', 0, 'changes'], ['regexp'], ['compare_to']],
  ])('%j with %j takes %j only', (path, present, rest) => {
    expect(new Set(keys(path, present))).toEqual(new Set(rest));
  });
});

describe('keys', () => {
  test('where nothing is chosen, exactly the three handlers, the one that does nothing last', () => {
    expect(keys(HANDLER)).toEqual(['exec', 'http_get', 'tcp_socket']);
  });

  test.each(['exec', 'http_get', 'tcp_socket'])('with %s chosen, no other handler', chosen => {
    expect(keys(HANDLER, [chosen])).toEqual([]);
  });

  test('what a handler still lacks, required first', () => {
    expect(keys(HTTP)).toEqual(['port', 'path', 'host', 'scheme', 'http_headers']);
    expect(keys(HTTP, ['port', 'host'])).toEqual(['path', 'scheme', 'http_headers']);
    expect(keys([...HANDLER, 'tcp_socket'])).toEqual(['port', 'host']);
    expect(keys([...HTTP, 'http_headers', 0])).toEqual(['name', 'value']);
    expect(keys([...HTTP, 'http_headers', 0], ['name'])).toEqual(['value']);
  });

  test('hooks in jobs, in default and in hidden jobs, and its two keys', () => {
    for (const entry of ['job', '.base', 'default', 'pages']) {
      expect(keys([entry])).toContain('hooks');
      expect(keys([entry], ['script', 'hooks'])).not.toContain('hooks');
    }
    expect(keys(HOOKS)).toEqual(['pre_get_sources_script', 'pre_stop_k8s_container_handler']);
    expect(keys(HOOKS, ['pre_stop_k8s_container_handler'])).toEqual(['pre_get_sources_script']);
  });

  test('nothing in content that the table does not describe, nor in lists and scalars', () => {
    expect(keys(['job', 'script'])).toEqual([]);
    expect(keys([...HANDLER, 'exec'])).toEqual([]);
    expect(keys([...HTTP, 'port'])).toEqual([]);
  });

  test('one kind of work, and one kind of filter', () => {
    expect(keys(['job'])).toEqual(expect.arrayContaining(['script', 'run', 'trigger', 'rules', 'only']));
    for (const key of ['run', 'trigger']) expect(keys(['job'], ['script'])).not.toContain(key);
    for (const key of ['only', 'except', 'start_in']) expect(keys(['job'], ['rules'])).not.toContain(key);
    expect(keys(['job'], ['only'])).not.toContain('rules');
    expect(keys(['job'])).not.toContain('type');
  });

  test('of jobs, what is written most often comes first, and what is deprecated last', () => {
    const offered = keys(['job']);
    expect(offered.slice(0, 8)).toEqual([
      'stage',
      'extends',
      'image',
      'script',
      'rules',
      'needs',
      'variables',
      'artifacts',
    ]);
    expect(offered.slice(-3)).toEqual(['publish', 'only', 'except']);
  });

  test('keys that exclude each other or are gone are not offered', () => {
    const field = (more: Partial<Field> = {}): Field => ({
      doc: 'A field of a test.',
      shape: text(),
      example: '',
      sources: [{ label: 'test', url: 'https://example.com' }],
      ...more,
    });
    const shape = record(
      {
        a: field(),
        b: field(),
        old: field({ status: { removed: 'Gone.' } }),
        c: field({ status: { deprecated: 'Old.' } }),
        d: field(),
      },
      { rules: [{ kind: 'atMostOne', keys: ['a', 'b'], severity: 'error', because: 'test' }] },
    );
    expect(offerKeys(shape, []).map(({ label }) => label)).toEqual(['a', 'b', 'd', 'c']);
    expect(offerKeys(shape, ['a']).map(({ label }) => label)).toEqual(['d', 'c']);
  });
});

describe('candidates', () => {
  test('sort as they are given', () => {
    const sorted = offerKeys(find(HTTP)!.shape, []).map(({ sortText }) => sortText);
    expect([...sorted].sort()).toEqual(sorted);
    expect(new Set(sorted).size).toBe(sorted.length);
  });

  test('the first one is preselected, the deprecated one is marked and never first', () => {
    const offered = offerKeys(find(HANDLER)!.shape, []);
    expect(offered.map(({ preselect }) => preselect)).toEqual([true, false, false]);
    expect(offered.map(({ deprecated }) => deprecated)).toEqual([false, false, true]);
  });

  test('are found under the spellings of Kubernetes', () => {
    const filters = [...offerKeys(find(HOOKS)!.shape, []), ...offerKeys(find(HANDLER)!.shape, [])].map(
      ({ filter }) => filter,
    );
    for (const spelling of ['prestop', 'preStop', 'tcpSocket', 'httpGet']) expect(filters.flat()).toContain(spelling);
    for (const filter of filters) expect(filter[0]).toMatch(/^[a-z0-9_]+$/);
  });

  test('carry one plain line and a documentation', () => {
    const chain = find(HANDLER)!.chain;
    const offered = offerKeys(find(HANDLER)!.shape, [], chain);
    expect(offered.map(({ detail }) => detail)).toEqual([
      'list of strings, not empty',
      'mapping',
      'mapping, deprecated',
    ]);
    for (const { doc } of offered) expect(doc).toContain('Part of the proposed `pre_stop_k8s_container_handler`');
  });
});

describe('bodies', () => {
  test.each<[NodePath, string, boolean]>([
    [['job', 'script'], '[|]', false],
    [['job', 'image'], '|', false],
    [['job', 'rules'], '[{if: |}]', false],
    [['job', 'artifacts'], '{paths: [|]}', false],
    [['job', 'artifacts', 'reports'], '{|}', true],
    [['job', 'artifacts', 'reports', 'coverage_report'], '{coverage_format: |, path: |}', true],
    [['job', 'cache'], '{key: |, paths: [|]}', true],
    [['job', 'environment'], '{name: |, url: |}', true],
    [['job', 'needs'], '[|]', false],
    [['job', 'parallel'], '{matrix: [{NAME: [|]}]}', false],
    [['job', 'retry'], '|2', false],
    [['job', 'when'], '|', true],
    [['job', 'variables'], '{|}', true],
    [['job', 'id_tokens'], '{ID_TOKEN: {aud: |}}', false],
    [['job', 'secrets'], '{NAME: {vault: |}}', false],
    [['job', 'release'], '{tag_name: |$CI_COMMIT_TAG, description: |./CHANGELOG.md}', false],
    [['job', 'trigger'], '{include: |}', false],
    [['job', 'coverage'], '"|"', true],
    [['include'], '[{local: |}]', false],
    [['workflow'], '{rules: [{if: |}]}', false],
    [['default'], '{|}', true],
    [['job', 'hooks'], '{|}', true],
    [[...HOOKS, 'pre_get_sources_script'], '[|]', false],
    [HANDLER, '{|}', true],
    [[...HANDLER, 'exec'], '[|]', false],
    [[...HANDLER, 'tcp_socket'], '{port: |8080}', false],
    [HTTP, '{port: |8080}', false],
    [[...HTTP, 'host'], '|', false],
    [[...HTTP, 'scheme'], '|', true],
    [[...HTTP, 'http_headers'], '[{name: |, value: "|"}]', true],
    [[...HTTP, 'http_headers', 0, 'name'], '|', true],
    [[...HTTP, 'http_headers', 0, 'value'], '"|"', false],
  ])('%j: %s', (path, body, opens) => {
    expect(drawn(bodyOf(find(path)!.field))).toBe(body);
    const candidates = offerKeys(find(path.slice(0, -1))!.shape, []);
    expect(candidates.find(({ label }) => label === path.at(-1))?.opens).toBe(opens);
  });
});

describe('values', () => {
  test('schemes in upper case', () => {
    expect(offerValues(find([...HTTP, 'scheme'])!.shape).map(({ label }) => label)).toEqual(['HTTP', 'HTTPS']);
  });

  test('usual header names, the rarer ones last', () => {
    const offered = offerValues(find([...HTTP, 'http_headers', 0, 'name'])!.shape);
    expect(offered.map(({ label }) => label)).toEqual([
      'Host',
      'Authorization',
      'Accept',
      'User-Agent',
      'Connection',
      'Keep-Alive',
      'X-Forwarded-Proto',
    ]);
    expect(offered.map(({ rank }) => rank)).toEqual(['usual', 'usual', 'usual', 'usual', 'rest', 'rest', 'rest']);
    for (const { doc, detail } of offered) {
      expect(doc).toMatch(/\.$/);
      expect(detail).not.toMatch(/\.$/);
    }
  });

  test('nothing where any text or number is as good as another', () => {
    expect(offerValues(find([...HTTP, 'host'])!.shape)).toEqual([]);
    expect(offerValues(find([...HTTP, 'port'])!.shape)).toEqual([]);
    expect(offerValues(find([...HANDLER, 'exec', 0])!.shape)).toEqual([]);
    expect(offerValues(find(HTTP)!.shape)).toEqual([]);
  });

  test('both booleans', () => {
    expect(offerValues(boolean()).map(({ label }) => label)).toEqual(['true', 'false']);
  });
});
