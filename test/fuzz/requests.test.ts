/**
 * Every request at random places of random texts, between edits: all are answered, with ranges inside the text and
 * nothing in the log.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linesOf } from '../../server/src/text/lines.ts';
import { applyChanges } from '../../server/src/text/span.ts';
import { askAll, EVERY, isInside, rangesIn } from '../lsp/asking.ts';
import { ABLE, openText, start } from '../lsp/connect.ts';
import { PATIENCE, tryLater } from './rounds.ts';
import { changeOf, edit, offsetOf, place, text, type Edit } from './texts.ts';

const URI = 'file:///ws/.gitlab-ci.yml';

test('requests between edits', { timeout: PATIENCE }, async () => {
  await tryLater(
    fc.asyncProperty(
      text,
      fc.array(fc.tuple(edit, fc.array(place, { maxLength: 2 })), { minLength: 1, maxLength: 3 }),
      conversation,
    ),
  );
});

async function conversation(first: string, steps: readonly [Edit, readonly number[]][]): Promise<void> {
  const server = await start({ capabilities: ABLE });
  const { client, logged, exits } = server;
  try {
    let current = first;
    let version = 1;
    await openText(server, URI, first);
    for (const [one, places] of steps) {
      const change = changeOf(current, one);
      const lines = linesOf(current);
      const range = { start: lines.positionAt(change.span.start), end: lines.positionAt(change.span.end) };
      // positions of the protocol are never inside a surrogate pair or between CR and LF
      const span = { start: lines.offsetAt(range.start), end: lines.offsetAt(range.end) };
      await client.sendNotification('textDocument/didChange', {
        textDocument: { uri: URI, version: ++version },
        contentChanges: [{ range, text: change.text }],
      });
      current = applyChanges(current, [{ span, text: change.text }]);
      const changed = linesOf(current);
      for (const at of places) {
        const answers = await askAll(server, URI, changed.positionAt(offsetOf(current.length, at)), EVERY);
        expect(rangesIn(answers).filter(found => !isInside(changed, found))).toEqual([]);
      }
    }
    await server.settled();
    expect({ logged, exits }).toEqual({ logged: [], exits: [] });
  } finally {
    server.stop();
  }
}
