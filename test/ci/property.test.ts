/** Properties of every resolved pipeline; among them, that an edited project gives the same answer as a fresh one. */
import { expect, test } from 'vitest';
import { originsOf } from '../../server/src/ci/origin.ts';
import { completeProject } from '../../server/src/ci/load-project.ts';
import { resolvePipeline } from '../../server/src/ci/pipeline.ts';
import { withDocument, type Project } from '../../server/src/ci/project.ts';
import { resolveJob } from '../../server/src/ci/resolve-job.ts';
import { locate, parse, update } from '../../server/src/yaml/document/document.ts';
import { encode } from '../../server/src/yaml/value/encode.ts';
import type { Place } from '../../server/src/text/span.ts';
import { editOf, pipelineOf, randomOf } from './generate.ts';
import { MAIN, memoryFiles, projectOfTexts, ROOT, type Texts } from './memory.ts';

const NAMES = ['.a', '.b', '.c', 'one', 'two', 'default', 'none'];

/** Everything we know about every job, with places as offsets in the files. */
function answers(project: Project): unknown {
  const show = (place: Place): string => {
    const document = project.documents.get(place.uri);
    const span = document && locate(document, place);
    return span ? `${place.uri}:${span.start}-${span.end}` : `nowhere in ${place.uri}`;
  };
  return (['replace', 'perHook'] as const).flatMap(inheritance =>
    NAMES.map(name => {
      const job = resolveJob(project, name, { inheritance });
      if (!job) return `${name} is not there`;
      const { kind, value, hooks, faults, complete } = job;
      const origins =
        hooks &&
        [...originsOf(hooks)].map(([pointer, { at, via }]) => [
          pointer,
          show(at),
          via.map(step => `${step.rule} ${show(step.at)}`),
        ]);
      return {
        name,
        kind,
        complete,
        value: encode(value),
        hooks: hooks && encode(hooks),
        origins,
        faults: faults.map(({ code, message, at }) => [code, message, show(at)]),
      };
    }),
  );
}

function load(texts: Texts): Promise<Project> {
  const { '': main = '', ...others } = texts;
  return projectOfTexts(main, others);
}

test(
  'generated pipelines: twice the same, every origin in its file, one job as in the whole',
  { timeout: 60_000 },
  async () => {
    for (let seed = 1; seed <= 400; seed++) {
      const project = await load(pipelineOf(randomOf(seed)));
      const first = answers(project);
      expect(answers(await load(pipelineOf(randomOf(seed))))).toEqual(first);
      expect(JSON.stringify(first)).not.toContain('nowhere in');
      const { jobs, loadFaults } = resolvePipeline(project);
      if (loadFaults.length > 0) continue;
      for (const [name, job] of jobs) {
        const alone = resolveJob(project, name);
        expect([alone?.kind, alone && encode(alone.value), alone?.hooks && encode(alone.hooks)]).toEqual([
          job.kind,
          encode(job.value),
          job.hooks && encode(job.hooks),
        ]);
      }
    }
  },
);

test('every scalar of the hooks stands where its origin says', { timeout: 60_000 }, async () => {
  let seen = 0;
  for (let seed = 1; seed <= 400; seed++) {
    const project = await load(pipelineOf(randomOf(seed)));
    for (const { hooks } of resolvePipeline(project).jobs.values()) {
      if (!hooks) continue;
      for (const [pointer, { at }] of originsOf(hooks)) {
        const leaf = leafAt(encode(hooks), pointer);
        if (typeof leaf !== 'string' && typeof leaf !== 'number') continue;
        const document = project.documents.get(at.uri);
        const span = document && locate(document, at);
        const written = span && document.text.slice(span.start, span.end);
        expect(written?.replace(/^"(.*)"$/, '$1')).toBe(String(leaf));
        seen++;
      }
    }
  }
  expect(seen).toBeGreaterThan(150);
});

function leafAt(value: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((held, key) => (held as Record<string, unknown>)[key], value);
}

test('the order of jobs that do not refer to each other does not matter', async () => {
  const blocks = [
    'one: {script: x, hooks: {pre_get_sources_script: a}}\n',
    'two: {script: y, extends: .a}\n',
    '.a: {image: i}\n',
    'default: {hooks: {pre_get_sources_script: d}}\n',
  ];
  const told = async (order: readonly number[]): Promise<unknown> => {
    const { jobs } = resolvePipeline(await projectOfTexts(order.map(index => blocks[index]).join('')));
    return Object.fromEntries(
      [...jobs]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, job]) => [name, encode(job.value), job.hooks && encode(job.hooks)]),
    );
  };
  expect(await told([3, 1, 0, 2])).toEqual(await told([0, 1, 2, 3]));
});

test('after random edits the answer is that from scratch, positions included', { timeout: 120_000 }, async () => {
  for (let seed = 1; seed <= 60; seed++) {
    const random = randomOf(seed * 7919);
    const texts = pipelineOf(random);
    const paths = Object.keys(texts);
    let project = await load(texts);
    const now: Record<string, string> = { ...texts };
    for (let step = 0; step < 12; step++) {
      answers(project);
      const path = paths[random(paths.length)] ?? '';
      const uri = ROOT + (path === '' ? MAIN : path);
      const before = project.documents.get(uri) ?? parse(uri, now[path] ?? '');
      const document = update(before, [editOf(random, before.text)]);
      now[path] = document.text;
      const { '': main = '', ...others } = now;
      const changed = project.documents.has(uri) ? withDocument(project, document) : project;
      project = await completeProject(changed, new Map(), memoryFiles({ ...others, [MAIN]: main }));
      const fresh = await load(now);
      expect(answers(project), `seed ${seed}, step ${step}`).toEqual(answers(fresh));
    }
  }
});
