import { describe, expect, test } from 'vitest';
import { podOf } from '../../server/src/projection/pod.ts';
import { encode } from '../../server/src/yaml/value/encode.ts';
import { errorsIn, jobIn, withHandler } from './job.ts';
import type { Json } from './json.ts';
import { refusalsOf } from './kubernetes.ts';

interface Container {
  readonly name: string;
  readonly lifecycle: { readonly preStop: Json };
}

function containersOf(text: string): readonly Container[] | undefined {
  const { job, pipeline } = jobIn(text);
  const pod = podOf(job, pipeline.merged);
  const value =
    pod && (encode(pod.value) as unknown as { readonly spec: { readonly containers: readonly Container[] } });
  return value?.spec.containers;
}

function preStop(text: string): Json {
  return containersOf(text)?.[0]?.lifecycle.preStop ?? null;
}

describe('the pod', () => {
  test.each([
    ['{exec: [sh, -c, "echo bye"]}', { exec: { command: ['sh', '-c', 'echo bye'] } }],
    ['{tcp_socket: {port: 80, host: h}}', { tcpSocket: { port: 80, host: 'h' } }],
    [
      '{http_get: {port: 80, path: /a, host: h, scheme: HTTPS, http_headers: [{name: A, value: b}]}}',
      { httpGet: { port: 80, path: '/a', host: 'h', scheme: 'HTTPS', httpHeaders: [{ name: 'A', value: 'b' }] } },
    ],
    ['{http_get: {port: 80, scheme: http}}', { httpGet: { port: 80, scheme: 'HTTP' } }],
  ])('%s is accepted', (handler, expected) => {
    const text = withHandler(handler);
    expect(preStop(text)).toEqual(expected);
    expect(refusalsOf(preStop(text))).toEqual([]);
  });

  test.each([
    ['{}', 'must specify a handler type'],
    ['{exec: []}', 'command: required value'],
    ['{exec: [a], http_get: {port: 80}}', 'httpGet: may not specify more than 1 handler type'],
    ['{http_get: {port: 0}}', 'port: must be between'],
    ['{http_get: {port: 65536}}', 'port: must be between'],
    ['{http_get: {port: "80"}}', 'httpGet.port: no integer'],
    ['{http_get: {path: /}}', 'must have required property port'],
    ['{http_get: {port: 80, scheme: ftp}}', 'scheme must be equal to one of the allowed values'],
    ['{http_get: {port: 80, http_headers: [{name: a_b, value: c}]}}', 'httpHeaders.name: a_b'],
    ['{http_get: {port: 80, http_headers: [{name: a, value: 1}]}}', 'value must be string'],
    ['{http_get: {port: 80, http_headers: [{name: a}]}}', 'must have required property value'],
    ['{tcp_socket: {host: h}}', 'port'],
    ['{sleep: {seconds: 1}}', 'sleep: unknown field'],
  ])('%s is refused', (handler, why) => {
    const text = withHandler(handler);
    expect(refusalsOf(preStop(text)).join('\n')).toContain(why);
    expect(errorsIn(text)).not.toEqual([]);
  });

  test('every container of the pod has the hook: build, helper and each service', () => {
    const names = (text: string): readonly string[] | undefined => containersOf(text)?.map(({ name }) => name);
    const job = withHandler('{exec: [sync]}');
    expect(names(job)).toEqual(['build', 'helper']);
    expect(names(`${job}  services: [a, {name: b}]\n`)).toEqual(['build', 'helper', 'svc-0', 'svc-1']);
    expect(names(`default: {services: [a]}\n${job}`)).toEqual(['build', 'helper', 'svc-0']);
    const aliases = '[{name: a, alias: db}, b, {name: c, alias: "db, A_B cache"}, {name: d, alias: db}]';
    expect(names(`${job}  services: ${aliases}\n`)).toEqual(['build', 'helper', 'db', 'svc-0', 'cache', 'svc-1']);
    expect(names(`services: [a]\n${job}`)).toEqual(['build', 'helper', 'svc-0']);
    expect(names(`default: {services: [a]}\n${job}  services: []\n`)).toEqual(['build', 'helper']);
    expect(names(`default: {services: [a]}\n${job}  inherit: {default: [image]}\n`)).toEqual(['build', 'helper']);
    expect(
      new Set(containersOf(`${job}  services: [a]\n`)?.map(({ lifecycle }) => JSON.stringify(lifecycle))).size,
    ).toBe(1);
  });

  test('says so where services are not known', () => {
    const complete = (text: string): boolean | undefined => {
      const { job, pipeline } = jobIn(text);
      return podOf(job, pipeline.merged)?.complete;
    };
    const job = withHandler('{exec: [sync]}');
    expect(complete(job)).toBe(true);
    expect(complete(`include: other.yml\n${job}`)).toBe(false);
    expect(complete(`include: other.yml\n${job}  services: [a]\n`)).toBe(true);
    expect(complete(`${job}  services: !reference [.none, services]\n`)).toBe(false);
  });

  test('a job without the hook leaves the pod as it is', () => {
    expect(containersOf('job: {script: x, hooks: {pre_get_sources_script: a}}')).toBeUndefined();
    expect(containersOf('job: {script: x}')).toBeUndefined();
  });
});
