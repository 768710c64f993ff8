/**
 * Every fix of every fixture and of every case with an answer of GitLab, in twelve days: no fix makes a file worse or
 * changes anything else.
 */
import { describe, expect, it } from 'vitest';
import { withDocument, type Project } from '../../server/src/ci/project.ts';
import { resolvePipeline } from '../../server/src/ci/pipeline.ts';
import { codeActions, type CodeAction } from '../../server/src/features/code-actions.ts';
import { fixAll } from '../../server/src/features/fix-all.ts';
import { diagnose } from '../../server/src/features/diagnostics.ts';
import { canonical } from '../../server/src/features/refactor/outcome.ts';
import { areApart } from '../../server/src/features/sound.ts';
import { onFailure } from '../../server/src/text/failure.ts';
import { applyChanges, type TextChange } from '../../server/src/text/span.ts';
import { parse } from '../../server/src/yaml/document/document.ts';
import type { SourceDocument } from '../../server/src/yaml/tree.ts';
import type { Value } from '../../server/src/yaml/value/value.ts';
import { sample } from '../../scripts/sample.mjs';
import { changesIn, documentOf, projectFrom } from '../check.ts';
import { allFixtures } from '../fixture-files.ts';
import { readFixture } from '../fixture.ts';
import { casesOf, type Case } from './cases.ts';

const NAME = '.gitlab-ci.yml';

/** The number of days in which all of them are tried. */
const DAYS = 12;

const fixtures = allFixtures().map(({ name, text }): Case => ({ id: name, files: readFixture(text).files }));

describe.each([
  ['config', casesOf('config')],
  ['include', casesOf('include')],
  ['accept', casesOf('accept')],
  ['fixtures', fixtures],
])('%s', { timeout: 600_000 }, (_, all) => {
  const samples = sample(all, DAYS);
  const failed: string[] = [];

  it('has no rule or fix that fails', () => {
    onFailure((name, error) => failed.push(`${name}: ${String(error)}`));
    for (const [index, one] of samples.entries()) {
      const style = STYLES[index % STYLES.length];
      if (style) actionsIn(styled(one, style));
    }
    expect(failed).toEqual([]);
  });

  it('has fixes that leave nothing worse and nothing undone', () => {
    expect(samples.flatMap(faultsOf)).toEqual([]);
  });

  it('comes to rest with all safe fixes, and means what it meant', () => {
    expect(samples.flatMap(faultsOfAll)).toEqual([]);
  });
});

/** Other ways to write the same: deeper indentation, and lists in the column of their key. */
const STYLES: readonly ((text: string) => string)[] = [
  text => text.replace(/^ +/gm, '$&$&'),
  text => text.replace(/^( +)(?=- )/gm, spaces => spaces.slice(2)),
];

function styled({ id, files }: Case, style: (text: string) => string): Case {
  return { id, files: files.map(({ name, text }) => ({ name, text: style(text) })) };
}

interface Opened {
  readonly project: Project;
  readonly document: SourceDocument;
}

function open({ files }: Case): Opened {
  const project = projectFrom(files);
  return { project, document: documentOf(project, files[0]?.name ?? NAME) };
}

function actionsIn(sample: Case): readonly CodeAction[] {
  const { project, document } = open(sample);
  return codeActions([project], document, { start: 0, end: document.text.length }, {}).filter(
    ({ title }) => !title.startsWith('Disable '),
  );
}

function errorsIn({ project, document }: Opened): readonly string[] {
  return diagnose(project, document, {}).flatMap(({ severity, code }) => (severity === 'error' ? [code] : []));
}

function changed({ project, document }: Opened, changes: readonly TextChange[]): Opened {
  const fresh = parse(document.uri, applyChanges(document.text, changes));
  return { project: withDocument(project, fresh), document: fresh };
}

/** Describes what is wrong with the fixes of a case. */
function faultsOf(sample: Case): readonly string[] {
  const before = open(sample);
  const known = errorsIn(before);
  return actionsIn(sample).flatMap(({ title, problem, edits }) => {
    const changes = changesIn(before.document, edits);
    const where = `${sample.id}: ${problem.code}: ${title}`;
    if (changes.length < edits.length) return [];
    if (!areApart(changes)) return [`${where}: edits overlap`];
    const after = changed(before, changes);
    const errors = errorsIn(after);
    const isReadable = problem.code === 'yaml-syntax' || problem.code === 'conflict-markers';
    if (!isReadable && errors.length > known.length) return [`${where}: more errors: ${errors.join()}`];
    const left = diagnose(after.project, after.document, {}).filter(one => one.code === problem.code).length;
    const had = diagnose(before.project, before.document, {}).filter(one => one.code === problem.code).length;
    return left < had ? [] : [`${where}: leaves ${problem.code}`];
  });
}

function faultsOfAll(sample: Case): readonly string[] {
  const before = open(sample);
  const changes = fixAll([before.project], before.document, {});
  if (changes.length === 0) return [];
  const after = changed(before, changes);
  const again = fixAll([after.project], after.document, {});
  const isSound = errorsIn(before).length === 0;
  return [
    ...(again.length > 0 ? [`${sample.id}: not at rest`] : []),
    ...(isSound && errorsIn(after).length > 0 ? [`${sample.id}: errors where there were none`] : []),
    ...(isSound && !MEANT.has(sample.id) && meaning(before) !== meaning(after)
      ? [`${sample.id}: means something else`]
      : []),
  ];
}

/** Where the text has no effect, such as `type` of a link, but its intention is obvious. */
const MEANT: ReadonlySet<string> = new Set(['keywords/unchecked.yml']);

function meaning({ project }: Opened): string {
  return JSON.stringify(loose(canonical(withoutHandlers(resolvePipeline(project).merged))));
}

/**
 * Handlers are left out: their syntax is only proposed, and fixes of their spelling do not change what Kubernetes gets.
 */
function withoutHandlers(value: Value): Value {
  if (value.kind !== 'map') return value;
  const kept = [...value.members].filter(([name]) => name !== HOOK);
  return {
    ...value,
    members: new Map(kept.map(([name, one]) => [name, { ...one, value: withoutHandlers(one.value) }])),
  };
}

const HOOK = 'pre_stop_k8s_container_handler';

/** Wherever a fix puts a number in quotes, GitLab treats the number and the string alike. */
function loose(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(loose);
  if (value === null || typeof value !== 'object') return numeric(String(value));
  if ('$float' in value) return numeric(String(value.$float));
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, loose(one)]));
}

function numeric(text: string): string {
  return /^-?[0-9.]+$/.test(text) ? String(Number(text)) : text;
}
