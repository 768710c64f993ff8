/** Names and comments use one word for one thing, and the usual term for it. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../scripts/ready.mjs';

const FOLDERS = ['server/src', 'client/src', 'client/pages', 'scripts'];
const files = FOLDERS.flatMap(filesIn);

interface Source {
  readonly file: string;
  readonly text: string;
}

function filesIn(folder: string): readonly Source[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => /\.(?:ts|mjs)$/.test(name))
    .map(name => ({ file: join(folder, name), text: readFileSync(join(root, folder, name), 'utf8') }));
}

describe('exported types', () => {
  const DECLARED = /^export (?:declare )?(?:abstract )?(?:type|interface|class|enum) ([A-Za-z]\w*)/gm;
  const declarations = files.flatMap(({ file, text }) =>
    [...text.matchAll(DECLARED)].map(([, name = '']) => ({ name, file })),
  );

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

/** Words for which there are better ones: cycle, conflict, severity, quick fix, suppress, resolve to, fix. */
const WRONG =
  /\b(?:circles?|meets?|meetings?|heaviest|weighs?|lamps?|silenced?|comes? to|came to|mend(?:s|ed)?|dear|seats?)\b/i;

/** Words in names for which there are better ones, such as `cached` instead of `kept`. */
const WRONG_NAMES =
  /^(?:export )?(?:async )?(?:function|const|let|class|interface|type) \w*?(?:[kK]ept|KEPT|[cC]ircle|[lL]amp|[mM]eeting|[sS]ilence|SILENCE)\w*/gm;

describe('words', () => {
  const comments = [...files, ...filesIn('test')].flatMap(({ file, text }) =>
    commentsIn(text).map(comment => `${file}: ${comment}`),
  );

  test('are there to be looked at', () => {
    expect(comments.length).toBeGreaterThan(4000);
  });
  test('of comments are those of the field', () => {
    expect(comments.filter(comment => WRONG.test(withoutCode(comment)))).toEqual([]);
  });
  test('in names are those of the field', () => {
    const named = files.flatMap(({ file, text }) =>
      [...text.matchAll(WRONG_NAMES)].map(([name]) => `${file}: ${name}`),
    );
    expect(named).toEqual([]);
  });
});

/** Doc comments, and line comments that have a line to themselves. A glob in a string has no blank after its stars. */
function commentsIn(text: string): readonly string[] {
  return [...text.matchAll(/\/\*\*\s[^]*?\*\/|^\s*\/\/ .*$/gm)].map(([comment]) =>
    comment.replaceAll(/\s+(?:\* )?/g, ' '),
  );
}

/** Without quoted code and without the types of JSDoc. */
function withoutCode(comment: string): string {
  return comment.replaceAll(/`[^`]*`|\{[^}]*\}/g, '');
}
