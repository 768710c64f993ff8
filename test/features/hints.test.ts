/** Inlay hints after durations and patterns whose meaning is not obvious. */
import { describe, expect, test } from 'vitest';
import { hints, type HintOptions } from '../../server/src/features/hints.ts';
import { isPlain, readDuration } from '../../server/src/readings/duration.ts';
import { FOLDER, sceneOf } from './navigation.ts';

const FILES = `-- .gitlab-ci.yml --
include:
  - local: ci/*.yml
  - "parts/**.yml"
  - local: none/*.yml
  - local: ci/a.yml
job:
  timeout: 1 week 2 days
  script: "sleep 3600"
  retry: 2
  artifacts: { paths: [a], expire_in: '90 min' }
  environment: { name: x, auto_stop_in: never }
child:
  trigger:
    include: [{ local: child/*.yml }]
-- ci/a.yml --
a: { script: x, timeout: 3:41:59 }
-- ci/b.yml --
b: { script: x }
-- parts/deep/c.yml --
c: { script: x }
-- child/d.yml --
d: { script: x }
`;

async function drawn(options: Partial<HintOptions> = {}): Promise<readonly string[]> {
  const { projects, document } = await sceneOf(FILES);
  const within = { start: 0, end: document.text.length };
  return hints(projects, document, { durations: true, includes: true, within, ...options }).map(
    ({ span, label, target }) =>
      `${document.text.slice(span.start, span.end)} → ${label}${target === undefined ? '' : ` (${target.slice(FOLDER.length)})`}`,
  );
}

const ALL = [
  'ci/*.yml → 2 files',
  '"parts/**.yml" → parts/deep/c.yml (parts/deep/c.yml)',
  '1 week 2 days → 216 h',
  "'90 min' → 1 h 30 min",
  'child/*.yml → child/d.yml (child/d.yml)',
];

test('durations and patterns have hints; what is plain, missing or no duration has none', async () => {
  expect(await drawn()).toEqual(ALL);
});

test('each kind can be switched off', async () => {
  expect(await drawn({ durations: false })).toEqual(ALL.filter(one => one.includes('.yml')));
  expect(await drawn({ includes: false })).toEqual(ALL.filter(one => !one.includes('.yml')));
});

test('only what is seen is answered', async () => {
  const { document } = await sceneOf(FILES);
  const start = document.text.indexOf('timeout');
  expect(await drawn({ within: { start, end: start + 40 } })).toEqual(['1 week 2 days → 216 h']);
});

test('the hint of a pattern lists its files', async () => {
  const { projects, document } = await sceneOf(FILES);
  const [first] = hints(projects, document, { durations: true, includes: true, within: { start: 0, end: 60 } });
  expect(first?.markdown).toContain('ci/a.yml');
  expect(first?.markdown).toContain('ci/b.yml');
});

test('a pattern of which nobody looked up the files has no hint', async () => {
  const { projects, document } = await sceneOf(FILES);
  const within = { start: 0, end: document.text.length };
  const cut = projects.map(project => ({ ...project, cut: true as const }));
  const unread = projects.map(project => ({ ...project, matches: new Map() }));
  for (const owners of [cut, unread, []])
    expect(hints(owners, document, { durations: false, includes: true, within })).toEqual([]);
});

describe('what says at once how long it is', () => {
  test.each([
    '1 week',
    '30 days',
    '1 month',
    '2 yrs',
    '48 h',
    '45 seconds',
    '10m',
    '1h 30m',
    '1 hour and 30 minutes',
    'a day',
  ])('%s does', text => expect(isPlain(text)).toBe(true));
  test.each([
    '1 week 2 days',
    '90 min',
    '3600 seconds',
    '3600',
    '1 h 30',
    '3:41:59',
    '1.5 hours',
    '30 min 1 h',
    '1 h 90 min',
  ])('%s does not', text => {
    expect(readDuration(text).kind).toBe('known');
    expect(isPlain(text)).toBe(false);
  });
});
