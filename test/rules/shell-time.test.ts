/** The minimum time that the script of a hook takes. Commands that may or may not take long count as nothing. */
import { describe, expect, test } from 'vitest';
import { secondsOf } from '../../server/src/rules/file/shell/time.ts';

describe('what is certain', () => {
  test.each([
    ['sleep 60', 60],
    ['sleep 1m 30s', 90],
    ['sleep 0.5', 0.5],
    ['sleep "10"', 10],
    ['/bin/sleep 10', 10],
    ['sleep infinity', Infinity],
    ['echo bye; sleep 20; sleep 25', 45],
    ['nginx -s quit && sleep 40', 40],
    ['nginx -s quit\nsleep 40\n', 40],
    ['A=1 sleep 40', 40],
    ['sleep 40 # until it is out of the balancer', 40],
    ['(sleep 40)', 40],
    ['{ sleep 40; }', 40],
    ['while true; do sleep 1; done', Infinity],
    ['while :\ndo\n  sleep 1\ndone', Infinity],
    ['until false; do curl -s localhost; done', Infinity],
    ['for i in $(seq 60); do echo $i; sleep 1; done', 60],
    ['for i in $(seq 11 20); do sleep 2; done', 20],
    ['for i in a b c; do sleep 2; done', 6],
    ['false || true; sleep 40', 40],
    ['curl -s http://x/stop >/dev/null 2>&1; sleep 40', 40],
    ["echo 'a; sleep 99'; sleep 1", 1],
    ['sleep 40; exit 0', 40],
  ])('%s', (script, seconds) => {
    expect(secondsOf(script)).toBe(seconds);
  });
});

describe('what is not', () => {
  test.each([
    'sleep $SECONDS_TO_WAIT',
    'sleep ${N:-60}',
    'sleep $((2 * 60))',
    'sleep 60 &',
    'timeout 10 sleep 60',
    'nginx -s quit || sleep 60',
    'if true; then sleep 60; fi',
    'test -f /x && exit 0; sleep 60',
    'exit 0; sleep 60',
    'exec nginx; sleep 60',
    'while kill -0 1; do sleep 1; done',
    'while true; do pgrep app || break; sleep 1; done',
    'while true; do if ! pgrep app; then exit; fi; sleep 1; done',
    'until curl -sf localhost; do sleep 1; done',
    'set -e\nwhile true; do pgrep app; sleep 1; done',
    'for i in $(ls); do sleep 60; done',
    'for i in $(seq $N); do sleep 60; done',
    'for i in $(seq 60); do pgrep app || break; sleep 1; done',
    'f() { sleep 60; }',
    'case $x in a) sleep 60;; esac',
    'cat <<EOF\nsleep 60\nEOF',
    'echo `sleep 60`',
    '# sleep 60',
    'echo sleep 60',
    "echo 'unclosed; sleep 60",
    'sleep abc',
    'sleep',
    '',
    'done; sleep 60',
    'while true',
    '((((',
  ])('%s', script => {
    expect(secondsOf(script)).toBe(0);
  });

  test('a loop under -e, which the first failure ends', () => {
    expect(secondsOf('while true; do pgrep app; sleep 1; done', true)).toBe(0);
    expect(secondsOf('while true; do sleep 1; done', true)).toBe(Infinity);
  });
});

test('any text is read in no time, however it nests', () => {
  const parts = [
    '(',
    '$(',
    '"',
    "'",
    '{ ',
    'while true; do ',
    'for i in ',
    '; ',
    '&& ',
    '\\',
    '#',
    'if ',
    '$(seq ',
    'a',
  ];
  const started = performance.now();
  for (const part of parts) for (const other of parts) expect(secondsOf((part + other).repeat(1_000))).toBe(0);
  expect(performance.now() - started).toBeLessThan(10_000);
});
