/** Compares the schema of whole files with the answers of GitLab's own code. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadDocument } from '../../server/src/yaml/load/load.ts';
import { parse } from '../../server/src/yaml/document/document.ts';
import type { Value } from '../../server/src/yaml/value/value.ts';
import { plain } from '../ci/values.ts';
import { strictAjv } from '../ajv.ts';

interface Case {
  readonly id: string;
  readonly yaml: string;
  readonly load_error: string | null;
  readonly errors: readonly string[];
}

const accepted = ['config', 'include']
  .flatMap(name => readFileSync(new URL(`../conformance/${name}.jsonl`, import.meta.url), 'utf8').split('\n'))
  .filter(Boolean)
  .map(line => JSON.parse(line) as Case)
  .filter(one => one.load_error === null && one.errors.length === 0);

const ajv = strictAjv({ allErrors: true });
const schema = readFileSync(new URL('../../schemas/gitlab-ci.schema.json', import.meta.url), 'utf8');
const accepts = ajv.compile(JSON.parse(schema) as object);

/** The places where the schema finds errors, in values as tools see them that ignore the tag of a reference. */
function faultsIn({ yaml }: Case): readonly string[] {
  const value = asJson(loadDocument(parse('file:///a.yml', yaml)).content);
  return accepts(value) ? [] : (accepts.errors ?? []).map(({ instancePath }) => instancePath);
}

function asJson(value: Value): unknown {
  if (value.kind === 'unknown' && value.why === 'reference') return ['.some', 'path'];
  if (value.kind === 'list') return value.items.map(asJson);
  if (value.kind === 'map')
    return Object.fromEntries([...value.members].map(([key, held]) => [key, asJson(held.value)]));
  return plain(value);
}

/**
 * GitLab checks a hidden job only where a job uses it. A schema cannot know that, and ours always checks its values.
 */
const isHidden = (path: string): boolean => path.startsWith('/.') || path === '';

test('takes every case that GitLab takes, but for values in hidden jobs that no job uses as they are', () => {
  const wrong = accepted.map(one => [one.id, faultsIn(one)] as const).filter(([, faults]) => faults.length > 0);
  expect(wrong.filter(([, faults]) => !faults.every(isHidden))).toEqual([]);
  expect(accepted.length).toBeGreaterThan(1600);
  // All of these are artificial cases; no real file is refused.
  expect(wrong.length).toBeLessThan(accepted.length / 100);
});
