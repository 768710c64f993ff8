/**
 * Features give the same answers for an edited document as for a fresh one, and after a rename, over the cases with
 * answers of GitLab.
 */
import { expect, test } from 'vitest';
import { projectOf, withDocument, type Project } from '../../server/src/ci/project.ts';
import { definition } from '../../server/src/features/definition.ts';
import { diagnose } from '../../server/src/features/diagnostics.ts';
import { lenses, resolveLens } from '../../server/src/features/lens.ts';
import { links } from '../../server/src/features/links.ts';
import { prepareRename, rename } from '../../server/src/features/rename.ts';
import { applyChanges } from '../../server/src/text/span.ts';
import { parse, update } from '../../server/src/yaml/document/document.ts';
import { changeOf, conformanceCases, randomOf } from '../yaml/random.ts';

const URI = 'file:///project/.gitlab-ci.yml';
const OPTIONS = { inheritance: 'perHook', origins: true, uses: true } as const;
const HEADER = 'spec:\n  inputs:\n    a:\n      default: x\n---\n';
const TEXTS = [...conformanceCases('config'), ...conformanceCases('include')].map(({ yaml }) => yaml);

test('an entry that is written twice below a header keeps both its places after an edit', () => {
  const text = `${HEADER}job:\n  script: y\nother:\n  script: x\n`;
  const before = projectOf(parse(URI, text));
  lenses([before], parse(URI, text), OPTIONS);
  expectAlike(before, text, text.indexOf('job'), 'other:\n  script: z\n');
});

test('definition, links and lenses of an edited document are those of a fresh one', () => {
  const random = randomOf(20_261_129);
  for (let round = 0; round < 20; round++) {
    const text = (random.below(2) === 0 ? HEADER : '') + random.pick(TEXTS.filter(({ length }) => length < 600));
    let project = projectOf(parse(URI, text));
    answers(project);
    for (let step = 0; step < 4; step++) {
      const now = project.documents.get(URI) ?? parse(URI, text);
      const change = changeOf(now.text, random);
      project = expectAlike(project, now.text, change.span.start, change.text, change.span.end);
    }
  }
}, 60_000);

test('a rename leaves the problems that there were', () => {
  const random = randomOf(9);
  // the table knows no names in an `extends` of a top-level keyword
  const texts = TEXTS.filter(text => !/^(?:image|services|cache): *(?:\n|.*\bextends:)/m.test(text));
  for (let round = 0; round < 40; round++) expectSameProblems(random.pick(texts));
  // nobody has chosen these names
  expectSameProblems('.s:\n  v: *\njob: {script: x}\n');
  expectSameProblems('spec:\n  inputs: {}\n');
}, 60_000);

function expectAlike(before: Project, text: string, start: number, put: string, end = start): Project {
  const known = before.documents.get(URI) ?? parse(URI, text);
  const edited = update(known, [{ span: { start, end }, text: put }]);
  const project = withDocument(before, edited);
  const fresh = projectOf(parse(URI, edited.text));
  expect(answers(project), `answers about:\n${edited.text}`).toEqual(answers(fresh));
  return project;
}

function answers(project: Project): unknown {
  const document = project.documents.get(URI);
  if (!document) return undefined;
  const found = lenses([project], document, OPTIONS);
  return {
    lenses: found.map(lens => [lens, resolveLens([project], document, lens, OPTIONS)]),
    links: links([project], document),
    definitions: Array.from({ length: document.text.length }, (_, offset) => definition([project], document, offset)),
  };
}

function expectSameProblems(text: string): void {
  const document = parse(URI, text);
  const projects = [projectOf(document)];
  for (let offset = 0; offset < text.length; offset += 2) {
    const prepared = prepareRename(projects, document, offset);
    if (!prepared || 'refused' in prepared) continue;
    const name = prepared.placeholder.startsWith('.') ? '.other-name' : 'other-name';
    const result = rename(projects, document, offset, name);
    if (!result || 'refused' in result) continue;
    const after = applyChanges(text, result.changes.get(URI) ?? []);
    expect(codesIn(after), `\`${prepared.placeholder}\` renamed:\n${after}`).toEqual(codesIn(text));
  }
}

function codesIn(text: string): readonly string[] {
  const document = parse(URI, text);
  return diagnose(projectOf(document), document, {})
    .map(({ code, severity }) => `${code} ${severity}`)
    .toSorted();
}
