import { gitlabVersion } from '../../server/src/spec/version.ts';
import { describe, expect, test } from 'vitest';
import { describe as described, describeWord, detail, kindOf, plain } from '../../server/src/readings/describe.ts';
import { find } from '../../server/src/readings/find.ts';
import { walk } from '../../server/src/readings/manual.ts';
import { hooks } from '../../server/src/spec/hooks.ts';
import { boolean, either, list, map, name, syntax, text } from '../../server/src/spec/shape-builders.ts';
import type { NodePath } from '../../server/src/yaml/tree.ts';

const HANDLER = ['job', 'hooks', 'pre_stop_k8s_container_handler'];
const HTTP = [...HANDLER, 'http_get'];

function hover(path: NodePath): string {
  const found = find(path)!;
  return described(found, found.chain);
}

describe('hover on a key', () => {
  test('begins with what matters most', () => {
    expect(hover(HANDLER)).toContain(`**Proposed:** Every released GitLab, up to ${gitlabVersion}, refuses`);
    expect(hover([...HANDLER, 'tcp_socket'])).toMatch(/^\*\*Careful:\*\* Does nothing/);
    expect(hover([...HTTP, 'scheme'])).toMatch(/^\*\*Careful:\*\* Write it in upper case/);
  });

  test('says type, need, default, example, status and where that stands', () => {
    expect(hover([...HTTP, 'port']))
      .toBe(`**Careful:** Only a number is possible: Kubernetes also knows port names, but the runner’s field holds an integer.

Where the server in the container listens, by number.

**port**: integer from 1 to 65535 · required

\`\`\`yaml
port: 8080
\`\`\`

Part of the proposed \`pre_stop_k8s_container_handler\`, which no released GitLab takes · [GitLab Runner](https://docs.gitlab.com/runner/executors/kubernetes/#configure-a-container-lifecycle-hook) · [Kubernetes API](https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#LifecycleHandler)`);
    expect(hover([...HTTP, 'path'])).toContain('**path**: string · default: `/`');
    expect(hover([...HTTP, 'host'])).toContain('**host**: string · default: the IP address of the pod');
    expect(hover([...HTTP, 'scheme'])).toContain('**scheme**: `HTTP` or `HTTPS` · default: `HTTP`');
    expect(hover(['job', 'hooks'])).toContain('Since GitLab 15.10');
  });

  test.each(
    walk([{ name: 'hooks', field: hooks }]).map(chain => [chain.map(one => one.name).join(' > '), chain] as const),
  )('%s: a dozen lines at most, complete Markdown', (_path, chain) => {
    const text = described(chain.at(-1)!, chain);
    expect(text.split('\n').filter(line => line !== '').length).toBeLessThanOrEqual(12);
    expect(text.match(/```/g)).toHaveLength(2);
    expect((text.match(/\*\*/g) ?? []).length % 2).toBe(0);
    expect(text).not.toMatch(/undefined|false|\n\n\n/);
  });

  test('a key that may hold anything has its sentence and its page', () => {
    const { field } = find(['job', 'inputs', 'level', 'default'])!;
    const { caveat: _, ...rest } = field;
    expect(described({ name: 'default', field: { ...rest, doc: 'What holds.', example: 'default: 1' } })).toBe(
      'What holds.\n\n```yaml\ndefault: 1\n```\n\n[GitLab](https://docs.gitlab.com/ci/yaml/#specinputsdefault)',
    );
  });

  test('a deprecated key says what to use instead, unless its caveat does', () => {
    expect(hover(['job', 'only'])).toMatch(/^\*\*Deprecated:\*\* GitLab no longer develops it\. Use `rules`\./);
    expect(hover([...HANDLER, 'tcp_socket'])).not.toContain('Deprecated');
  });
});

test('a removed key says what to use instead, a deprecated one too where nothing else warns of it', () => {
  expect(hover(['job', 'type'])).toMatch(/^\*\*Removed:\*\* GitLab no longer takes it\. Use `stage`\./);
  const { field } = find([...HANDLER, 'tcp_socket'])!;
  const { caveat, ...rest } = field;
  expect(caveat).toBeDefined();
  expect(described({ name: 'tcp_socket', field: rest })).toMatch(
    /^\*\*Deprecated:\*\* Kubernetes does not run it as a lifecycle handler\. Use `exec` or `http_get`\./,
  );
});

describe('hover on a value', () => {
  const scheme = find([...HTTP, 'scheme'])!;
  const header = find([...HTTP, 'http_headers', 0, 'name'])!;

  test('a scheme', () => {
    expect(describeWord(scheme, scheme.shape, 'HTTPS')).toMatch(/^HTTP over TLS\. The certificate is not verified\./);
    expect(describeWord(scheme, scheme.shape, 'http')).toMatch(
      /^\*\*Careful:\*\* write `HTTP`: the runner hands it on/,
    );
    expect(describeWord(scheme, scheme.shape, 'ftp')).toBeUndefined();
  });

  test('a header name, whatever its letter case', () => {
    expect(describeWord(header, header.shape, 'Host')).toMatch(/^The host that the request names/);
    expect(describeWord(header, header.shape, 'user-agent')).toMatch(/^Who asks/);
    expect(describeWord(header, header.shape, 'X-Own')).toBeUndefined();
  });

  test('no other value', () => {
    for (const path of [[...HTTP, 'port'], [...HTTP, 'host'], [...HANDLER, 'exec', 0], HTTP]) {
      const found = find(path)!;
      expect(describeWord(found, found.shape, 'constructor')).toBeUndefined();
    }
  });
});

test('kinds and details in plain words', () => {
  expect(kindOf(either({ scalar: [text()], list: list(text()), usual: 'list' }))).toBe('string or list of strings');
  expect(kindOf(map(text(), boolean()))).toBe('mapping of names to values: `true` or `false`');
  expect(kindOf(list(name('job'), { min: 1 }))).toBe('list of names of jobs, not empty');
  expect(kindOf(find(['job', 'retry', 'when'])!.field.shape)).toMatch(/^`always`, .* and others or list of these$/);
  expect(kindOf(find(['job', 'needs'])!.field.shape)).toBe('list of names of jobs or mappings or one such mapping');
  expect(kindOf(find(['variables'])!.field.shape)).toBe('mapping of names to strings or numbers or mappings');
  expect(kindOf(syntax('duration'))).toBe('duration');
  expect(detail(find(HANDLER)!.field)).toBe('mapping, proposed');
  expect(detail(find([...HTTP, 'http_headers'])!.field)).toBe('list of mappings');
  expect(detail(find([...HTTP, 'scheme'])!.field)).toBe('HTTP or HTTPS');
  expect(plain('a **b** `c`')).toBe('a b c');
});
