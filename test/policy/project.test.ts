/** Rules for the project's own files. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bundles } from '../../scripts/build.mjs';
import { root } from '../../scripts/ready.mjs';

interface Manifest {
  readonly main: string;
  readonly browser: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly engines: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly dependencies?: unknown;
}

const manifest = JSON.parse(text('package.json')) as Manifest;

describe('package-lock.json', () => {
  const lock = JSON.parse(text('package-lock.json')) as { readonly packages: Readonly<Record<string, object>> };
  const packages = Object.entries(lock.packages);

  test('names no registry, so that it installs from whichever one a machine uses', () => {
    expect(packages.filter(([, entry]) => 'resolved' in entry).map(([name]) => name)).toEqual([]);
  });
  test('pins every package by its content', () => {
    const unpinned = packages.filter(([name, entry]) => name !== '' && !('integrity' in entry) && !('link' in entry));
    expect(unpinned.map(([name]) => name)).toEqual([]);
  });
});

describe('package.json', () => {
  test('points at bundles that the build makes', () => {
    const made = bundles.map(({ file }) => `dist/${file}`);
    const named = [manifest.main, manifest.browser, ...Object.values(manifest.bin)];
    expect(named.map(file => file.replace(/^\.\//, '')).filter(file => !made.includes(file))).toEqual([]);
  });
  test('has nothing to install for those who only use it', () => {
    expect(manifest.dependencies).toBeUndefined();
  });
  test('is typed against the oldest VS Code that it supports', () => {
    const oldest = (range: string | undefined): string | undefined => range?.replace(/^[\^~]/, '');
    expect(oldest(manifest.devDependencies['@types/vscode'])).toBe(oldest(manifest.engines['vscode']));
  });
});

describe('scripts', () => {
  test.each(['start', 'test', 'build', 'package'])('%s.mjs loads before anything is installed', name => {
    expect(importsBefore(`${name}.mjs`)).toEqual([]);
  });
});

/** The packages that a script and its imports need as soon as it is loaded. */
function importsBefore(script: string, seen = new Set<string>()): readonly string[] {
  if (seen.has(script)) return [];
  seen.add(script);
  const imports = [...text(join('scripts', script)).matchAll(/^import\s(?:[^'"]*\sfrom\s)?['"]([^'"]+)['"]/gm)].map(
    ([, name]) => name!,
  );
  return imports.flatMap(name => {
    if (name.startsWith('node:')) return [];
    return name.startsWith('./') ? importsBefore(name.slice(2), seen) : [`${script}: ${name}`];
  });
}

function text(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}
