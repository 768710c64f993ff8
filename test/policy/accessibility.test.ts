/** Each claim about accessibility names a test that is there. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../scripts/ready.mjs';

const page = readFileSync(join(root, 'docs/accessibility.md'), 'utf8');
const rows = page.split('\n').filter(line => line.startsWith('| ') && !line.startsWith('| claim'));

test('each claim names a test', () => {
  expect(rows.length).toBeGreaterThan(20);
  expect(rows.filter(row => testsIn(row).length === 0)).toEqual([]);
});

test.each(rows.flatMap(testsIn))('$file has the test "$name"', ({ file, name }) => {
  const text = readFileSync(join(root, file), 'utf8');
  const quoted = name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  expect(text).toMatch(new RegExp(`(?:test|it)(?:\\.each\\([^]*?\\))?\\(\\s*(['"\`])${quoted}\\1`));
});

test('each picture has a description', () => {
  const { contributes } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly contributes: { readonly walkthroughs: readonly { readonly steps: readonly { media: object }[] }[] };
  };
  const words = JSON.parse(readFileSync(join(root, 'package.nls.json'), 'utf8')) as Readonly<Record<string, string>>;
  const media = contributes.walkthroughs.flatMap(({ steps }) => steps.map(step => step.media));
  expect(media).toHaveLength(4);
  for (const picture of media as readonly { readonly altText: string }[])
    expect(words[picture.altText.slice(1, -1)]?.length).toBeGreaterThan(40);
});

function testsIn(row: string): readonly { readonly file: string; readonly name: string }[] {
  return Array.from(row.matchAll(/`(test\/[\w/.-]+\.ts)`: "([^"]+)"/g), ([, file = '', name = '']) => ({ file, name }));
}
