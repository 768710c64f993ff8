/** What a status item makes of text that a workspace wrote. */
import { expect, it } from 'vitest';
import { inert } from '../../client/src/inert.ts';
import { recognise } from '../../server/src/features/recognise.ts';

/** As the editor finds links in such a text. */
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

it('leaves ordinary reasons as they are', () => {
  expect(inert('The setting names it: ci/[ab]*.{yml,yaml} (x)')).toBe('The setting names it: ci/[ab]*.{yml,yaml} (x)');
});
