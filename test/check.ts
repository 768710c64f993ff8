/** Checks features against fixtures: the only place in the tests that calls `diagnose`. */
import { expect } from 'vitest';
import { wantedOf } from '../server/src/ci/load-project.ts';
import { byPath, matcherOf } from '../server/src/ci/path-pattern.ts';
import { projectOf, withDocument, type Project } from '../server/src/ci/project.ts';
import { readRunnerConfig } from '../server/src/runner-config/read.ts';
import { runnerConfigProblems, soundConfigFixes } from '../server/src/features/runner-config/problems.ts';
import { diagnose, type DiagnosticOptions } from '../server/src/features/diagnostics.ts';
import { soundFixes } from '../server/src/features/sound.ts';
import { codeInfo } from '../server/src/codes/codes.ts';
import { linesOf, type Lines } from '../server/src/text/lines.ts';
import { possible } from '../server/src/text/fix.ts';
import type { Fix, Problem } from '../server/src/text/problem.ts';
import { applyChanges, type Span, type TextChange } from '../server/src/text/span.ts';
import { changedBy, locate, parse } from '../server/src/yaml/document/document.ts';
import type { SourceDocument } from '../server/src/yaml/tree.ts';
import { drawExpected, readFixture, type Expected, type Fixture, type FixtureFile } from './fixture.ts';

const FOLDER = 'file:///project/';
const MESSAGE_WIDTH = 72;

/** A project with these files as the whole repository; the pipeline starts in the first one. */
export function projectFrom(files: readonly { readonly name: string; readonly text: string }[]): Project {
  const documents = files.map(({ name, text }) => parse(FOLDER + name, text));
  const [first] = documents;
  if (!first) throw new Error('a project needs a file');
  const project = { ...projectOf(first), folder: FOLDER, documents: new Map(documents.map(one => [one.uri, one])) };
  return answered(
    project,
    files.map(({ name }) => name),
  );
}

/** The project after everything that its includes ask for was read. */
function answered(project: Project, names: readonly string[]): Project {
  const [wanted] = wantedOf(project);
  if (!wanted) return project;
  if (wanted.kind === 'file')
    return answered({ ...project, failures: new Map(project.failures).set(wanted.uri, { failed: 'missing' }) }, names);
  const paths = names.filter(matcherOf(wanted.pattern)).toSorted(byPath);
  return answered({ ...project, matches: new Map(project.matches).set(wanted.pattern, paths) }, names);
}

/** The problems of one text, in a repository of which nothing else was read. */
export function problemsOf(text: string, options: DiagnosticOptions = {}): readonly Problem[] {
  const document = parse(`${FOLDER}.gitlab-ci.yml`, text);
  return diagnose(projectOf(document), document, options);
}

/** The problems of the first file of a fixture. */
export function problemsIn(fixture: string, options: DiagnosticOptions = {}): readonly Problem[] {
  return examine(readFixture(fixture), options).problems;
}

/**
 * A fixture as a project, with the problems of its first file. Finding these takes most of the time, so it is done
 * once.
 */
export interface Examined {
  readonly fixture: Fixture;
  readonly project: Project;
  readonly document: SourceDocument;
  readonly problems: readonly Problem[];
  readonly options: DiagnosticOptions;
}

export function examine(fixture: Fixture, options: DiagnosticOptions = {}): Examined {
  const project = projectFrom(fixture.files);
  const document = documentOf(project, fixture.files[0]?.name ?? '');
  return { fixture, project, document, problems: judged(project, document, options), options };
}

/** The problems of a CI file or of a runner's `config.toml`. */
function judged(project: Project, document: SourceDocument, options: DiagnosticOptions): readonly Problem[] {
  const { uri, text } = document;
  return isToml(document)
    ? runnerConfigProblems(readRunnerConfig(uri, text), options)
    : diagnose(project, document, options);
}

function isToml({ uri }: SourceDocument): boolean {
  return uri.endsWith('.toml');
}

/** The document of that name in a project made by `projectFrom`. */
export function documentOf(project: Project, name: string): SourceDocument {
  const document = project.documents.get(FOLDER + name);
  if (!document) throw new Error(`no file ${name}`);
  return document;
}

/**
 * Compares all problems of a fixture with its carets, and the results of its fixes with the texts that the fixture
 * shows.
 */
export function checkProblems(fixture: string, options: DiagnosticOptions = {}): void {
  expect(drawFixture(fixture, options)).toBe(fixture);
}

/** The fixture with the actual problems and fixes; equal to the given one if everything is as expected. */
export function drawFixture(text: string, options: DiagnosticOptions = {}): string {
  return drawExamined(text, examine(readFixture(text), options));
}

/** Draws a fixture that has been examined. */
export function drawExamined(text: string, examined: Examined): string {
  const headed = text.startsWith('-- ');
  const files = examined.fixture.files.map(
    (file, index) => (headed || index > 0 ? `-- ${file.name} --\n` : '') + drawFile(examined, file, index),
  );
  return [...files, ...drawFixes(examined)].join('');
}

/** Applies the first fix of that title and compares the text; the problem must be gone without a new one. */
export function checkFix(before: string, title: string, after: string, options: DiagnosticOptions = {}): void {
  const found = fixesOf(readFixture(before), options).find(({ fix }) => fix.title === title);
  expect(found?.text ?? `no fix "${title}"`).toBe(after);
  if (found) checkMended(found);
}

