/** A status item shows text of a workspace without making links or icons of it. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { inert } from '../../client/src/inert.ts';
import { recognise } from '../../server/src/features/recognise.ts';

/** The pattern by which the editor finds links in such a text. */
const LINK = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/gi;

it.each([
  '[click](command:workbench.action.quit)',
  '[[a]](command:x)',
  '[a]\n(command:x)',
  '[x](https://evil.example "y")',
  '$(zap) $(sync~spin)',
])('%j stays text in the reason for a recognition', hostile => {
  const settings = { include: [], exclude: [`{${hostile},**}`] };
  for (const why of [
    recognise('file:///ws/a.yml', '', settings).why,
    recognise('file:///ws/a.yml', '', { include: [], exclude: [] }, 'yaml', `\`${hostile}\` includes it.`).why,
  ]) {
    expect(why).toContain(hostile.slice(0, 3));
    expect(why).not.toContain('\n');
    expect(inert(why).match(LINK)).toBeNull();
    expect(inert(why)).not.toMatch(/\$\(/);
  }
});

it('is what notifications and prompts of the client put texts in', () => {
  const folder = new URL('../../client/src/', import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.ts'));
  const texts = files.flatMap(name => [
    ...readFileSync(new URL(name, folder), 'utf8').matchAll(
      /(?:Message\(|prompt(?: =|:)|placeHolder:)\s*(?:`([^`]*)`|l10n\.t\('[^']*', ((?:[^()]|\([^()]*\))*)\))/g,
    ),
  ]);
  expect(texts.length).toBeGreaterThan(1);
  for (const [, text = '', given = ''] of texts) {
    expect(text.replaceAll(/\$\{inert\([^}]*\)\}/g, '')).not.toContain('${');
    expect(given.replaceAll(/inert\([^)]*\)/g, '')).toMatch(/^[, ]*$/);
  }
});

it('shows nothing that changes lines or their direction', () => {
  expect(inert('a\r\nb\u202egpj.exe\u001b[31m')).toBe('a  b gpj.exe [31m');
});

it('leaves ordinary reasons as they are', () => {
  expect(inert('The setting names it: ci/[ab]*.{yml,yaml} (x)')).toBe('The setting names it: ci/[ab]*.{yml,yaml} (x)');
});
