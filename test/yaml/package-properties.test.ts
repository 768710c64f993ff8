/**
 * A second opinion on our reader: the `yaml` package reads the same trees, except for the listed kinds of differences.
 */
import { expect, test } from 'vitest';
import { parse } from '../../server/src/yaml/document/document.ts';
import { cutPieces } from '../../server/src/yaml/document/pieces.ts';
import { allFixtures } from '../fixture-files.ts';
import { realFiles, realText } from '../real-files.ts';
import { KINDS, kindsOf } from './package-differences.ts';
import { conformanceCases } from './random.ts';
import { RECORDED, UNCHANGED } from './recorded.ts';
import { outcomeOf } from './tree-picture.ts';
import { packageOutcomeOf } from './yaml-package.ts';

/** The kinds that were found; every listed one must be. */
const met = new Set<(typeof KINDS)[number]>();

test.skipIf(realFiles.length === 0)('real files are read without any difference', () => {
  const texts = realFiles.flatMap(file => piecesOf(realText(file)));
  expect(texts.length).toBeGreaterThan(400);
  expect(texts.filter(text => differs(text))).toEqual([]);
});

test('fixtures', () => {
  const texts = allFixtures().flatMap(({ text }) => blocksOf(text));
  expect(texts.filter(isUnexplained)).toEqual([]);
});

test('what GitLab was asked about', () => {
  const texts = new Set(conformanceCases('config').flatMap(({ yaml }) => piecesOf(yaml)));
  expect([...texts].filter(isUnexplained)).toEqual([]);
});

test('2,000 seeded edits', () => {
  const edited = RECORDED.slice(UNCHANGED).map(([text]) => text);
  expect(edited).toHaveLength(2000);
  expect(edited.filter(isUnexplained)).toEqual([]);
});

test('every kind of difference is one that is met', () => {
  expect(KINDS.filter(kind => !met.has(kind)).map(({ why }) => why)).toEqual([]);
});

function differs(text: string): boolean {
  return kindsOf(text, outcomeOf(text), packageOutcomeOf(text)) !== undefined;
}

function isUnexplained(text: string): boolean {
  const kinds = kindsOf(text, outcomeOf(text), packageOutcomeOf(text));
  for (const kind of kinds ?? []) met.add(kind);
  return kinds?.length === 0;
}

function piecesOf(text: string): readonly string[] {
  return cutPieces(text).map(({ start, end }) => text.slice(start, end));
}

function blocksOf(text: string): readonly string[] {
  return parse('', text).pieces.flatMap(({ entries }) => entries.map(({ block }) => block.text));
}
