/**
 * Refactorings at every key of every fixture and of the cases with answers of GitLab: none changes a job or loses text.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { resolvePipeline } from '../../server/src/ci/pipeline.ts';
import { withDocument, type Project } from '../../server/src/ci/project.ts';
import { diagnose } from '../../server/src/features/diagnostics.ts';
import { refactorings, type Refactoring } from '../../server/src/features/refactor/refactorings.ts';
import { applyChanges } from '../../server/src/text/span.ts';
import { parse } from '../../server/src/yaml/document/document.ts';
import { encode, type Json } from '../../server/src/yaml/value/encode.ts';
import type { SourceDocument } from '../../server/src/yaml/tree.ts';
import { isWhole, sample } from '../../scripts/sample.mjs';
import { documentOf, projectFrom } from '../check.ts';
import { projectOfTexts, type Texts } from '../ci/memory.ts';
import { allFixtures } from '../fixture-files.ts';
import { readFixture } from '../fixture.ts';

/** The offsets at which keys of entries begin. */
function keysOf({ pieces }: SourceDocument): readonly number[] {
  return pieces.flatMap(({ entries }) =>
    entries.flatMap(({ start, block: { root } }) => {
      const maps = root?.kind === 'map' ? root.pairs.map(({ value }) => value) : [];
      return maps.flatMap(map => (map?.kind === 'map' ? map.pairs.map(({ span }) => start + span.start) : []));
    }),
  );
}

type Jobs = ReadonlyMap<string, { readonly value: Json; readonly hooks: Json }>;

function jobsOf(project: Project): Jobs {
  const { jobs } = resolvePipeline(project);
  return new Map(
    [...jobs].map(([name, { value, hooks }]) => [name, { value: encode(value), hooks: hooks ? encode(hooks) : null }]),
  );
}

function record(value: Json | undefined): Readonly<Record<string, Json>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as Readonly<Record<string, Json>>)
    : {};
}

function without(value: Json, keys: readonly string[]): Json {
  return Object.fromEntries(Object.entries(record(value)).filter(([key]) => !keys.includes(key)));
}

/**
 * How often the text has each line, regardless of its indentation and except those with `extends`, which are rewritten.
 */
function linesOf(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const line of text.split(/\r\n|\n|\r/).map(each => each.trim()))
    if (line !== '' && !/^["']?extends/.test(line)) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}

const offered = { extract: 0, move: 0 };

function checkAll(project: Project, document: SourceDocument): void {
  for (const offset of keysOf(document))
    for (const one of refactorings([project], document, { start: offset, end: offset })) {
      expect(one.disabled === undefined, one.title).toBe(one.changes.length > 0);
      if (one.disabled === undefined) checkOne(project, document, one);
    }
}

function checkOne(project: Project, document: SourceDocument, one: Refactoring): void {
  offered[one.kind]++;
  const text = applyChanges(document.text, one.changes);
  const context = `${one.title} in\n${document.text}\nmakes\n${text}`;
  const changed = parse(document.uri, text);
  const after = withDocument(project, changed);
  expect(
    changed.pieces.flatMap(({ entries }) => entries.flatMap(({ block }) => block.flaws)),
    context,
  ).toEqual([]);
  const [old, fresh] = [jobsOf(project), jobsOf(after)];
  expect([...fresh.keys()].toSorted(), context).toEqual([...old.keys()].toSorted());
  const key = /`([^`]*)`/.exec(one.title)?.[1] ?? '';
  for (const [name, { value, hooks }] of old) {
    const now = fresh.get(name)!;
    expect(now.hooks, context).toEqual(hooks);
    const apart = one.kind === 'extract' ? ['extends'] : [key];
    expect(without(now.value, apart), context).toEqual(without(value, apart));
    if (one.kind === 'move') checkMoved(after, key, [record(value)[key], record(now.value)[key]], context);
  }
  const lines = linesOf(text);
  for (const [line, count] of linesOf(document.text))
    expect(lines.get(line) ?? 0, `${line}: ${context}`).toBeGreaterThanOrEqual(one.kind === 'extract' ? count : 1);
  expect(errorsIn(after, changed), context).toBeLessThanOrEqual(errorsIn(project, document));
}

/** What the job had is now in `default`, unless the job still has it. */
function checkMoved(
  after: Project,
  key: string,
  [had, has]: readonly [Json | undefined, Json | undefined],
  context: string,
): void {
  const standard = resolvePipeline(after).merged.members.get('default')?.value;
  const given = record(standard && encode(standard))[key];
  if (has === undefined || has === null) expect(had === undefined ? given : had, context).toEqual(given);
  else expect(has, context).toEqual(had);
}

function errorsIn(project: Project, document: SourceDocument): number {
  return diagnose(project, document, {}).filter(({ severity }) => severity === 'error').length;
}

/** The number of days in which all fixtures and cases are tried. */
const DAYS = 3;

describe('at every key', () => {
  it.each(sample(allFixtures(), DAYS))('of $name', ({ text }) => {
    const { files } = readFixture(text);
    const project = projectFrom(files);
    for (const { name } of files) if (name.endsWith('.yml')) checkAll(project, documentOf(project, name));
  });

  interface Case {
    readonly id: string;
    readonly area: string;
    readonly yaml: string;
    readonly files?: Texts;
  }

  const cases = ['config', 'include'].flatMap(name =>
    readFileSync(new URL(`../conformance/${name}.jsonl`, import.meta.url), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map(line => JSON.parse(line) as Case),
  );

  it.each([...new Set(cases.map(({ area }) => area))])('of the cases about %s', { timeout: 120_000 }, async area => {
    for (const one of sample(cases, DAYS).filter(each => each.area === area)) {
      const project = await projectOfTexts(one.yaml, one.files);
      for (const document of project.documents.values()) checkAll(project, document);
    }
  });

  it('something is offered', () => {
    expect(offered.extract).toBeGreaterThan(isWhole ? 300 : 50);
    expect(offered.move).toBeGreaterThan(isWhole ? 100 : 20);
  });
});
