/** A document after many edits has the same problems and symbols as a fresh one. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { projectOf, withDocument, type Project } from '../../server/src/ci/project.ts';
import { diagnose } from '../../server/src/features/diagnostics.ts';
import { symbols } from '../../server/src/features/symbols.ts';
import { locate, parse, update } from '../../server/src/yaml/document/document.ts';
import type { SourceDocument } from '../../server/src/yaml/tree.ts';
import { withoutFailure } from './failures.ts';
import { PATIENCE, tryFor } from './rounds.ts';
import { anyText, changeOf, edit } from './texts.ts';

const URI = 'file:///project/.gitlab-ci.yml';

test('edits leave what a fresh reading says', { timeout: PATIENCE }, () => {
  tryFor(
    fc.property(anyText, fc.array(edit, { minLength: 1, maxLength: 5 }), (start, edits) => {
      withoutFailure(() => {
        let document = parse(URI, start);
        let project = projectOf(document);
        told(project, document);
        for (const one of edits) {
          document = update(document, [changeOf(document.text, one)]);
          project = withDocument(project, document);
          const fresh = parse(URI, document.text);
          expect(told(project, document), document.text).toEqual(told(projectOf(fresh), fresh));
        }
      });
    }),
  );
});

function told(project: Project, document: SourceDocument): unknown {
  const problems = diagnose(project, document, {}).map(({ code, severity, message, at }) =>
    [code, severity, message, JSON.stringify(locate(document, at))].join(' '),
  );
  return { problems: problems.toSorted(), symbols: symbols(project, document) };
}
