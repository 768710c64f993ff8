import { describe, expect, test } from 'vitest';
import { payloadOf } from '../../server/src/projection/payload.ts';
import { jsonText } from '../../server/src/projection/sent-json.ts';
import { jobIn, withHandler } from './job.ts';

const HOOK = 'pre_stop_k8s_container_handler';

function sentText(handler: string): string {
  const [first] = payloadOf(jobIn(withHandler(handler)).job.hooks).hooks;
  return first && 'handler' in first ? jsonText(first.handler) : '';
}

function sent(handler: string): unknown {
  return JSON.parse(sentText(handler));
}

describe('what the runner is sent', () => {
  test('a script has its lines in `script`, as runners read it today', () => {
    const { job } = jobIn('job:\n  script: x\n  hooks:\n    pre_get_sources_script: [a, [b, [c]]]\n');
    expect(payloadOf(job.hooks)).toEqual({
      hooks: [{ name: 'pre_get_sources_script', script: ['a', 'b', 'c'] }],
      proposed: [],
    });
  });

  test('a handler has a field of its own and is told to be proposed', () => {
    expect(payloadOf(jobIn(withHandler('{exec: [sync]}')).job.hooks)).toEqual({
      hooks: [{ name: HOOK, handler: { exec: ['sync'] } }],
      proposed: [HOOK],
    });
  });

  test.each([
    ['{exec: [rm, [-f, [/lock]]]}', { exec: ['rm', '-f', '/lock'] }],
    ['{exec: sync}', { exec: ['sync'] }],
    ['{tcp_socket: {port: 010, host: null}}', { tcp_socket: { port: 8 } }],
    ['{http_get: {port: 80, scheme: https, path: }}', { http_get: { port: 80, scheme: 'HTTPS' } }],
    [
      '{http_get: {port: 80, http_headers: [{name: A, value: ""}, {name: a, value: b}]}}',
      {
        http_get: {
          port: 80,
          http_headers: [
            { name: 'A', value: '' },
            { name: 'a', value: 'b' },
          ],
        },
      },
    ],
    ['{http_get: {port: 80, host: :h}}', { http_get: { port: 80, host: 'h' } }],
  ])('of %s it is sent what GitLab makes of it', (handler, expected) => {
    expect(sent(handler)).toEqual(expected);
  });

  test.each([
    ['8080.0', '8080.0'],
    ['1.0e+20', '1.0e+20'],
    ['.5', '0.5'],
    ['.inf', 'null'],
    ['.nan', 'null'],
    ['8080', '8080'],
    ['123456789012345678901234567890', '123456789012345678901234567890'],
    [':http', '"http"'],
    ['yes', 'true'],
    ['!binary aGk=', '"hi"'],
    ['!binary /w==', 'null'],
    ['{}', '{}'],
    ['[]', '[]'],
    ['{1: a, yes: b, ~: c, 1.5: d, :e: f}', '{"1":"a","true":"b","":"c","1.5":"d","e":"f"}'],
  ])('the number, text or mapping %s is written as Ruby does: %s', (port, expected) => {
    const text = sentText(`{http_get: {port: ${port}}}`).replace(/\n\s*|(?<=:) /g, '');
    expect(text).toBe(`{"http_get":{"port":${expected}}}`);
  });

  test('the text is indented as JSON usually is', () => {
    const text = sentText('{http_get: {port: 80, http_headers: [{name: "a\\u202e", value: ""}], path: []}}');
    expect(text).toBe(`${JSON.stringify(JSON.parse(text), undefined, 2).replace('\u202e', '\\u202e')}\n`);
  });

  test('what is not known here is null', () => {
    expect(sent('{http_get: {port: !reference [.none, port]}}')).toEqual({ http_get: { port: null } });
  });

  test('a job without hooks has no entries', () => {
    expect(payloadOf(jobIn('job: {script: x}').job.hooks).hooks).toEqual([]);
    expect(
      payloadOf(jobIn('default: {hooks: {pre_get_sources_script: d}}\njob: {script: x, hooks: {}}').job.hooks).hooks,
    ).toEqual([]);
  });
});
