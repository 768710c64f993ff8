/** The committed schemas and the manual are those of the table: any addition to it or removal from it changes them. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { outputs } from '../../server/src/readings/outputs.ts';

test.each(Object.entries(outputs()))('%s is as the table says', (path, content) => {
  expect(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')).toBe(content);
});
