/** A small pipeline is judged while nobody waits. */
import { expect, test } from 'vitest';
import { projectOf } from '../../server/src/ci/project.ts';
import { diagnose } from '../../server/src/features/diagnostics.ts';
import { PIPELINE, warmUp } from '../../server/src/lsp/warm-up.ts';
import { parse } from '../../server/src/yaml/document/document.ts';

/** A warm-up whose pause and turns are taken by hand. */
function begun() {
  const pauses: (() => void)[] = [];
  const turns: (() => void)[] = [];
  const client = { isBusy: false };
  const later = (_: number, run: () => void) => {
    pauses.push(run);
    return () => undefined;
  };
  warmUp(() => !client.isBusy, { later, quiet: run => void turns.push(run) });
  return { client, turns, pause: () => pauses.shift()?.(), turn: () => turns.shift()?.() };
}

test('it begins after a pause, goes on turn by turn, and ends', () => {
  const { turns, pause, turn } = begun();
  expect(turns).toHaveLength(0);
  pause();
  let count = 0;
  for (; turns.length > 0 && count < 10_000; count++) turn();
  expect(count).toBeGreaterThan(0);
  expect(turns).toHaveLength(0);
});

test('a file that is opened in the pause keeps it from beginning', () => {
  const { client, turns, pause, turn } = begun();
  client.isBusy = true;
  pause();
  turn();
  expect(turns).toHaveLength(0);
});

test('so does one that is opened between two turns', () => {
  const { client, turns, pause, turn } = begun();
  pause();
  expect(turns).toHaveLength(1);
  client.isBusy = true;
  turn();
  expect(turns).toHaveLength(0);
});

test('its pipeline is valid but for a fault in each way of judging', () => {
  const document = parse('warm-up:/.gitlab-ci.yml', PIPELINE);
  const codes = diagnose(projectOf(document), document, {}).map(({ code }) => code);
  expect(codes.toSorted()).toEqual(['deprecated-key', 'out-of-range', 'unknown-key', 'unknown-stage']);
});
