import fc from 'fast-check';
import { parse as parseToml } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { isRunnerConfig } from '../../server/src/runner-config/is-runner-config.ts';
import { readRunnerConfig } from '../../server/src/runner-config/read.ts';
import { encode } from '../../server/src/yaml/value/encode.ts';

const URI = 'file:///etc/gitlab-runner/config.toml';

function valueIn(text: string): unknown {
  return encode(readRunnerConfig(URI, text).root);
}

const SOUND = `concurrent = 4
[session_server]
  session_timeout = 1800
[[runners]]
  name = "one" # first
  [runners.kubernetes]
    image = 'alpine'
    [runners.kubernetes.container_lifecycle.pre_stop.exec]
      command = ["sh", "-c",
        "echo bye"] 
[[runners]]
  name = "two"
  kubernetes.container_lifecycle = { post_start = { http_get = { port = 0x50, "path" = "/" } } }
  [[runners.kubernetes.services]]
    name = "postgres"
  [[runners.kubernetes.services]]
    name = "redis"
`;

describe('a runner’s settings', () => {
  test('are the values that any reader of TOML finds', () => {
    expect(valueIn(SOUND)).toEqual(parseToml(SOUND));
    expect(readRunnerConfig(URI, SOUND)).toMatchObject({ skipped: [] });
  });

  test('keep the place of each key and each value', () => {
    const { root, text } = readRunnerConfig(URI, SOUND);
    const source = (span: { start: number; end: number } | undefined): string | undefined =>
      span && text.slice(span.start, span.end);
    const runners = root.members.get('runners')?.value;
    const first = runners?.kind === 'list' ? runners.items[0] : undefined;
    const kubernetes = first?.kind === 'map' ? first.members.get('kubernetes') : undefined;
    expect(source(kubernetes?.key.span)).toBe('kubernetes');
    const image = kubernetes?.value.kind === 'map' ? kubernetes.value.members.get('image') : undefined;
    expect(source(image?.value.at.span)).toBe("'alpine'");
  });

  test.each([
    ['a key without its value', 'b =', { a: 1, x: { c: 3 } }],
    ['a key without anything', 'b', { a: 1, x: { c: 3 } }],
    ['a text that is not closed', 'b = "abc', { a: 1, x: { c: 3 } }],
    ['a list that is not closed', 'b = [1,', { a: 1, x: { c: 3 } }],
    ['a key twice', 'a = 2', { a: 1, x: { c: 3 } }],
    ['a number that is none', 'b = 08', { a: 1, x: { c: 3 } }],
    ['half a key', 'b.', { a: 1, x: { c: 3 } }],
    ['a header that is not closed, with what is below it', '[y\nd = 4', { a: 1, x: { c: 3 } }],
    ['half a header', '[', { a: 1, x: { c: 3 } }],
  ])('%s costs no more than itself', (_, broken, expected) => {
    const text = `a = 1\n${broken}\n[x]\nc = 3\n`;
    const { fault, skipped } = readRunnerConfig(URI, text);
    expect(valueIn(text)).toEqual(expected);
    expect(fault?.message).toMatch(/./);
    expect(text.slice(fault?.at.start, fault?.at.end).trim()).not.toBe('');
    expect(skipped.length).toBeGreaterThan(0);
  });

  test('are read whatever is typed', () => {
    const part = fc.constantFrom('[', ']', '[[', ']]', '"', "'", '"""', '=', '.', ',', '{', '}', '#', '\n', '\r', '\0');
    const word = fc.constantFrom('runners', 'kubernetes', 'a', '1', '08', 'pre_stop', ' ', '\\u12', '🚀', '\ud83d');
    fc.assert(
      fc.property(fc.array(fc.oneof(part, word), { maxLength: 40 }), parts => {
        const text = parts.join('');
        const { fault, skipped } = readRunnerConfig(URI, text);
        for (const { start, end } of [...skipped, ...(fault ? [fault.at] : [])])
          expect(0 <= start && start <= end && end <= text.length).toBe(true);
      }),
    );
  });

  test('stay what they are at every moment of being typed', () => {
    for (let end = 0; end <= SOUND.length; end++) readRunnerConfig(URI, SOUND.slice(0, end));
    expect(valueIn(SOUND.slice(0, SOUND.indexOf('[runners.kubernetes.container')))).toMatchObject({ concurrent: 4 });
  });
});

test.each([
  ['[[runners]]', true],
  ['# x\r\n  [[ runners ]]\r\n', true],
  ['[runners.kubernetes]', true],
  ['[["runners"]]', true],
  ['runners = [{ name = "a" }]', true],
  ['[server]\nrunners = 1', false],
  ['# [[runners]]', false],
  ['', false],
])('%j is a runner’s: %s', (text, expected) => {
  expect(isRunnerConfig('file:///a/config.toml', text)).toBe(expected);
  expect(isRunnerConfig('file:///a/config.template.toml', text)).toBe(expected);
  expect(isRunnerConfig('file:///a/Cargo.toml', text)).toBe(false);
});