/** Every fix of every problem in the first file of a fixture, applied alone. */
export function fixesOf(fixture: Fixture, options: DiagnosticOptions = {}): readonly AppliedFix[] {
  return fixesOfExamined(examine(fixture, options));
}

export function fixesOfExamined({ project, document, problems, options }: Examined): readonly AppliedFix[] {
  const offered = isToml(document)
    ? soundConfigFixes(readRunnerConfig(document.uri, document.text))
    : soundFixes([project], document);
  return problems.flatMap(problem =>
    offered(problem, possible(problem.fixes)).map(fix => {
      const other = changedBy(document, changesIn(document, fix.edits));
      const after = judged(withDocument(project, other), other, options);
      return { problem, fix, before: problems, text: other.text, after };
    }),
  );
}

export interface AppliedFix {
  readonly problem: Problem;
  readonly fix: Fix;
  readonly before: readonly Problem[];
  readonly text: string;
  readonly after: readonly Problem[];
}

/** Fails unless the fix removed its problem without a new one. */
export function checkMended({ problem, fix, before, after, text }: AppliedFix): void {
  // Once a text can be parsed again, more problems are found; and two pipelines are a problem only if no rule follows
  // the one that creates them.
  const hid = (code: string): boolean =>
    problem.code === 'yaml-syntax' ? code !== problem.code : problem.code === 'unreached-rule' && code === UNCOVERED;
  const judged = after.filter(({ code }) => !hid(code));
  const surplus = remaining(judged, before).map(({ code, message }) => `${code}: ${message}`);
  expect(surplus, `"${fix.title}" brings new problems in:\n${text}`).toEqual([]);
  const count = (problems: readonly Problem[]): number => problems.filter(({ code }) => code === problem.code).length;
  expect(count(after), `"${fix.title}" leaves ${problem.code} in:\n${text}`).toBeLessThan(count(before));
}

const UNCOVERED = 'several-pipelines';

/** The problems of the first list that have no counterpart in the second. */
function remaining(problems: readonly Problem[], partners: readonly Problem[]): readonly Problem[] {
  const free = [...partners];
  return problems.filter(problem => {
    const at = free.findIndex(partner => partner.code === problem.code && partner.severity === problem.severity);
    if (at >= 0) free.splice(at, 1);
    return at < 0;
  });
}

/** The text of the document after a fix; edits of other files are ignored. */
export function applyFix(document: SourceDocument, fix: Fix): string {
  return applyChanges(document.text, changesIn(document, fix.edits));
}

/** The edits whose places still exist in the document. */
export function changesIn(document: SourceDocument, edits: Fix['edits']): readonly TextChange[] {
  return edits.flatMap(({ at, text }) => {
    const span = locate(document, at);
    return span ? [{ span, text }] : [];
  });
}

function drawFixes({ fixture, document, problems }: Examined): readonly string[] {
  const offered = problems.flatMap(({ fixes }) => possible(fixes));
  return fixture.fixes.map(({ title }) => {
    const fix = offered.find(candidate => candidate.title === title);
    return `-- fix: ${title} --\n${fix ? applyFix(document, fix) : `no fix "${title}"`}`;
  });
}

function drawFile({ project, problems, options }: Examined, file: FixtureFile, index: number): string {
  const document = documentOf(project, file.name);
  const lines = linesOf(file.text);
  const found = index === 0 ? problems : judged(project, document, options);
  const drawn = found.map(problem => expectationOf(document, lines, problem));
  return file.text
    .split('\n')
    .flatMap((line, at) => [line, ...drawLine(drawn, file.expected, at)])
    .join('\n');
}

function drawLine(drawn: readonly Expected[], expected: readonly Expected[], index: number): readonly string[] {
  return drawn.filter(({ line }) => line === index).map(actual => drawExpected(worded(actual, expected)));
}

/** Keeps the message that the fixture shows if the actual one begins with it. */
function worded(actual: Expected, expected: readonly Expected[]): Expected {
  const same = expected.find(
    one =>
      one.line === actual.line &&
      one.start === actual.start &&
      one.mark === actual.mark &&
      one.label === actual.label &&
      begins(actual.message, one.message),
  );
  return { ...actual, message: same ? same.message : shortened(actual.message) };
}

function begins(message: string, beginning: string): boolean {
  return beginning.endsWith('…') ? message.startsWith(beginning.slice(0, -1)) : message === beginning;
}

function shortened(message: string): string {
  if (message.length <= MESSAGE_WIDTH) return message;
  const cut = message.lastIndexOf(' ', MESSAGE_WIDTH);
  return `${message.slice(0, cut > 0 ? cut : MESSAGE_WIDTH)}…`;
}

function expectationOf(document: SourceDocument, lines: Lines, problem: Problem): Expected {
  const span = locate(document, problem.at);
  if (!span) throw new Error(`${problem.code} has no place in ${document.uri}`);
  const { line, character } = lines.positionAt(span.start);
  const usual = codeInfo(problem.code).severity === problem.severity;
  return {
    line,
    start: character,
    mark: markOf(span, lines),
    label: usual ? problem.code : `${problem.code} (${problem.severity})`,
    message: problem.message.replaceAll('\n', '⏎'),
  };
}

function markOf(span: Span, lines: Lines): string {
  if (span.start === span.end) return '|';
  const { line, character } = lines.positionAt(span.start);
  const end = lines.positionAt(span.end);
  if (end.line === line) return '^'.repeat(end.character - character);
  const width = lines.positionAt(lines.startOf(line + 1) - 1).character - character;
  return `${'^'.repeat(Math.max(1, width))}…`;
}
