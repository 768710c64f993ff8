/** Completion at every key and value of every fixture: each item, at each kind of place, inserts what it promises. */
import { describe, expect, test } from 'vitest';
import { complete, type Completion } from '../../server/src/features/completion.ts';
import type { Node, SourceDocument } from '../../server/src/yaml/tree.ts';
import { cursorAt } from '../../server/src/yaml/cursor/cursor.ts';
import { isWhole, sample } from '../../scripts/sample.mjs';
import { documentOf, projectFrom } from '../check.ts';
import { allFixtures } from '../fixture-files.ts';
import { readFixture } from '../fixture.ts';
import { CLIENTS, inserted, meant } from '../lsp/inserting-client.ts';
import { checkAccepted } from './accepted.ts';

const CASES = allFixtures().flatMap(({ name, text }) => {
  const { files } = readFixture(text);
  return files.map(file => ({ name: `${name} ${file.name}`, files, file }));
});

/** The number of days in which all fixtures are tried. */
const DAYS = 7;

/** What has been tried: trying the same text at the same kind of place again would be useless. */
const TRIED = new Set<string>();

describe('at every key and value', () => {
  test.each(sample(CASES, DAYS))('$name', ({ files, file }) => {
    const project = projectFrom(files);
    const document = documentOf(project, file.name);
    for (const offset of placesOf(document)) {
      const items = complete(project, document, offset, { snippets: true });
      expect(twice(items), `offered twice at ${offset}`).toEqual([]);
      for (const item of items) {
        if (!isNew(document, offset, item)) continue;
        checkAccepted(file.text, item);
        for (const client of Object.values(CLIENTS))
          expect(inserted(file.text, item, client)).toBe(meant(file.text, item, client));
      }
    }
  });

  test('was tried at many kinds of places', () => expect(TRIED.size).toBeGreaterThan(isWhole ? 2000 : 200));
});

/** The beginning and the end of every key and scalar, and the place after a colon without a value. */
function placesOf({ pieces }: SourceDocument): readonly number[] {
  const inNode = (node: Node | undefined): readonly number[] => {
    if (node?.kind === 'map') return node.pairs.flatMap(({ key, value }) => [...inNode(key), ...inNode(value)]);
    if (node?.kind === 'list') return node.items.flatMap(inNode);
    return node ? [node.span.start, node.span.end] : [];
  };
  const all = pieces.flatMap(({ entries }) =>
    entries.flatMap(({ block, start }) => inNode(block.root).map(offset => offset + start)),
  );
  return [...new Set(all)];
}

function twice(items: readonly Completion[]): readonly string[] {
  // a job can have the name of a key
  const labels = items.map(({ kind, label }) => `${kind} ${label}`);
  return labels.filter((label, index) => labels.indexOf(label) !== index);
}

/** Whether this item has not been tried at this kind of place, regardless of names that authors choose. */
function isNew(document: SourceDocument, offset: number, item: Completion): boolean {
  const { slot, path, bracket, quote, behind, body } = cursorAt(document, offset);
  const kind = path.map((part, index) => (typeof part === 'number' ? '-' : index === 0 ? typeOf(part) : part));
  const id = [slot, ...kind, bracket, quote, behind, body?.node.kind, item.kind, item.label].join(' ');
  if (TRIED.has(id)) return false;
  TRIED.add(id);
  return true;
}

function typeOf(name: string): string {
  return name.startsWith('.') ? '.' : /^(?:default|workflow|include|stages|variables|spec)$/.test(name) ? name : 'job';
}
