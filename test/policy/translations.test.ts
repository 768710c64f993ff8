/** That nothing which an editor shows is English only: in the client, on the pages of panels, in the manifest. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { root } from '../../scripts/ready.mjs';
import { bundleOf } from '../translation/pseudo.ts';

const LANGUAGES = ['de', 'ja'];
const english = Object.keys(bundleOf('de'));

describe.each(LANGUAGES)('the translations into %s', language => {
  const bundle = bundleOf(language);
  test('are of the same texts as all others', () => {
    expect(Object.keys(bundle)).toEqual(english);
  });
  test('put everything where it belongs', () => {
    const holes = (text: string): string => [...new Set(text.match(/\{\d+/g))].sort().join();
    const wrong = Object.entries(bundle).filter(([text, said]) => said === '' || holes(text) !== holes(said));
    expect(wrong).toEqual([]);
  });
  test('cover the manifest', () => {
    const all = manifestTexts('');
    const translated = manifestTexts(`.${language}`);
    const missing = Object.entries(all).filter(
      ([key, text]) => !(key in translated) && text !== 'GitLab CI Language Tools',
    );
    expect(missing, `not translated in l10n/manifest.${language}.json`).toEqual([]);
  });
});

function manifestTexts(language: string): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(join(root, `package.nls${language}.json`), 'utf8')) as Record<string, string>;
}

describe('the client', () => {
  const found = stringsIn('client/src');
  test('has no English outside of l10n.t', () => {
    expect(found.filter(({ inCall, text }) => inCall !== 'l10n.t' && isProse(text)).map(shown)).toEqual([]);
  });
  test('only says what has a translation', () => {
    const said = found.filter(({ inCall }) => inCall === 'l10n.t').map(({ text }) => text);
    expect(said.length).toBeGreaterThan(40);
    expect(said.filter(text => !english.includes(text))).toEqual([]);
  });
});

describe('the pages of panels', () => {
  // that they are handed to `say` is tested in a browser
  test('have only texts with a translation', () => {
    const found = stringsIn('client/pages').filter(({ inCall, text }) => inCall !== 'say' && isProse(text));
    expect(found.filter(({ text }) => !english.includes(text)).map(shown)).toEqual([]);
  });
});

interface Found {
  readonly file: string;
  readonly text: string;
  /** The function whose argument it is. */
  readonly inCall: string;
}

/** Two words of ours; markup and names of products are none. */
function isProse(text: string): boolean {
  return (
    /\p{L}{2,} \p{L}{2,}/u.test(text.replaceAll(/GitLab CI(?: Language Tools)?|\S+-src/g, '')) && !text.startsWith('<!')
  );
}

function shown({ file, text }: Found): string {
  return `${file}: ${text}`;
}

/** Every string of the sources, with the function that gets it. What is thrown is for a log. */
function stringsIn(folder: string): readonly Found[] {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter(name =>
    name.endsWith('.ts'),
  );
  return files.flatMap(name => {
    const text = readFileSync(join(root, folder, name), 'utf8');
    const all: Found[] = [];
    const visit = (node: ts.Node, inCall: string): void => {
      if (ts.isImportDeclaration(node) || ts.isThrowStatement(node) || ts.isTypeNode(node)) return;
      if (ts.isStringLiteralLike(node)) all.push({ file: name, text: node.text, inCall });
      if (ts.isTemplateExpression(node)) {
        const parts = [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)];
        all.push({ file: name, text: parts.join('…'), inCall });
      }
      const called = ts.isCallExpression(node) ? node.expression.getText() : inCall;
      ts.forEachChild(node, child => visit(child, called));
    };
    visit(ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true), '');
    return all;
  });
}
