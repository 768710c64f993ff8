/** Living beside the popular YAML extension, with an editor that is only as real as that needs. */
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

describe('what `auto` means', () => {
  it('is on when no other extension reports YAML errors', () => {
    expect(resolved({ yamlSyntax: 'auto', rules: {} })).toEqual({ yamlSyntax: 'on', rules: {} });
    editor.installed.add('somebody.else');
    expect(resolved({})).toEqual({ yamlSyntax: 'on' });
  });

  it('is off beside the other extension, unless that does not validate', () => {
    editor.installed.add(OTHER);
    expect(resolved({ yamlSyntax: 'auto' })).toEqual({ yamlSyntax: 'off' });
    editor.validates = false;
    expect(resolved({ yamlSyntax: 'auto' })).toEqual({ yamlSyntax: 'on' });
  });

  it('does not touch what the user chose, nor what is no section', () => {
    editor.installed.add(OTHER);
    expect(resolved({ yamlSyntax: 'on' })).toEqual({ yamlSyntax: 'on' });
    for (const section of [null, undefined, 'x']) expect(resolved(section)).toBe(section);
  });
});

it('has the settings read again only when the other extension comes or goes', async () => {
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
  expect(sendNotification.mock.calls).toEqual([['workspace/didChangeConfiguration', { settings: null }]]);
});
