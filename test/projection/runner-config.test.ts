import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runnerConfigOf } from '../../server/src/projection/runner-config.ts';
import { jobIn, withHandler } from './job.ts';

function configOf(handler: string): string | undefined {
  return runnerConfigOf(jobIn(withHandler(handler)).job);
}

describe('the settings of the runner', () => {
  test.each([
    ['{exec: [rm, -f, "/a \\"b\\""]}', '.exec]\ncommand = ["rm", "-f", "/a \\"b\\""]\n'],
    ['{exec: ["a\\nb\\u007f\\U000e0001ä🚀"]}', '.exec]\ncommand = ["a\\nb\\u007f\\U000e0001ä🚀"]\n'],
    ['{tcp_socket: {port: 80}}', '.tcp_socket]\nport = 80\n'],
    ['{http_get: {port: 80, scheme: https, host: }}', '.http_get]\nport = 80\nscheme = "HTTPS"\n'],
    ['{}', ']\n'],
    ['{http_get: {port: !reference [.none, port]}}', '.http_get]\n# port: not known here\n'],
    ['{http_get: {port: 0.5}}', '.http_get]\nport = 0.5\n'],
    ['{http_get: {"a b": {c: [1.0, yes, .inf, {d: 1}]}}}', '.http_get."a b"]\nc = [1.0, true, inf, { d = 1 }]\n'],
  ])('%s', (handler, expected) => {
    expect(configOf(handler)).toBe(`[[runners]]\n[runners.kubernetes.container_lifecycle.pre_stop${expected}`);
  });

  test('headers are tables, each by itself, behind what belongs to the request', () => {
    expect(configOf('{http_get: {http_headers: [{name: A, value: b}, {name: a, value: ""}], port: 80}}')).toBe(
      `[[runners]]
[runners.kubernetes.container_lifecycle.pre_stop.http_get]
port = 80
[[runners.kubernetes.container_lifecycle.pre_stop.http_get.http_headers]]
name = "A"
value = "b"
[[runners.kubernetes.container_lifecycle.pre_stop.http_get.http_headers]]
name = "a"
value = ""
`,
    );
  });

  test('a handler that is not known at all is a comment', () => {
    expect(configOf('!reference [.none, hook]')).toBe(
      '# runners.kubernetes.container_lifecycle.pre_stop: not known here\n',
    );
  });

  test('a job without the hook has no table', () => {
    expect(runnerConfigOf(jobIn('job: {script: x, hooks: {pre_get_sources_script: a}}').job)).toBeUndefined();
  });

  test('no text breaks out of its quotes', () => {
    // any character; fast-check's own unit for that first builds a map of all 1.1 million, which takes a second
    const unit = fc
      .integer({ min: 0, max: 0x10ffff })
      .filter(code => code < 0xd800 || code > 0xdfff)
      .map(code => String.fromCodePoint(code));
    fc.assert(
      fc.property(fc.string({ unit }), text => {
        const lines = configOf(`{exec: [${JSON.stringify(text)}]}`)?.split('\n') ?? [];
        expect(lines).toHaveLength(4);
        const told = /^command = \[(".*")\]$/su.exec(lines[2] ?? '')?.[1] ?? '';
        const json = told.replace(/\\U([0-9a-f]{8})/g, (_, code: string) => String.fromCodePoint(parseInt(code, 16)));
        expect(JSON.parse(json)).toBe(text);
      }),
    );
  });
});
