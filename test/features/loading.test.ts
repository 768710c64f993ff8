/** Over recorded answers of GitLab: we report an error if and only if its loader refused the file. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { problemsOf } from '../check.ts';

interface Recorded {
  readonly id: string;
  readonly yaml: string;
  readonly load_error: string | null;
  readonly errors: readonly string[];
  readonly note?: string;
}

const recorded = readFileSync(join(import.meta.dirname, '../conformance/config.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map(line => JSON.parse(line) as Recorded)
  .filter(({ note }) => note === undefined);

/**
 * Errors of later steps of GitLab: `extends`, `!reference`, inputs, and a header or content that is no configuration.
 */
const LATER =
  /in `extends`|^!reference|interpolat|function|^header|Please provide content|is defined in top-level|include|^\S*$/;

const LOADING: ReadonlySet<string> = new Set([
  'yaml-syntax',
  'conflict-markers',
  'refused-type',
  'unknown-anchor',
  'too-big',
]);

function refusals(yaml: string): readonly string[] {
  return problemsOf(yaml)
    .filter(({ severity, code, message }) => severity === 'error' && (LOADING.has(code) || isNoMapping(message)))
    .map(({ message }) => message);
}

function isNoMapping(message: string): boolean {
  return message.includes('"Invalid configuration format"');
}

/** The loader itself is tested with all of them; this test is about the reported errors. */
const EVERY = 5;

describe('loading', () => {
  const isLoaded = ({ load_error: why }: Recorded): boolean => why === null || LATER.test(why);
  const refused = recorded.filter(one => !isLoaded(one));
  const loaded = recorded.filter(isLoaded).filter((_, index) => index % EVERY === 0);

  it(`finds nothing wrong with what GitLab loads (${loaded.length} files)`, { timeout: 60_000 }, () => {
    for (const { id, yaml } of loaded) expect(refusals(yaml), `${id}\n${yaml}`).toEqual([]);
  });

  it(`says why GitLab does not load a file (${refused.length} files)`, { timeout: 60_000 }, () => {
    expect(refused.length).toBeGreaterThan(50);
    for (const { id, yaml, load_error: why } of refused)
      expect(refusals(yaml).length, `${id} ${why ?? ''}\n${yaml}`).toBeGreaterThan(0);
  });
});
