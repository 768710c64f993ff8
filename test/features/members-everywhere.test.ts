/**
 * The entries of a root in brackets as blocks of their own give the same answers as all of the root in one block, over
 * the cases with answers of GitLab and all fixtures, written as JSON.
 */
import { describe, expect, it } from 'vitest';
import { projectOf, type Project } from '../../server/src/ci/project.ts';
import { complete } from '../../server/src/features/completion.ts';
import { definition } from '../../server/src/features/definition.ts';
import { diagnose } from '../../server/src/features/diagnostics.ts';
import { folds } from '../../server/src/features/folding.ts';
import { hover } from '../../server/src/features/hover.ts';
import { links } from '../../server/src/features/links.ts';
import { selections } from '../../server/src/features/selection.ts';
import { suppress } from '../../server/src/features/suppression.ts';
import { symbols } from '../../server/src/features/symbols.ts';
import { tokens } from '../../server/src/features/tokens.ts';
import { applyChanges, shift } from '../../server/src/text/span.ts';
import { possible } from '../../server/src/text/fix.ts';
import { cursorAt } from '../../server/src/yaml/cursor/cursor.ts';
import { locate, parse } from '../../server/src/yaml/document/document.ts';
import type { SourceDocument } from '../../server/src/yaml/tree.ts';
import { sample } from '../../scripts/sample.mjs';
import { changesIn } from '../check.ts';
import { fixtureTexts } from '../fixture-files.ts';
import { asJson, asOneBlock } from '../yaml/as-json.ts';
import { conformanceCases } from '../yaml/random.ts';

const URI = 'file:///project/.gitlab-ci.yml';
const DAYS = 12;

const texts = [...conformanceCases('config').map(({ yaml }) => yaml), ...fixtureTexts()]
  .flatMap(yaml => asJson(yaml) ?? [])
  // in one block, a header cannot be told from the jobs behind it
  .filter(text => text.length < 4000 && !text.includes('"spec"'));

describe('entries of a root in brackets', { timeout: 600_000 }, () => {
  const samples = sample(texts, DAYS);

  it('are blocks', () => {
    expect(samples.filter(text => parse(URI, text).pieces[0]?.entries.length === 1)).toEqual([]);
  });

  it.each([
    ['problems and their fixes', problemsOf],
    ['symbols, folding ranges, colours and links', shownOf],
    ['selections', (_: Project, document: SourceDocument) => everywhere(document, at => selections(document, at))],
    ['cursors', (_: Project, document: SourceDocument) => everywhere(document, at => cursorOf(document, at))],
    [
      'completion',
      (project: Project, document: SourceDocument) => everywhere(document, at => offered(project, document, at)),
    ],
    [
      'hover and definition',
      (project: Project, document: SourceDocument) => everywhere(document, at => told(project, document, at)),
    ],
  ])('have the same %s', (_, answer) => {
    for (const text of samples) {
      const cut = parse(URI, text);
      const whole = asOneBlock(cut);
      expect(answer(projectOf(cut), cut), text).toEqual(answer(projectOf(whole), whole));
    }
  });
});

function everywhere(document: SourceDocument, answer: (offset: number) => unknown): readonly unknown[] {
  const step = Math.max(1, Math.floor(document.text.length / 150));
  const offsets = Array.from({ length: Math.ceil(document.text.length / step) }, (_, index) => index * step);
  return offsets.map(offset => [offset, answer(offset)]);
}

function problemsOf(project: Project, document: SourceDocument): unknown {
  const found = diagnose(project, document, {}).map(problem => {
    const at = locate(document, problem.at);
    const fixes = possible(problem.fixes).map(fix => [fix.title, applied(document, fix.edits)]);
    const suppressed = (['next-line', 'file'] as const).map(scope =>
      applied(document, suppress(document, problem, scope)),
    );
    return { code: problem.code, message: problem.message, severity: problem.severity, at, fixes, suppressed };
  });
  return found.toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
}

function applied(document: SourceDocument, edits: Parameters<typeof changesIn>[1]): string {
  return applyChanges(document.text, changesIn(document, edits));
}

function shownOf(project: Project, document: SourceDocument): unknown {
  return {
    // details tell where something comes from if it is in another block
    symbols: symbols(project, document).map(({ detail: _detail, ...symbol }) => symbol),
    folds: folds(document),
    links: links([project], document),
    colours: tokens(document).flatMap(({ start, of: { tokens: all } }) =>
      all.map(one => ({ ...one, span: shift(start, one.span) })),
    ),
  };
}

function cursorOf(document: SourceDocument, offset: number): unknown {
  const { body, siblings, ...cursor } = cursorAt(document, offset);
  const names = siblings
    .map(({ name, key }) => [key.start, name])
    .toSorted(([a = 0], [b = 0]) => Number(a) - Number(b));
  return { ...cursor, siblings: cursor.slot === 'key' ? names : [], body: body?.span };
}

function offered(project: Project, document: SourceDocument, offset: number): unknown {
  return complete(project, document, offset, { snippets: true, projects: [project], predefined: 'off' }).map(
    ({ label, edit, also }) => [label, edit, also],
  );
}

/** Without the words of hovers: they tell where something comes from if it is in another block. */
function told(project: Project, document: SourceDocument, offset: number): unknown {
  return [hover(project, document, offset)?.span, definition([project], document, offset)];
}
