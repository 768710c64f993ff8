/** The effective hooks of a job as a document and as a hover. */
import { describe, expect, test } from 'vitest';
import type { JobOptions } from '../../server/src/ci/effective-job.ts';
import { effectiveHooksText, jobNameAt } from '../../server/src/features/effective-hooks.ts';
import { hoverEffective } from '../../server/src/features/hover/effective.ts';
import { FOLDER, sceneOf } from './navigation.ts';

const TODAY: JobOptions = { inheritance: 'replace' };
const PER_HOOK: JobOptions = { inheritance: 'perHook' };

async function textAt(
  fixture: string,
  options = TODAY,
  pipelines: readonly string[] = [],
): Promise<string | undefined> {
  const { projects, document, offset } = await sceneOf(fixture, pipelines);
  const name = jobNameAt(projects, document, offset);
  return name === undefined ? undefined : effectiveHooksText(projects, name, options);
}

async function hoverAt(
  fixture: string,
  options = TODAY,
  pipelines: readonly string[] = [],
): Promise<string | undefined> {
  const { projects, document, offset } = await sceneOf(fixture, pipelines);
  const found = hoverEffective(projects, document, offset, options);
  if (!found) return undefined;
  expect(found.span.start <= offset && offset <= found.span.end).toBe(true);
  expect(found.markdown.split('\n').filter(Boolean).length).toBeLessThanOrEqual(12);
  return found.markdown.replaceAll(FOLDER, '');
}

const FILES = `-- .gitlab-ci.yml --
include: templates/base.yml
default:
  hooks:
    pre_get_sources_script: echo
job:
  extends: .base
  hooks:
    pre_stop_k8s_container_handler:
      http_get:
        port: 9090
  scr<|>ipt: x
-- templates/base.yml --
.base:
  hooks:
    pre_stop_k8s_container_handler:
      http_get:
        port: 8080
        path: /stop
        http_headers:
          - name: X
            value: "1"
`;

describe('the document', () => {
  test('a hook that was merged from two files', async () => {
    expect(await textAt(FILES)).toBe(`# Hooks that take effect in the job \`job\`, pipeline .gitlab-ci.yml
# \`pre_get_sources_script\` of \`default\` does not apply: the hooks of the job replace those of \`default\` as a whole. (.gitlab-ci.yml:3)
job:
  hooks:
    pre_stop_k8s_container_handler: # from .gitlab-ci.yml:8
      http_get: # from .gitlab-ci.yml:9
        port: 9090 # from .gitlab-ci.yml:10
        path: /stop # from templates/base.yml:6, via include, extends
        http_headers: # from templates/base.yml:7, via include, extends
          - name: X # from templates/base.yml:8, via include, extends
            value: "1" # from templates/base.yml:9, via include, extends
`);
  });

  test('each hook for itself', async () => {
    expect(await textAt(FILES, PER_HOOK)).toContain(`    pre_get_sources_script: # from .gitlab-ci.yml:4, via default
      - echo # from .gitlab-ci.yml:4, via default
`);
  });

  test.each([
    ['job:\n  script: <|>x\n', 'hooks: {} # no hook takes effect'],
    ['job:\n  trigger: <|>x\n', 'A job that starts another pipeline has no hooks.'],
    [
      'default: { hooks: { pre_get_sources_script: x } }\njob:\n  inherit: { default: false }\n  script: <|>x\n',
      '`inherit` excludes the hooks of `default`. (.gitlab-ci.yml:1)',
    ],
    [
      'include: { remote: "https://x/y.yml" }\njob:\n  script: <|>x\n',
      'There may be more: `{ remote: "https://x/y.yml" }` cannot be read here.',
    ],
    ['job:\n  extends: .none\n  script: <|>x\n', 'GitLab refuses this: `job` extends `.none`'],
    ['job:\n  hooks: !reference [none, x]\n  script: <|>x\n', 'GitLab refuses this: `!reference [none, x]`'],
    ['"a: b":\n  script: <|>x\n', '"a: b":\n  hooks:'],
    ['.a:\n  image: <|>x\n', 'a job that extends `.a`'],
  ])('%j', async (text, part) => expect(await textAt(text)).toContain(part));

  test.each(['stages: [<|>a]\n', '<|>', '# x<|>\n', 'default:\n  hooks: <|>{}\n', 'variables:\n  A: <|>b\n'])(
    'none for %j',
    async text => expect(await textAt(text)).toBeUndefined(),
  );
});

