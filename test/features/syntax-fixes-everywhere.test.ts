/**
 * Fixes of text that cannot be parsed, in every fixture and case and after random typing mistakes: none damages the
 * file.
 */
import { describe, expect, it } from 'vitest';
import { withDocument, type Project } from '../../server/src/ci/project.ts';
import { codeInfo } from '../../server/src/codes/codes.ts';
import { codeActions, type CodeAction } from '../../server/src/features/code-actions.ts';
import { fixAll } from '../../server/src/features/fix-all.ts';
import { diagnose } from '../../server/src/features/diagnostics.ts';
import { canonical } from '../../server/src/features/refactor/outcome.ts';
import { applyChanges, type TextChange } from '../../server/src/text/span.ts';
import { entryAt, locate, parse } from '../../server/src/yaml/document/document.ts';
import { flawsIn, recovered } from '../../server/src/yaml/document/recovered.ts';
import { loadDocument } from '../../server/src/yaml/load/load.ts';
import type { Block, Entry, SourceDocument } from '../../server/src/yaml/tree.ts';
import { sample, seed } from '../../scripts/sample.mjs';
import { mutated, randomFrom } from '../broken-text.ts';
import { changesIn, documentOf, projectFrom } from '../check.ts';
import { allFixtures } from '../fixture-files.ts';
import { readFixture } from '../fixture.ts';
import { casesOf, type Case } from './cases.ts';

const NAME = '.gitlab-ci.yml';

/** The number of days in which all of them are tried; each time they are broken in another way. */
const DAYS = 60;
/** More often, since there are few fixtures and they are full of mistakes. */
const DAYS_OF_FIXTURES = 8;
/** The text itself, and that many broken versions of it. */
const TRIES = 4;

const fixtures = allFixtures().map(({ name, text }): Case => ({ id: name, files: readFixture(text).files }));

describe.each([
  ['config', sample(casesOf('config'), DAYS)],
  ['include', sample(casesOf('include'), DAYS)],
  ['accept', sample(casesOf('accept'), DAYS)],
  ['fixtures', sample(fixtures, DAYS_OF_FIXTURES)],
])('%s', { timeout: 600_000 }, (_, samples) => {
  it('mends a flaw and brings no error', () => {
    const random = randomFrom(seed);
    expect(samples.flatMap(one => variants(one, random)).flatMap(faultsOf)).toEqual([]);
  });
});

function variants({ id, files }: Case, random: () => number): readonly Case[] {
  const [first, ...others] = files;
  if (!first) return [];
  const broken = Array.from({ length: TRIES }, (__, index) => {
    const text = mutated(first.text, 1 + (index % 2), random);
    return { id: `${id}, broken for the ${index + 1}. time`, files: [{ name: first.name, text }, ...others] };
  });
  return [{ id, files }, ...broken];
}

/** Describes what is wrong with the fixes of a text that cannot be parsed. */
function faultsOf({ id, files }: Case): readonly string[] {
  const project = projectFrom(files);
  const document = documentOf(project, files[0]?.name ?? NAME);
  const flaws = flawsIn(document).length;
  if (flaws === 0) return [];
  const actions = diagnose(project, document, {})
    .filter(({ code }) => codeInfo(code).breaksReading)
    .flatMap(({ at }) => {
      const span = locate(document, at);
      return span ? codeActions([project], document, span, {}) : [];
    })
    .filter(({ problem, title }) => codeInfo(problem.code).breaksReading && !title.startsWith('Disable '));
  const faults = actions.flatMap(action =>
    faultsAfter(project, document, action).map(fault => `${action.title}: ${fault}`),
  );
  const after = afterChanges(document, fixAll([project], document, {}));
  const more = errorsOf(project, after).length - errorsOf(project, document).length;
  const worse = more > 0 ? [`all fixes: bring ${more} errors`] : [];
  return [...faults, ...worse].map(fault => `${id}: ${fault}, in\n${document.text}`);
}

function faultsAfter(project: Project, document: SourceDocument, { edits, problem }: CodeAction): readonly string[] {
  const changes = changesIn(document, edits);
  const after = afterChanges(document, changes);
  const isConflict = problem.code === 'conflict-markers';
  return [
    ...(changes.length === edits.length ? [] : ['an edit has no place']),
    ...(isConflict || flawsIn(after).length < flawsIn(document).length ? [] : ['mends nothing']),
    ...newErrors(project, document, after).map(code => `brings ${code}`),
    ...(changes.every(change => isWithinOneEntry(document, change)) ? [] : ['changes another entry']),
    ...changedElsewhere(document, after, changes).map(name => `changes what ${name} means`),
  ];
}

function afterChanges(document: SourceDocument, changes: readonly TextChange[]): SourceDocument {
  return parse(document.uri, applyChanges(document.text, changes));
}

/** The codes of the errors of a file, including those that its syntax errors hide. */
function errorsOf(project: Project, document: SourceDocument): readonly string[] {
  const readable = recovered(document);
  const problems = diagnose(withDocument(project, readable), readable, {});
  return problems.flatMap(({ severity, code }) => (severity === 'error' ? [code] : []));
}

function newErrors(project: Project, before: SourceDocument, after: SourceDocument): readonly string[] {
  const free = [...errorsOf(project, before)];
  return errorsOf(project, after).filter(code => {
    const at = free.indexOf(code);
    if (at >= 0) free.splice(at, 1);
    return at < 0;
  });
}

function isWithinOneEntry(document: SourceDocument, { span }: TextChange): boolean {
  const [first, last] = [span.start, Math.max(span.start, span.end - 1)].map(at => entryAt(document, at)?.entry.start);
  return first === last;
}

/**
 * Entries that the fix does not touch but that resolve to something else after it; lines of a list in column 0 belong
 * to the entry above.
 */
function changedElsewhere(
  before: SourceDocument,
  after: SourceDocument,
  changes: readonly TextChange[],
): readonly string[] {
  const touched = new Set(changes.map(({ span }) => entryAt(before, span.start)?.entry.block.text));
  const isAnchored = [...touched].some(text => text?.includes('&'));
  const values = loadDocument(recovered(after)).content.members;
  return [...loadDocument(recovered(before)).content.members].flatMap(([name, { key, value }]) => {
    const entry = entryAt(before, locate(recovered(before), key)?.start ?? 0)?.entry;
    if (!entry || touched.has(entry.block.text) || touched.has(blockBelow(before, entry)?.text ?? '')) return [];
    if (isAnchored && entry.block.text.includes('*')) return []; // it may contain what the fix changed
    const now = values.get(name);
    const isSame = now && JSON.stringify(canonical(now.value)) === JSON.stringify(canonical(value));
    return isSame ? [] : [name];
  });
}

function blockBelow({ pieces }: SourceDocument, entry: Entry): Block | undefined {
  const entries = pieces.flatMap(piece => piece.entries);
  return entries[entries.findIndex(({ start }) => start === entry.start) + 1]?.block;
}
