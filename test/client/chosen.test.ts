/** Settings that a person has chosen are distinguished from the defaults of the extension. */
import { expect, it, vi } from 'vitest';
import { withoutDefaults } from '../../client/src/chosen.ts';

const editor = vi.hoisted((): { inspected: Record<string, object | undefined> } => ({ inspected: {} }));

vi.mock('vscode', () => ({
  Uri: { parse: (text: string) => text },
  workspace: { getConfiguration: () => ({ inspect: (name: string) => editor.inspected[name] }) },
}));

const SECTION = { gitlabVersion: 'latest', hooks: { inheritance: 'replace' }, rules: {} };

it('a default is null, which leaves the word to the repository', () => {
  editor.inspected = { gitlabVersion: { key: 'gitlabCi.gitlabVersion', defaultValue: 'latest' } };
  expect(withoutDefaults(SECTION, 'file:///ws/a.yml')).toEqual({ gitlabVersion: null, hooks: null, rules: {} });
});

it.each(['globalValue', 'workspaceValue', 'workspaceFolderValue', 'globalLanguageValue'])(
  'what was set as %s is kept, also where it is the default',
  at => {
    editor.inspected = { gitlabVersion: { [at]: 'latest' }, 'hooks.inheritance': { [at]: 'replace' } };
    expect(withoutDefaults(SECTION, undefined)).toEqual(SECTION);
  },
);

it.each([null, undefined, 5])('an answer %j stays what it is', answer => {
  expect(withoutDefaults(answer, undefined)).toBe(answer);
});
