/** Facts that are gathered by groups of blocks are the same as those of all blocks, after any edits. */
import { describe, expect, it } from 'vitest';
import { projectOf } from '../../server/src/ci/project.ts';
import { blocksWith, gathered, repeating } from '../../server/src/rules/engine/gathered.ts';
import { contextOf, type BlockContext, type Blocks } from '../../server/src/rules/engine/rule.ts';
import { parse, update } from '../../server/src/yaml/document/document.ts';
import type { SourceDocument } from '../../server/src/yaml/tree.ts';

const JOBS = 500;
const TEXT = Array.from({ length: JOBS }, (_, index) => `job-${index}:\n  script: make ${index}\n`).join('');

/** Edits: keys in one job, new jobs and removed jobs, at the same place and elsewhere. */
const EDITS: readonly (readonly [before: string, after: string])[] = [
  ['make 250', 'make x250'],
  ['make x250', 'make xx250'],
  ['job-0:', 'new:\n  script: a\njob-0:'],
  ['job-100:', 'other:\n  script: b\nmore:\n  script: c\njob-100:'],
  ['job-300:\n  script: make 300\n', ''],
  ['job-499:\n  script: make 499\n', ''],
  ['make 498', 'make x'],
];

function blocksOf(document: SourceDocument): Blocks {
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
      const all = blocks.all();
      const inText = document.pieces.flatMap(({ entries }) => entries.map(({ block }) => block));
      expect(all.map(({ block }) => block)).toEqual(inText);
      expect(facts(blocks)).toEqual(all.flatMap(find));
      const expected = all.filter(block => find(block).length > 0);
      expect(isSame(concerned(blocks), expected)).toBe(true);
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

  it('count what is repeated, after every edit', () => {
    const isRepeated = repeating(({ block }) => [block.text.split(':')[0] ?? '']);
    const repetitions: typeof EDITS = [
      ['job-7:', 'job-9:'],
      ['job-100:', 'job-9:'],
      ['job-9:', 'job-x:'],
      ['job-9:', 'job-y:'],
      ...EDITS,
      ['job-4:', 'job-5:'],
    ];
    let document = parse('file:///p/.gitlab-ci.yml', TEXT);
    for (const edit of repetitions) {
      const before = document;
      document = edited(before, edit);
      for (const version of [document, before, document]) {
        const names = blocksOf(version)
          .all()
          .map(({ block }) => block.text.split(':')[0]);
        expect(isRepeated(blocksOf(version))).toBe(new Set(names).size < names.length);
      }
    }
  });
});
