/**
 * Compares single values with GitLab's own code: never an error on what it accepts, always a problem on what it
 * refuses.
 */
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import type { Problem } from '../../server/src/text/problem.ts';
import { problemsOf } from '../check.ts';

interface Case {
  readonly id: string;
  /** The key and its value. */
  readonly about: string;
  readonly yaml: string;
  readonly verdict: 'accepted' | 'refused' | 'crash';
  readonly errors?: readonly string[];
  readonly note?: string;
}

const cases = readFileSync(new URL('../conformance/accept.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map(line => JSON.parse(line) as Case);

/** Keys about which the recorded verdicts are wrong, with the reason. */
const DIFFERENCES: Readonly<Record<string, string>> = {
  'docker platform': 'a JSON schema judges it, which the run left out',
  'docker user': 'a JSON schema judges it, which the run left out',
};

const reported = new Map<string, readonly Problem[]>();

beforeAll(() => {
  for (const one of cases) reported.set(one.id, problemsOf(one.yaml));
}, 120_000);

function problemsWith({ id }: Case, severities: readonly string[]): readonly Problem[] {
  return (reported.get(id) ?? []).filter(({ severity }) => severities.includes(severity));
}

function keyOf({ about }: Case): string {
  return about.replace(/ = .*$/, '');
}

test('nothing is an error that GitLab takes', () => {
  const accepted = cases.filter(one => one.verdict === 'accepted' && !Object.hasOwn(DIFFERENCES, keyOf(one)));
  const wrong = accepted.flatMap(one =>
    problemsWith(one, ['error']).map(({ code, message }) => `${one.id} ${one.about} ${code}: ${message}`),
  );
  expect(accepted.length).toBeGreaterThan(230);
  expect(wrong).toEqual([]);
});

test('something is said wherever GitLab refuses', () => {
  const refused = cases.filter(({ verdict }) => verdict === 'refused');
  const silent = refused.filter(one => problemsWith(one, ['error', 'warning']).length === 0);
  expect(refused.length).toBeGreaterThan(730);
  expect(silent.map(({ id, about, errors = [] }) => `${id} ${about}: ${errors.join(' | ')}`)).toEqual([]);
});

test('nearly everything that is refused is an error', () => {
  const refused = cases.filter(({ verdict }) => verdict === 'refused');
  const errors = refused.filter(one => problemsWith(one, ['error']).length > 0);
  expect(errors.length / refused.length).toBeGreaterThan(0.9);
});

test('every difference is one', () => {
  const keys = new Set(cases.map(keyOf));
  expect(Object.keys(DIFFERENCES).filter(key => !keys.has(key))).toEqual([]);
});
