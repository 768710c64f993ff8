/**
 * Compares the kit's Ruby classes with our server: the same verdict on every handler of the conformance data, and the
 * same hooks.
 */
import Ajv from 'ajv';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { need } from '../../scripts/system.mjs';
import { projectOf } from '../../server/src/ci/project.ts';
import { resolveJob } from '../../server/src/ci/resolve-job.ts';
import { payloadOf } from '../../server/src/projection/payload.ts';
import { jsonText } from '../../server/src/projection/sent-json.ts';
import { parse } from '../../server/src/yaml/document/document.ts';
import { encode } from '../../server/src/yaml/value/encode.ts';
import { problemsOf } from '../check.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Mapping = Readonly<Record<string, Json>>;

interface Case {
  readonly id: string;
  readonly area: string;
  readonly yaml: string;
  readonly note?: string;
  readonly merged: Mapping | null;
  readonly if_accepted?: { readonly errors: readonly string[]; readonly jobs: Mapping };
}

interface Answer {
  readonly id: string;
  readonly errors: readonly string[];
  readonly perHook: Mapping;
  readonly replace: Mapping;
  readonly payload: Readonly<Record<string, readonly Mapping[]>>;
}

/** Intended differences and known faults. */
const DIFFERENCES: Readonly<Record<string, string>> = {
  'a-hooks-default-0045': 'a symbol as the text of a header: the runner would be sent it without its colon',
};

const HOOK = 'pre_stop_k8s_container_handler';
const ruby = need('ruby');

