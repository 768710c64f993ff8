/**
 * Every request at random places of random texts, and outside of them, between edits: all are answered, with ranges
 * inside the text and nothing in the log.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linesOf } from '../../server/src/text/lines.ts';
import { askAll, EVERY, isInside, rangesIn } from '../lsp/asking.ts';
import { ABLE, start } from '../lsp/connect.ts';
import { OpenTexts } from './open-texts.ts';
import { PATIENCE, tryLater } from './rounds.ts';
import { sentEdits, type SentEdit } from './sent.ts';
import { anyText, offsetOf, place } from './texts.ts';

const PATH = '.gitlab-ci.yml';

/** A place of the text, or one that it does not have. */
const asked = fc.oneof({ weight: 6, arbitrary: place }, fc.constantFrom('outside' as const));

test('requests between edits', { timeout: PATIENCE }, async () => {
  await tryLater(
    fc.asyncProperty(
      anyText,
      fc.array(fc.tuple(sentEdits, fc.array(asked, { maxLength: 2 })), { minLength: 1, maxLength: 3 }),
      conversation,
    ),
  );
});

type Steps = readonly (readonly [readonly SentEdit[], readonly (number | 'outside')[]])[];

async function conversation(first: string, steps: Steps): Promise<void> {
  const server = await start({ capabilities: ABLE });
  const { client, logged, exits } = server;
  const texts = new OpenTexts(client);
  try {
    await texts.open(PATH, first);
    for (const [edits, places] of steps) {
      await texts.edit(PATH, edits);
      const { uri = '', text = '' } = texts.at(PATH) ?? {};
      const lines = linesOf(text);
      for (const at of places) {
        const position = at === 'outside' ? OUTSIDE : lines.positionAt(offsetOf(text.length, at));
        const answers = await askAll(server, uri, position, EVERY);
        expect(rangesIn(answers).filter(found => !isInside(lines, found))).toEqual([]);
      }
    }
    await server.settled();
    expect({ logged, exits }).toEqual({ logged: [], exits: [] });
  } finally {
    server.stop();
  }
}

const OUTSIDE = { line: 1_000_000, character: 1_000_000 };
