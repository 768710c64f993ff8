/** One name for one thing: no two files of the sources export a type of the same name. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../scripts/ready.mjs';

const FOLDERS = ['server/src', 'client/src', 'client/pages'];
const DECLARED = /^export (?:declare )?(?:abstract )?(?:type|interface|class|enum) ([A-Za-z]\w*)/gm;

const files = FOLDERS.flatMap(folder =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .map(name => join(folder, name)),
);
const declarations = files.flatMap(file =>
  [...readFileSync(join(root, file), 'utf8').matchAll(DECLARED)].map(([, name = '']) => ({ name, file })),
);

describe('exported types', () => {
  test('are there to be compared', () => {
    expect(declarations.length).toBeGreaterThan(400);
  });
  test('have a name that no other file exports a type by', () => {
    const twice = declarations.filter(({ name, file }) =>
      declarations.some(other => other.name === name && other.file !== file),
    );
    expect(twice.map(({ name, file }) => `${name}: ${file}`).sort()).toEqual([]);
  });
});
