/** How the extension gets along with Red Hat's YAML extension, with a minimal fake of the editor. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { followOtherExtensions, hasOtherYamlExtension, resolved } from '../../client/src/other-yaml.ts';

const editor = vi.hoisted(() => ({
  installed: new Set<string>(),
  validates: undefined as boolean | undefined,
  changed: [] as (() => void)[],
}));

vi.mock('vscode', () => ({
  extensions: {
    getExtension: (id: string) => (editor.installed.has(id) ? { id } : undefined),
    onDidChange: (listener: () => void) => {
      editor.changed.push(listener);
      return { dispose: () => undefined };
    },
  },
  workspace: { getConfiguration: () => ({ get: () => editor.validates }) },
}));

const OTHER = 'redhat.vscode-yaml';

beforeEach(() => {
  editor.installed.clear();
  editor.validates = undefined;
  editor.changed.length = 0;
});

const GITLAB = 'gitlab.gitlab-workflow';

describe('what `auto` means for YAML errors', () => {
  const syntax = (section: object): unknown => (resolved(section) as { yamlSyntax: unknown }).yamlSyntax;

  it('is on when no other extension reports them', () => {
    expect(syntax({ yamlSyntax: 'auto', rules: {} })).toBe('on');
    editor.installed.add('somebody.else').add(GITLAB);
    expect(syntax({})).toBe('on');
  });

  it('is off beside the other extension, unless that does not validate', () => {
    editor.installed.add(OTHER);
    expect(syntax({ yamlSyntax: 'auto' })).toBe('off');
    editor.validates = false;
    expect(syntax({ yamlSyntax: 'auto' })).toBe('on');
  });
});

describe('what `auto` means for variables', () => {
  const variables = (section: object): unknown =>
    (resolved(section) as { completion: { variables: unknown } }).completion.variables;

  it('is on, but off beside the extension of GitLab', () => {
    editor.installed.add(OTHER);
    expect(variables({ completion: { variables: 'auto' } })).toBe('on');
    expect(variables({})).toBe('on');
    editor.installed.add(GITLAB);
    expect(variables({ completion: { variables: 'auto' } })).toBe('off');
    expect(variables({ completion: null })).toBe('off');
  });
});

it('does not touch what the user chose, nor other settings, nor what is no section', () => {
  editor.installed.add(OTHER).add(GITLAB);
  const chosen = { yamlSyntax: 'on', completion: { variables: 'on', more: 1 }, rules: {} };
  expect(resolved(chosen)).toEqual(chosen);
  const off = { yamlSyntax: 'off', completion: { variables: 'off' } };
  expect(resolved(off)).toEqual(off);
  for (const section of [null, undefined, 'x']) expect(resolved(section)).toBe(section);
});

it('has the settings read again only when one of these extensions comes or goes', async () => {
  const sendNotification = vi.fn(() => Promise.resolve());
  followOtherExtensions(() => Promise.resolve({ sendNotification } as never));
  const change = async (): Promise<void> => {
    editor.changed.forEach(listener => listener());
    await Promise.resolve();
  };
  await change();
  expect(sendNotification).not.toHaveBeenCalled();
  editor.installed.add(OTHER);
  await change();
  await change();
  expect(hasOtherYamlExtension()).toBe(true);
  const told = ['workspace/didChangeConfiguration', { settings: null }];
  expect(sendNotification.mock.calls).toEqual([told]);
  editor.installed.add(GITLAB);
  await change();
  expect(sendNotification.mock.calls).toEqual([told, told]);
});
