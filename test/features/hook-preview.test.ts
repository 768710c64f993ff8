/** The data for *Preview Pre-stop Hook* of a job. */
import { describe, expect, test } from 'vitest';
import { previewIn } from './preview-of.ts';

const HOOK = (handler: string): string => `hooks: { pre_stop_k8s_container_handler: ${handler} }`;
const job = (handler: string): string => `job:\n  script: x\n  ${HOOK(handler)}\n`;

describe('the lines', () => {
  test('are the hooks that take effect, each with the place where it was written', () => {
    const { lines } = previewIn(
      `.base:\n  ${HOOK('{ http_get: { path: /a, port: 1 } }')}\njob:\n  extends: .base\n  script: x\n  ${HOOK('{ http_get: { port: 2 } }')}\n`,
    );
    expect(lines.map(({ text, origin }) => `${text} < ${origin?.label ?? ''} ${origin?.via ?? ''}`)).toEqual([
      'pre_stop_k8s_container_handler: < .gitlab-ci.yml:6 ',
      '  http_get: < .gitlab-ci.yml:6 ',
      '    path: /a < .gitlab-ci.yml:2 via extends',
      '    port: 2 < .gitlab-ci.yml:6 ',
    ]);
  });

  test('keep what looks like the mark of an origin, and lines of a text of several', () => {
    const { lines } = previewIn(job('{ exec: ["a # origin-0", "b\\nc # origin-1"] }'));
    expect(lines.map(({ text }) => text)).toEqual([
      'pre_stop_k8s_container_handler:',
      '  exec:',
      '    - "a # origin-0"',
      '    - |-',
      '      b',
      '      c # origin-1',
    ]);
    expect(lines.map(({ origin }) => origin !== undefined)).toEqual([true, true, true, true, false, false]);
  });

  test('are none where no hook takes effect', () => {
    expect(previewIn('job: { script: x }\n').lines).toEqual([]);
    expect(previewIn('job: { script: x, hooks: {} }\n').lines).toEqual([]);
  });
});

describe('the projections', () => {
  const textOf = (text: string, kind: string): string | undefined =>
    previewIn(text).projections.find(projection => projection.kind === kind)?.text;

  test('are texts to copy', () => {
    const text = job('{ exec: [sync] }');
    expect(JSON.parse(textOf(text, 'payload') ?? '')).toEqual({
      hooks: [{ name: 'pre_stop_k8s_container_handler', handler: { exec: ['sync'] } }],
    });
    expect(textOf(text, 'pod')).toContain('    - name: helper\n');
    expect(textOf(text, 'toml')).toContain('[runners.kubernetes.container_lifecycle.pre_stop.exec]\n');
    expect(textOf(job('{ http_get: { port: 8080 } }'), 'payload')).toContain('"port": 8080');
  });

  test('are missing where nothing becomes of the hooks', () => {
    expect(previewIn('job: { script: x }\n').projections).toEqual([
      { kind: 'payload' },
      { kind: 'pod' },
      { kind: 'toml' },
    ]);
  });
});

describe('what a stop depends on', () => {
  test.each([
    ['{ exec: [sync] }', 'exec'],
    ['{ http_get: { port: 1 } }', 'http_get'],
    ['{ tcp_socket: { port: 1 } }', 'tcp_socket'],
    ['{ exec: [sync], tcp_socket: { port: 1 } }', 'refused'],
    ['{}', 'refused'],
    ['{ exec: , tcp_socket: { port: 1 } }', 'tcp_socket'],
    ['!reference [.elsewhere, hook]', 'unknown'],
  ])('%s is %s', (handler, kind) => {
    expect(previewIn(job(handler)).stop.handler).toBe(kind);
  });

  test('a job without a hook has none, or perhaps one in a file that is not read', () => {
    expect(previewIn('job: { script: x }\n').stop.handler).toBe('none');
    expect(previewIn('include: { remote: https://a.example/x.yml }\njob: { script: x }\n').stop).toMatchObject({
      handler: 'unknown',
      mayHaveMore: true,
    });
  });

  test('services of default and of the file have containers, too', () => {
    const containers = (above: string) => previewIn(above + job('{ exec: [sync] }')).stop.containers;
    expect(containers('')).toEqual(['build', 'helper']);
    expect(containers('default: { services: [a, b] }\n')).toEqual(['build', 'helper', 'svc-0', 'svc-1']);
    expect(containers('services: [a]\n')).toEqual(['build', 'helper', 'svc-0']);
  });
});

test.each([
  ['[sleep, "20"]', 20],
  ['[sh, -c, "sync; sleep 1m"]', 60],
  ['[sh, -c, "while true; do sleep 1; done"]', 86_400],
  ['[sync]', undefined],
])('a hook takes the time that its command tells: %s', (exec, seconds) => {
  expect(previewIn(job(`{ exec: ${exec} }`)).stop.atLeast).toBe(seconds);
});

test('a template is shown as what a job that extends it has', () => {
  expect(previewIn(`.base:\n  ${HOOK('{ exec: [sync] }')}\n`, '.base').about).toContain('a job that extends `.base`');
});

test('what is lost is told, with the place', () => {
  const { notes } = previewIn(`default:\n  ${HOOK('{ exec: [sync] }')}\njob: { script: x, hooks: {} }\n`);
  expect(notes).toMatchObject([
    { text: expect.stringContaining('does not apply') as string, origin: { label: '.gitlab-ci.yml:2' } },
  ]);
});