describe('the hover', () => {
  const told = [
    '**Hooks that take effect** for `job`',
    '',
    '- `pre_stop_k8s_container_handler`: `{ http_get: { port: 9090, path: /stop, http_headers: [{ name: X, value: 1 }] } }` from [templates/base.yml:6](templates/base.yml#L6) via include, extends',
    '  - `http_get.port` from [.gitlab-ci.yml:10](.gitlab-ci.yml#L10)',
    '- *`pre_get_sources_script` of `default` does not apply: the hooks of the job replace those of `default` as a whole.* [.gitlab-ci.yml:3](.gitlab-ci.yml#L3)',
  ].join('\n');

  test.each([
    ['\njob:', '\njo<|>b:'],
    ['  hooks:\n    pre_stop', '  ho<|>oks:\n    pre_stop'],
    ['    pre_stop', '    pre_<|>stop'],
    ['      http_get', '      http<|>_get'],
  ])('at %j', async (from, to) => expect(await hoverAt(FILES.replace('<|>', '').replace(from, to))).toBe(told));

  test('a job that is meant elsewhere', async () => {
    const text = FILES.replace('<|>', '').replace('default:', 'other: { needs: [jo<|>b], script: x }\ndefault:');
    expect(await hoverAt(text)).toMatch(/^\*\*Hooks that take effect\*\* for `job`\n/);
  });

  test.each([
    'jo<|>b:\n  script: x\n',
    'job:\n  ho<|>oks:\n    pre_get_sources_script: x\n  script: x\n',
    'job:\n  hooks:\n    pre_stop_k8s_container_handler:\n      ex<|>ec: [a]\n  script: x\n',
    'job:\n  scr<|>ipt: x\n  hooks: {}\n',
    'def<|>ault:\n  hooks: {}\n',
    'job:\n  hooks:\n    pre_stop_k8s_container_handler:\n      tcp_socket:\n        po<|>rt: 1\n',
  ])('silent at %j', async text => expect(await hoverAt(text)).toBeUndefined());

  test('hooks under a policy that GitLab only plans are marked', async () => {
    expect(await hoverAt(FILES.replace('<|>', '').replace('\njob:', '\njo<|>b:'), PER_HOOK)).toMatch(
      /\(`perHook`\)\n\n- `pre_get_sources_script`: `\[echo\]`/,
    );
  });

  test('pipelines that make different things of a job are told apart', async () => {
    const text = `-- a.yml --\ninclude: x.yml\n.b: { hooks: { pre_get_sources_script: a } }\n-- b.yml --\ninclude: x.yml\n.b: { hooks: { pre_get_sources_script: b } }\n-- x.yml --\njo<|>b: { extends: .b, script: x }\n`;
    const found = await hoverAt(text, TODAY, ['a.yml', 'b.yml']);
    expect(found).toContain('for `job` in a.yml');
    expect(found).toContain('for `job` in b.yml');
  });

  test('a long one is cut', async () => {
    const headers = Array.from({ length: 30 }, (_, index) => `          - { name: "X${index}", value: "a" }\n`).join(
      '',
    );
    const text = `.base:\n  hooks:\n    pre_stop_k8s_container_handler:\n      http_get:\n        http_headers:\n${headers}jo<|>b:\n  extends: .base\n  hooks:\n    pre_stop_k8s_container_handler:\n      http_get: { port: 1, host: a, path: b, scheme: HTTP }\n  script: x\n`;
    expect(await hoverAt(text)).toContain('…');
  });
});
