/** Pipelines at rest: equal to those that they replace, known without being read, and free of everything but texts. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { diagnose } from '../../server/src/features/diagnostics.ts';
import { concerning } from '../../server/src/workspace/concerning.ts';
import { filesReadIn, patternsIn, wants, type Repository } from '../../server/src/workspace/repository.ts';
import { readingAt, type Reading } from '../../server/src/workspace/reading.ts';
import { existsPatterns } from '../../server/src/workspace/grounds.ts';
import { NOTHING_RESTS, restIn, type RestingAsks } from '../../server/src/workspace/resting.ts';
import { isAtRest } from '../../server/src/yaml/document/at-rest.ts';
import { childPipelines, mayInclude, owns } from '../../server/src/ci/workspace.ts';
import type { Project } from '../../server/src/ci/project.ts';
import { ROOT, worldOf } from './files.ts';

const START = `${ROOT}.gitlab-ci.yml`;
const PART = `${ROOT}part.yml`;
const CHILD = `${ROOT}child.yml`;
const OTHER = `${ROOT}other.yml`;

const TEXTS = {
  '.gitlab-ci.yml': [
    'include: [part.yml, "/ci/*.yml", "$FOLDER/x.yml", missing.yml]',
    'child: {trigger: {include: child.yml}}',
    'job: {extends: .base, rules: [{exists: ["*.go"]}]}\n',
  ].join('\n'),
  'part.yml': '.base: {script: x}\n',
  'child.yml': 'in child: {script: x}\n',
  'other.yml': 'alone: {script: x, retry: 9}\n',
};

async function read(texts: Readonly<Record<string, string>> = TEXTS): Promise<Reading> {
  const world = worldOf(texts);
  const reading = readingAt(ROOT, world.around.filesOf(ROOT) ?? expect.fail('no files'), world.around);
  await reading.now();
  return reading;
}

const awakeIf = (isAwake: RestingAsks['isAwake']): RestingAsks => ({ isAwake, woken: () => undefined });
const NOBODY = awakeIf(() => false);

function mainOf({ pipelines }: Repository): Project {
  return pipelines.get(START) ?? expect.fail('no pipeline');
}

function readsOf(project: Project): readonly string[] {
  return [...project.documents.values()].filter(document => !isAtRest(document)).map(({ uri }) => uri);
}

/** What is asked of all pipelines whenever a file changes. */
function known(repository: Repository): unknown {
  const main = mainOf(repository);
  const isConcerned = concerning(repository);
  return {
    owns: [START, PART, OTHER].map(uri => owns(main, uri)),
    mayInclude: [`${ROOT}any/x.yml`, OTHER].map(uri => mayInclude(main, uri)),
    children: childPipelines(main),
    exists: existsPatterns(main),
    patterns: patternsIn(repository),
    concerned: [PART, OTHER, `${ROOT}missing.yml`, `${ROOT}ci/a.yml`].map(isConcerned),
    files: filesReadIn(repository),
    wants: wants(repository),
  };
}

it('what is asked of all pipelines is known of one at rest, without reading it', async () => {
  const { repository } = await read();
  const before = known(repository);
  restIn([repository], START, NOBODY);
  expect(known(repository)).toEqual(before);
  expect(readsOf(mainOf(repository))).toEqual([]);
});

it('is refreshed without being read', async () => {
  const reading = await read();
  restIn([reading.repository], START, NOBODY);
  const resting = mainOf(reading.repository);
  await reading.now();
  expect(mainOf(reading.repository)).toBe(resting);
  expect(readsOf(resting)).toEqual([]);
});

it('has the same problems when somebody asks', async () => {
  const { repository } = await read();
  const problems = (project: Project): unknown =>
    [...project.documents.values()].map(document =>
      diagnose(project, document, {}).map(({ code, message }) => [code, message]),
    );
  const before = problems(mainOf(repository));
  restIn([repository], START, NOBODY);
  expect(problems(mainOf(repository))).toEqual(before);
});

it('does not rest while any of its files is awake', async () => {
  const { repository } = await read();
  const main = mainOf(repository);
  expect(
    restIn(
      [repository],
      START,
      awakeIf(uri => uri === PART),
    ),
  ).toBe(NOTHING_RESTS);
  expect(mainOf(repository)).toBe(main);
});

it('keeps a document that a pipeline which is awake has, too', async () => {
  const { repository } = await read({
    ...TEXTS,
    'child.yml': 'include: part.yml\nin child: {script: x}\n',
  });
  expect(repository.pipelines.has(CHILD)).toBe(true);
  expect(
    restIn(
      [repository],
      CHILD,
      awakeIf(uri => uri === START),
    ),
  ).toBe(NOTHING_RESTS);
});

it('nothing of the trees stays in memory', async () => {
  const { repository } = await read();
  const refs = judged(mainOf(repository));
  restIn([repository], START, NOBODY);
  await collected();
  expect(refs.filter(ref => ref.deref())).toHaveLength(0);
});

/** The trees of a pipeline that was judged; in a function of its own, which holds none of them afterwards. */
function judged(project: Project): readonly WeakRef<object>[] {
  const documents = [...project.documents.values()];
  for (const document of documents) diagnose(project, document, {});
  return [project, ...documents.map(({ pieces }) => pieces)].map(one => new WeakRef(one));
}

async function collected(): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  // what a weak reference was asked for stays until the end of the turn
  await new Promise(resolve => setImmediate(resolve));
  collect();
}