const cases = readFileSync(new URL('../conformance/config.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter(line => line.includes(HOOK))
  .map(line => JSON.parse(line) as Case)
  .filter(({ merged, if_accepted, note }) => merged && if_accepted && !/low confidence|restated/.test(note ?? ''));

function isMapping(value: Json | undefined): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The jobs that run a script: trigger jobs have no hooks, and hidden jobs are not checked. */
function jobsOf(merged: Mapping): readonly (readonly [string, Mapping])[] {
  return Object.entries(merged).flatMap(([name, job]) =>
    isMapping(job) && !name.startsWith('.') && ('script' in job || 'run' in job) ? [[name, job] as const] : [],
  );
}

/** Whether a job has the keyword outside of `hooks`: the data allows it anywhere. */
function isElsewhere({ merged }: Case): boolean {
  return jobsOf(merged ?? {}).some(([, job]) => HOOK in job);
}

function inheritance(job: Mapping): Json {
  const inherit = job['inherit'];
  const choice = isMapping(inherit) ? inherit['default'] : null;
  return choice ?? true;
}

function question({ id, merged }: Case): string {
  const jobs = jobsOf(merged ?? {});
  const standard = merged?.['default'];
  return JSON.stringify({
    id,
    default: isMapping(standard) ? (standard['hooks'] ?? null) : null,
    jobs: Object.fromEntries(jobs.map(([name, job]) => [name, job['hooks'] ?? null])),
    inherit: Object.fromEntries(jobs.map(([name, job]) => [name, inheritance(job)])),
  });
}

function run(program: string): { readonly metadata: object; readonly answers: readonly Answer[] } {
  const script = fileURLToPath(new URL('./ruby/run.rb', import.meta.url));
  const { status, stdout, stderr } = spawnSync(program, [script], {
    input: cases.map(one => `${question(one)}\n`).join(''),
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  if (status !== 0) throw new Error(stderr);
  const [first = '', ...lines] = stdout.trim().split('\n');
  const { metadata } = JSON.parse(first) as { readonly metadata: object };
  return { metadata, answers: lines.map(line => JSON.parse(line) as Answer) };
}

describe.skipIf('why' in ruby)('the classes of the kit', () => {
  const { metadata, answers } = 'path' in ruby ? run(ruby.path) : { metadata: {}, answers: [] };
  const pairs = cases.map((one, index) => ({
    one,
    answer: answers[index] ?? { id: '', errors: [], perHook: {}, replace: {}, payload: {} },
  }));
  const sound = pairs.filter(
    ({ one }) => one.if_accepted?.errors.length === 0 && !isElsewhere(one) && !(one.id in DIFFERENCES),
  );

  test('are asked about every case', () => {
    expect(answers.map(({ id }) => id)).toEqual(cases.map(({ id }) => id));
    expect(sound.length).toBeGreaterThan(300);
  });

  test('refuse a handler where our server has an Error, and nothing else', () => {
    const differing = sound.flatMap(({ one: { id, yaml }, answer }) => {
      const ours = problemsOf(yaml).filter(({ severity, code }) => severity === 'error' && code !== 'proposed-keyword');
      return answer.errors.length > 0 === ours.length > 0
        ? []
        : [{ id, yaml, theirs: answer.errors, ours: ours.map(({ code }) => code) }];
    });
    expect(differing).toEqual([]);
  });

  test('answer to the rows of their own spec as it says', () => {
    const script = fileURLToPath(new URL('./ruby/rows.rb', import.meta.url));
    const { stdout } = spawnSync('path' in ruby ? ruby.path : '', [script], { encoding: 'utf8' });
    const rows = stdout
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as { readonly holds: boolean });
    expect(rows.length).toBeGreaterThan(20);
    expect(rows.filter(({ holds }) => !holds)).toEqual([]);
  });

  test('differ in no case that is not there any more', () => {
    expect(Object.keys(DIFFERENCES).filter(id => !cases.some(one => one.id === id))).toEqual([]);
  });

  test('refuse the rest of `hooks` in the words of GitLab', () => {
    const missing = pairs.flatMap(({ one, answer }) =>
      (one.if_accepted?.errors ?? [])
        .filter(error => /^(?:jobs:[^ ]+|default):hooks/.test(error) && !answer.errors.includes(error))
        .map(error => ({ id: one.id, error, theirs: answer.errors })),
    );
    expect(missing).toEqual([]);
  });

  test.each(['replace', 'perHook'] as const)('give a job the hooks that our server tells: %s', inheritance => {
    const differing = sound
      .filter(({ answer }) => answer.errors.length === 0)
      .flatMap(({ one: { id, yaml, merged }, answer }) => {
        const document = parse('file:///project/.gitlab-ci.yml', yaml);
        const project = projectOf(document);
        return jobsOf(merged ?? {}).flatMap(([name]) => {
          const hooks = resolveJob(project, name, { inheritance })?.hooks;
          const ours = normal(hooks ? encode(hooks) : {});
          const theirs = normal(answer[inheritance][name] ?? {});
          return JSON.stringify(ours) === JSON.stringify(theirs) ? [] : [{ id, name, ours, theirs }];
        });
      });
    expect(differing).toEqual([]);
  });

  test('send the runner lines as `script` and a handler as `handler`, never one for the other', () => {
    const sent = answers.flatMap(({ payload }) => Object.values(payload).flat());
    const handlers = sent.filter(({ name }) => name === HOOK);
    const scripts = sent.filter(({ name }) => name !== HOOK);
    expect(handlers.length).toBeGreaterThan(100);
    expect(scripts.length).toBeGreaterThan(100);
    expect(handlers.filter(hook => !isMapping(hook['handler']) || 'script' in hook)).toEqual([]);
    expect(scripts.filter(hook => !Array.isArray(hook['script']) || 'handler' in hook)).toEqual([]);
  });

  test('send what our projection of the hooks tells', () => {
    const differing = sound
      .filter(({ answer }) => answer.errors.length === 0)
      .flatMap(({ one: { id, yaml, merged }, answer }) => {
        const project = projectOf(parse('file:///project/.gitlab-ci.yml', yaml));
        return jobsOf(merged ?? {}).flatMap(([name]) => {
          const sent = payloadOf(resolveJob(project, name, { inheritance: 'perHook' })?.hooks).hooks;
          const ours = JSON.parse(jsonText(sent)) as readonly Json[];
          const theirs = answer.payload[name] ?? [];
          const isSame = JSON.stringify(inOrder(ours)) === JSON.stringify(inOrder(theirs));
          return isSame ? [] : [{ id, name, ours, theirs }];
        });
      });
    expect(differing).toEqual([]);
  });

  test('make what the schema of stored builds takes', () => {
    const validate = new Ajv({ strict: false }).compile(metadata);
    const stored = answers.flatMap(({ perHook }) => Object.values(perHook));
    expect(stored.length).toBeGreaterThan(100);
    expect(stored.filter(hooks => !validate({ hooks }))).toEqual([]);
    expect(validate({ hooks: { [HOOK]: {} } })).toBe(false);
    expect(validate({ hooks: { post_get_sources_script: [] } })).toBe(false);
  });
});

/** Without order, and as GitLab passes hooks on: the scheme in upper case, lists in a command flattened. */
function normal(value: Json): Json {
  if (Array.isArray(value)) return value.map(normal);
  if (!isMapping(value)) return value;
  const entries = Object.entries(value).filter(([, held]) => held !== null);
  return Object.fromEntries(
    entries
      .map(([key, held]): [string, Json] => {
        if (key === 'exec') return [key, flat(held)];
        return [key, key === 'scheme' && typeof held === 'string' ? held.toUpperCase() : normal(held)];
      })
      .toSorted(([one], [other]) => (one < other ? -1 : 1)),
  );
}

/** A list of hooks in a fixed order, with sorted keys; nothing else is normalized. */
function inOrder(hooks: readonly unknown[]): readonly unknown[] {
  return hooks.map(sorted).toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, held]): [string, unknown] => [key, sorted(held)]);
  return Object.fromEntries(entries.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

function flat(value: Json): readonly Json[] {
  return Array.isArray(value) ? value.flatMap(flat) : [value];
}
