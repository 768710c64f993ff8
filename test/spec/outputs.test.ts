/** The committed schemas and manual say what the table says: whatever is added to it or taken away shows in them. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { outputs } from '../../server/src/readings/outputs.ts';

test.each(Object.entries(outputs()))('%s is as the table says', (path, content) => {
  expect(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')).toBe(content);
});
