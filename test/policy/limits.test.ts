/** The page of limits is true: every row has a number and a test, and every exported limit has a row. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ALL, numberIn, OTHERS } from '../../scripts/limits.mjs';
import { root } from '../../scripts/ready.mjs';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');

it.each(ALL.map(limit => [limit.what, limit] as const))('%s', (_, { of: [file, constant], by: [test, title] }) => {
  expect(numberIn(file, constant)).toBeGreaterThan(0);
  expect(read(test)).toContain(title);
});

it('every exported limit is told', () => {
  const told = [...ALL.map(({ of }) => of.join(' ')), ...OTHERS];
  const sources = readdirSync(join(root, 'server/src'), { recursive: true, encoding: 'utf8' }).filter(name =>
    name.endsWith('.ts'),
  );
  const exported = sources
    .map(name => `server/src/${name.replaceAll('\\', '/')}`)
    .flatMap(file =>
      [...read(file).matchAll(/^export const ((?:MOST|LARGEST|LONGEST|DEEPEST|LIMITS)[A-Z_]*)\b/gm)].map(
        ([, name]) => `${file} ${name ?? ''}`,
      ),
    );
  expect(exported.length).toBeGreaterThan(5);
  expect(exported.filter(one => !told.includes(one))).toEqual([]);
});
