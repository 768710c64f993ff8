/** Which schema Red Hat's YAML extension gets for which file, with a minimal fake of the editor. */
import picomatch from 'picomatch';
import { beforeEach, expect, it, vi } from 'vitest';
import { quietYamlExtension } from '../../client/src/quiet-yaml.ts';

interface Contributor {
  readonly schemaOf: (uri: string) => string | undefined;
  readonly contentOf: (schema: string) => string | undefined;
}

interface Editor {
  api: unknown;
  settings: Record<string, unknown>;
  readonly changed: (() => void)[];
  readonly contributors: Map<string, Contributor>;
  readonly documents: readonly { readonly uri: { readonly path: string; toString(): string } }[];
}

const editor = vi.hoisted((): Editor => ({
  api: undefined,
  settings: {},
  changed: [],
  contributors: new Map(),
  documents: ['/p/.gitlab-ci.yml', '/p/ci/part.yml', '/p/values.yml'].map(path => ({
    uri: { path, toString: () => `file://${path}` },
  })),
}));

vi.mock('vscode', () => ({
  extensions: {
    getExtension: () => (editor.api === undefined ? undefined : { activate: () => Promise.resolve(editor.api) }),
    onDidChange: (listener: () => void) => void editor.changed.push(listener),
  },
  languages: {
    match: ({ pattern }: { pattern: string }, { uri }: { uri: { path: string } }) =>
      picomatch.isMatch(uri.path, pattern, { dot: true }) ? 10 : 0,
  },
  workspace: {
    textDocuments: editor.documents,
    getConfiguration: (section: string) => ({ get: (name: string) => editor.settings[`${section}.${name}`] }),
  },
}));

const API = {
  registerContributor: (
    scheme: string,
    schemaOf: Contributor['schemaOf'],
    contentOf: Contributor['contentOf'],
  ): boolean => {
    if (editor.contributors.has(scheme)) throw new Error('registered twice');
    editor.contributors.set(scheme, { schemaOf, contentOf });
    return true;
  },
};

beforeEach(() => {
  editor.api = undefined;
  editor.settings = {};
  editor.changed.length = 0;
  editor.contributors.clear();
});

/** The files that get a schema. */
async function quiet(): Promise<readonly string[]> {
  editor.api = { ...API };
  quietYamlExtension(({ uri }) => !uri.path.endsWith('values.yml'));
  await vi.waitFor(() => expect(editor.contributors.size).toBe(1));
  return editor.documents.filter(({ uri }) => schemaOf(uri.toString()) !== undefined).map(({ uri }) => uri.path);
}

function schemaOf(uri: string): string | undefined {
  const [[scheme, { schemaOf: ask, contentOf }] = expect.fail('nobody registered')] = editor.contributors;
  const schema = ask(uri);
  if (schema === undefined) return undefined;
  // the other extension finds who provides a schema by the scheme of its URI
  expect(schema.startsWith(`${scheme}:`)).toBe(true);
  expect(JSON.parse(contentOf(schema) ?? '')).toEqual({});
  return schema;
}

it('gives an open schema to CI files, whatever their name, and to no other', async () => {
  expect(await quiet()).toEqual(['/p/.gitlab-ci.yml', '/p/ci/part.yml']);
  expect(schemaOf('file:///p/unknown.yml')).toBeUndefined();
});

it.each([['.gitlab-ci.yml'], ['/.gitlab-ci.yml'], ['*.gitlab-ci.yml'], ['/p/.gitlab-ci.yml'], ['**/.gitlab-ci.yml']])(
  'leaves a schema of the user in force: %s',
  async glob => {
    editor.settings['yaml.schemas'] = { 'https://example.com/x.json': ['other.yml', glob], kubernetes: 'k8s/*.yml' };
    expect(await quiet()).toEqual(['/p/ci/part.yml']);
  },
);

it('takes odd settings of the other extension for none', async () => {
  editor.settings['yaml.schemas'] = { a: 1, b: [null], c: 'x.yml' };
  expect(await quiet()).toHaveLength(2);
});

it('can be switched off', async () => {
  editor.settings['gitlabCi.quietYamlExtension'] = false;
  expect(await quiet()).toEqual([]);
});

it('speaks to an extension that comes later, once, and to none that cannot be spoken to', async () => {
  quietYamlExtension(() => true);
  await Promise.resolve();
  expect(editor.contributors.size).toBe(0);
  for (const api of [undefined, {}, API]) {
    editor.api = api;
    for (let times = 0; times < 2; times++) editor.changed.forEach(listener => listener());
    await new Promise(resolve => setTimeout(resolve, 0));
  }
  expect(editor.contributors.size).toBe(1);
});
