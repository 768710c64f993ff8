/** Compares the problems of thousands of files with the errors of GitLab's own code. */
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { LOGIC_CODES } from '../../server/src/codes/logic-codes.ts';
import type { Problem } from '../../server/src/text/problem.ts';
import { problemsOf } from '../check.ts';

interface Case {
  readonly id: string;
  readonly area: string;
  readonly yaml: string;
  readonly load_error: string | null;
  readonly errors: readonly string[];
  readonly note?: string;
  /** The answer if the proposed keyword were allowed. */
  readonly if_accepted?: { readonly errors: readonly string[] };
}

const cases = readFileSync(new URL('../conformance/config.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map(line => JSON.parse(line) as Case)
  .filter(({ note = '' }) => !/low confidence|restated/.test(note));

/** Errors of GitLab, by their text, that we do not report, with the reason. */
const OUT_OF_SCOPE: readonly (readonly [error: RegExp, why: string])[] = [
  [
    /config contains unknown keys: (?!hooks$)/,
    'a key near none of the known ones is a warning: a newer GitLab may know it',
  ],
  [/config uses invalid data keys: /, 'a key near none of the known ones is a warning: a newer GitLab may know it'],
  [
    /config should contain at least one visible job$/,
    'a file without jobs is just being begun, or is there to be included',
  ],
];

/** Single cases that we answer differently, with the reason. */
const DIFFERENCES: Readonly<Record<string, string>> = {
  'a-job-names-0113': 'entries that a merge key at the top brings may be completed elsewhere',
  'a-scalar-key-0046': 'a list as a key is not read, so that nothing is known of the mapping',
  'a-mix-0129': 'the job gets the wrong word by an anchor, and it is reported where it is written',
};

const reported = new Map<string, readonly Problem[]>();

beforeAll(() => {
  for (const one of cases) reported.set(one.id, problemsOf(one.yaml));
}, 240_000);

/** Codes of problems that GitLab only finds after the recorded step. */
const CHECKED_LATER: ReadonlySet<string> = new Set(Object.keys(LOGIC_CODES));

function errorsIn({ id }: Case): readonly Problem[] {
  return (reported.get(id) ?? []).filter(({ severity, code }) => severity === 'error' && !CHECKED_LATER.has(code));
}

function answersOf({ errors, if_accepted: accepted }: Case): readonly string[] {
  return (accepted?.errors ?? errors).filter(error => !/unknown keys: pre_stop_k8s_container_handler$/.test(error));
}

test('nothing is an error where GitLab finds none', () => {
  // GitLab's code did not check the content of the proposed handler.
  const clean = cases.filter(one => one.load_error === null && answersOf(one).length === 0 && !one.if_accepted);
  const wrong = clean.flatMap(one => errorsIn(one).map(({ code, message }) => `${one.id} ${code}: ${message}`));
  expect(clean.length).toBeGreaterThan(1400);
  expect(wrong).toEqual([]);
});

test('something is an error where GitLab finds one, out of scope aside', () => {
  const refused = cases.filter(one => one.load_error === null && answersOf(one).length > 0);
  const silent = refused.filter(one => errorsIn(one).length === 0 && !Object.hasOwn(DIFFERENCES, one.id));
  const unexplained = silent.filter(
    one => !answersOf(one).every(error => OUT_OF_SCOPE.some(([words]) => words.test(error))),
  );
  expect(refused.length).toBeGreaterThan(600);
  expect(unexplained.map(({ id, errors }) => `${id}: ${errors.join(' | ')}`)).toEqual([]);
});

test('what is out of scope is at least a warning where it is about a key', () => {
  const keys = cases.filter(
    one => one.load_error === null && answersOf(one).some(error => /unknown keys: /.test(error)),
  );
  const silent = keys
    .filter(one => !Object.hasOwn(DIFFERENCES, one.id))
    .filter(({ id }) =>
      (reported.get(id) ?? []).every(({ severity }) => severity === 'information' || severity === 'hint'),
    );
  expect(keys.length).toBeGreaterThan(100);
  expect(silent.map(({ id, errors }) => `${id}: ${errors.join(' | ')}`)).toEqual([]);
});

test('the error is about the key that GitLab names, in the job that it names or one that it is made of', () => {
  const off = cases.flatMap(one => {
    if (one.load_error !== null || Object.hasOwn(DIFFERENCES, one.id)) return [];
    return answersOf(one).flatMap(error => {
      const [, job, path] = /^jobs:([^: ]+):([a-z_:]+) (?:config|should)/.exec(error) ?? [];
      if (job === undefined || path === undefined || OUT_OF_SCOPE.some(([words]) => words.test(error))) return [];
      return errorsIn(one).some(problem => isAbout(problem, job, path.split(':'))) ? [] : [`${one.id} ${error}`];
    });
  });
  expect(off).toEqual([]);
});

/** Whether the problem is in that job or in a hidden one, and either mentions the key or is below it. */
function isAbout({ at, message, related = [] }: Problem, job: string, keys: readonly string[]): boolean {
  const places = [at, ...related.map(other => other.at)];
  const inJob = places.some(({ block }) => {
    const entry = String(block.text.split(/[:\s]/, 1)[0]).toLowerCase();
    return entry === job || entry.startsWith('.') || block.text.toLowerCase().includes(job);
  });
  const before = at.block.text.slice(0, at.span.end);
  return inJob && keys.some(key => message.includes(key) || before.includes(key));
}
