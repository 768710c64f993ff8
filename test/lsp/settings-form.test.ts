/** The forms of settings, and what is wrong with their values. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sectionAtStart, sectionIn } from '../../server/src/lsp/settings-form.ts';
import { faultsOfSettings, SETTINGS } from '../../server/src/lsp/settings-schema.ts';

test('what a client says about itself at the start is no unknown setting', () => {
  const options = { pictures: true, recognised: true, pushDiagnostics: true, files: true, gitlabVersion: '18.0' };
  expect(sectionAtStart(options)).toEqual({ section: { gitlabVersion: '18.0' }, strange: [] });
  expect(sectionAtStart({ picture: true }).strange).toEqual([expect.stringContaining('picture')]);
});

interface Manifest {
  readonly contributes: {
    readonly configuration: readonly { readonly properties: Readonly<Record<string, { readonly default: unknown }>> }[];
  };
}

const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as Manifest;
const PROPERTIES = new Map(manifest.contributes.configuration.flatMap(({ properties }) => Object.entries(properties)));

test('the settings of VS Code are those of the server, and their defaults have no fault', () => {
  const defaults = [...PROPERTIES].map(([name, one]) => [name, one.default] as const);
  const { section, strange } = sectionIn(Object.fromEntries(defaults));
  expect([strange, faultsOfSettings(section)]).toEqual([[], []]);
  const first = [...PROPERTIES.keys()].map(name => name.split('.')[1]);
  expect(new Set(SETTINGS)).toEqual(new Set(first));
});

test('each setting of VS Code takes no value that nobody understands, and null for none', () => {
  for (const name of PROPERTIES.keys()) {
    const faultsWith = (value: unknown): number => faultsOfSettings(sectionIn({ [name]: value }).section).length;
    expect([name, faultsWith({ x: [] }), faultsWith(null)]).toEqual([name, 1, 0]);
  }
});
