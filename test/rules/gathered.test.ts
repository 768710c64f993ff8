/** Facts that are gathered from groups of blocks are those of all blocks, whatever was edited in between. */
import { describe, expect, it } from 'vitest';
import { projectOf } from '../../server/src/ci/project.ts';
import { blocksWith, gathered, groupsOf } from '../../server/src/rules/engine/gathered.ts';
import { contextOf, type BlockContext } from '../../server/src/rules/engine/rule.ts';
import { parse, update } from '../../server/src/yaml/document/document.ts';
import type { SourceDocument } from '../../server/src/yaml/tree.ts';

const JOBS = 500;
const TEXT = Array.from({ length: JOBS }, (_, index) => `job-${index}:\n  script: make ${index}\n`).join('');

/** What is put where: keys in one job, new jobs, and jobs that go, at the same place and elsewhere. */
const EDITS: readonly (readonly [before: string, after: string])[] = [
  ['make 250', 'make x250'],
  ['make x250', 'make xx250'],
  ['job-0:', 'new:\n  script: a\njob-0:'],
  ['job-100:', 'other:\n  script: b\nmore:\n  script: c\njob-100:'],
  ['job-300:\n  script: make 300\n', ''],
  ['job-499:\n  script: make 499\n', ''],
  ['make 498', 'make x'],
];

function blocksOf(document: SourceDocument): readonly BlockContext[] {
  return contextOf(projectOf(document), document).blocks;
}

function edited(document: SourceDocument, [before, after]: readonly [string, string]): SourceDocument {
  const start = document.text.indexOf(before);
  return update(document, [{ span: { start, end: start + before.length }, text: after }]);
}

function isSame(some: readonly BlockContext[], others: readonly BlockContext[]): boolean {
  return some.length === others.length && some.every((block, index) => block === others[index]);
}

const find = ({ block }: BlockContext): readonly string[] => (block.text.includes('5') ? block.text.split('\n') : []);

describe('gathered facts', () => {
  it('are those of all blocks in their order, after every edit', () => {
    const facts = gathered(find);
    const concerned = blocksWith(block => find(block).length > 0);
    let document = parse('file:///p/.gitlab-ci.yml', TEXT);
    for (const edit of EDITS) {
      document = edited(document, edit);
      const blocks = blocksOf(document);
      expect(isSame(groupsOf(blocks).flat(), blocks)).toBe(true);
      expect(facts(blocks)).toEqual(blocks.flatMap(find));
      expect(
        isSame(
          concerned(blocks),
          blocks.filter(block => find(block).length > 0),
        ),
      ).toBe(true);
    }
  });

  it('are looked for again only near an edit', () => {
    let asked = 0;
    const facts = gathered(context => {
      asked++;
      return find(context);
    });
    let document = parse('file:///p/.gitlab-ci.yml', TEXT);
    facts(blocksOf(document));
    expect(asked).toBe(JOBS);
    for (const edit of EDITS) {
      document = edited(document, edit);
      asked = 0;
      facts(blocksOf(document));
      expect(asked).toBeLessThan(JOBS / 2);
    }
  });
});
