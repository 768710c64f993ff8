/** The symbols of a document are made once for a version of its pipeline, and again when another file changes. */
import { expect, test } from 'vitest';
import type { DocumentSymbol } from 'vscode-languageserver';
import { projectOf, withDocument } from '../../server/src/ci/project.ts';
import { answerSymbols } from '../../server/src/lsp/outline.ts';
import { EditedLines } from '../../server/src/text/edited-lines.ts';
import { parse } from '../../server/src/yaml/document/document.ts';

const document = parse('file:///ws/.gitlab-ci.yml', 'include: base.yml\na:\n  extends: .base\n  script: x\n');

function symbolsIn(project: ReturnType<typeof projectOf>): readonly DocumentSymbol[] {
  const session: unknown = { abilities: { nestedSymbols: true } };
  const subject: unknown = { project, document, lines: new EditedLines(document.text) };
  return answerSymbols(
    session as Parameters<typeof answerSymbols>[0],
    subject as Parameters<typeof answerSymbols>[1],
  ) as DocumentSymbol[];
}

test('the stage that another file gives a job is the current one', () => {
  const base = (stage: string) => parse('file:///ws/base.yml', `.base:\n  stage: ${stage}\n`);
  const first = withDocument(projectOf(document), base('build'));
  const second = withDocument(first, base('test'));
  const details = [first, second, first].map(project => symbolsIn(project).map(({ detail }) => detail));
  expect(details[0]?.[1]).toBe('stage build from base.yml');
  expect(details[1]?.[1]).toBe('stage test from base.yml');
  expect(details[2]).toEqual(details[0]);
  expect(symbolsIn(first)).toBe(symbolsIn(first));
});
