/** Every change that is offered is applied: nothing fails, no text is lost, and YAML has no new faults. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { projectOf } from '../../server/src/ci/project.ts';
import { codeActions } from '../../server/src/features/code-actions.ts';
import { fixAll } from '../../server/src/features/fix-all.ts';
import { complete } from '../../server/src/features/completion.ts';
import { diagnose } from '../../server/src/features/diagnostics.ts';
import { prepareRename, rename } from '../../server/src/features/rename.ts';
import { areApart } from '../../server/src/features/sound.ts';
import { applyChanges, type TextChange } from '../../server/src/text/span.ts';
import { parse } from '../../server/src/yaml/document/document.ts';
import { flawsIn } from '../../server/src/yaml/document/recovered.ts';
import { changesIn } from '../check.ts';
import { checkAccepted } from '../features/accepted.ts';
import { withoutFailure } from './failures.ts';
import { PATIENCE, tryFor } from './rounds.ts';
import { anyText, offsetOf, place, text } from './texts.ts';

const URI = 'file:///project/.gitlab-ci.yml';
const NEW_NAME = 'renamed';

test('fixes', { timeout: PATIENCE }, () => {
  tryFor(
    fc.property(anyText, source =>
      withoutFailure(() => {
        const document = parse(URI, source);
        const projects = [projectOf(document)];
        for (const { title, edits, problem } of codeActions(projects, document, whole(source), {})) {
          const changes = changesIn(document, edits);
          expect(areApart(changes), `${title}: edits are apart`).toBe(true);
          checkRead(source, changes, `${problem.code}: ${title}`);
        }
        checkRead(source, fixAll(projects, document, {}), 'Fix all');
      }),
    ),
  );
});

test('completions', { timeout: PATIENCE }, () => {
  tryFor(
    fc.property(text, place, (source, at) =>
      withoutFailure(() => {
        const document = parse(URI, source);
        const items = complete(projectOf(document), document, offsetOf(source.length, at), { snippets: true });
        // the first ones of each kind, since the items at one place are similar
        const kinds = new Map(items.toReversed().map(item => [item.kind, item]));
        for (const item of kinds.values()) checkAccepted(source, item);
      }),
    ),
  );
});

test('renames', { timeout: PATIENCE }, () => {
  tryFor(
    fc.property(anyText, place, (source, at) =>
      withoutFailure(() => {
        const document = parse(URI, source);
        const projects = [projectOf(document)];
        const offset = offsetOf(source.length, at);
        const prepared = prepareRename(projects, document, offset);
        if (!prepared || 'refused' in prepared) return;
        const name = (prepared.placeholder.startsWith('.') ? '.' : '') + NEW_NAME;
        const result = rename(projects, document, offset, name);
        if (!result || 'refused' in result) return;
        const changes = result.changes.get(URI) ?? [];
        expect(areApart(changes), 'edits are apart').toBe(true);
        const after = checkRead(source, changes, `rename of ${prepared.placeholder}`);
        expect(after.split(NEW_NAME).length - 1, after).toBeGreaterThanOrEqual(changes.length);
      }),
    ),
  );
});

function whole({ length }: string): { start: number; end: number } {
  return { start: 0, end: length };
}

/** The text afterwards; it must have no YAML faults if there were none before. */
function checkRead(source: string, changes: readonly TextChange[], title: string): string {
  const after = applyChanges(source, changes);
  const document = parse(URI, after);
  diagnose(projectOf(document), document, {});
  if (flawsIn(parse(URI, source)).length === 0) expect(flawsIn(document).length, `${title}:\n${after}`).toBe(0);
  return after;
}
