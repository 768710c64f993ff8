/** The schema of whole files: what it accepts and refuses, and that it agrees with the checker. */
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { check } from '../../server/src/readings/check.ts';
import { codeInfo } from '../../server/src/codes/codes.ts';
import { defaults, job, triggerJob } from '../../server/src/spec/job.ts';
import { pipeline } from '../../server/src/spec/pipeline.ts';
import type { RecordShape, Shape } from '../../server/src/spec/shape.ts';
import { workflow } from '../../server/src/spec/workflow.ts';
import type { Finding } from '../../server/src/text/problem.ts';
import { parse } from '../../server/src/yaml/document/document.ts';
import { loadDocument } from '../../server/src/yaml/load/load.ts';
import type { Value } from '../../server/src/yaml/value/value.ts';
import { plain } from '../ci/values.ts';
import { strictAjv } from '../ajv.ts';
import { isRefused, realFiles, realText } from '../real-files.ts';

const root = new URL('../../', import.meta.url);

const ajv = strictAjv();
const accepts = ajv.compile(JSON.parse(readFileSync(new URL('schemas/gitlab-ci.schema.json', root), 'utf8')) as object);

function loaded(text: string): Value {
  return loadDocument(parse('file:///a.yml', text)).content;
}

/** Values as tools see them that ignore the tag of a reference. */
function asJson(value: Value): unknown {
  if (value.kind === 'unknown' && value.why === 'reference') return ['.some', 'path'];
  if (value.kind === 'list') return value.items.map(asJson);
  if (value.kind === 'map')
    return Object.fromEntries([...value.members].map(([key, held]) => [key, asJson(held.value)]));
  return plain(value);
}

function samples(name: string): readonly (readonly [string, unknown])[] {
  const text = readFileSync(new URL(`test/schema-samples/${name}`, root), 'utf8');
  return Object.entries(parseYaml(text) as Record<string, unknown>);
}

describe.each(['positive/keywords.yml', 'positive/jobs.yml'])('%s', file => {
  test.each(samples(file))('%s passes', (name, value) => {
    expect(accepts({ [name]: value }), ajv.errorsText(accepts.errors)).toBe(true);
  });
});

describe.each(['negative/keywords.yml', 'negative/jobs.yml'])('%s', file => {
  test.each(samples(file))('%s fails', (name, value) => {
    expect(accepts({ [name]: value })).toBe(false);
  });
});

test('what an included file may complete is not missing', () => {
  const job = { environment: { url: 'b' } };
  expect(accepts({ job })).toBe(false);
  expect(accepts({ include: 'a.yml', job })).toBe(true);
});

test.skipIf(realFiles.length === 0)('takes every real file that GitLab takes', () => {
  const taken = realFiles.filter(file => !isRefused(file));
  const wrong = taken.flatMap(file => {
    const value = asJson(loaded(realText(file)));
    return accepts(value) ? [] : [`${file.path}: ${ajv.errorsText(accepts.errors)}`];
  });
  expect(taken.length).toBeGreaterThan(200);
  expect(wrong).toEqual([]);
});

describe('the checker and the schema', () => {
  /** Values that are wrong nearly everywhere; no list of strings, which a schema must accept as a reference. */
  const wrong = fc.constantFrom<unknown>(5, -1, true, null, { zzz: 1 }, [5]);

  function valueOf(shape: Shape, depth = 0): fc.Arbitrary<unknown> {
    const right = rightFor(shape, depth);
    return fc.oneof({ arbitrary: right, weight: 12 }, { arbitrary: wrong, weight: 1 });
  }

  function rightFor(shape: Shape, depth: number): fc.Arbitrary<unknown> {
    switch (shape.kind) {
      case 'text':
        return fc.constantFrom('text', 'a/b', '/a/', '', ...(shape.usual ?? []).map(({ value }) => value));
      case 'integer':
        return fc.constantFrom<unknown>(shape.min ?? 0, shape.max ?? 9, 1, 300, ...(shape.digits ? ['2'] : []));
      case 'boolean':
        return fc.boolean();
      case 'scalar':
        return fc.constantFrom<unknown>('text', 5, 1.5, false);
      case 'keyword':
        return fc.constantFrom(
          ...shape.values.map(({ value }) => value),
          ...(shape.refused ?? []).map(({ value }) => value),
          'WORD-OF-TOMORROW',
        );
      case 'name':
        return fc.constant('name');
      case 'syntax':
        // A schema cannot check durations.
        return shape.of === 'duration' ? fc.constant('1 day') : fc.constantFrom('name', '$A == "b"');
      case 'list':
        return fc.array(valueOf(shape.item, depth + 1), { maxLength: 2 });
      case 'map':
        return fc.dictionary(fc.constantFrom('A', 'B'), valueOf(shape.value, depth + 1), { maxKeys: 2 });
      case 'record':
        return recordOf(shape, depth);
      case 'either': {
        const forms = [...(shape.scalar ?? []), shape.list, shape.map].flatMap(form => form ?? []);
        return fc.oneof(...forms.map(form => rightFor(form, depth)));
      }
      case 'ref':
      case 'anything':
        return fc.constant('x');
      default:
        return shape satisfies never;
    }
  }

  /** A few keys, usually with the required ones; sometimes an unknown one or one of another mapping. */
  function recordOf({ fields, foreign = [], closed }: RecordShape, depth: number): fc.Arbitrary<unknown> {
    const names = Object.keys(fields);
    const needed = names.filter(name => fields[name]?.required);
    const spellings = closed ? [] : Object.values(fields).flatMap(({ aka }) => aka ?? []);
    const odd = [...foreign.filter(({ told }) => !told).map(({ name }) => name), ...spellings, 'qqqqqqqqq'];
    const some = fc.subarray(names, { maxLength: Math.min(names.length, depth === 0 ? 4 : 3) });
    const more = fc.oneof({ arbitrary: fc.constant([]), weight: 15 }, fc.subarray(odd, { maxLength: 1 }));
    const most = fc.oneof({ arbitrary: fc.constant(needed), weight: 8 }, fc.constant([]));
    return fc
      .tuple(some, more, most)
      .chain(([chosen, surplus, must]) =>
        fc.record(
          Object.fromEntries([
            ...[...new Set([...must, ...chosen])].map(name => [name, valueOf(fields[name]!.shape, depth + 1)] as const),
            ...surplus.map(name => [name, fc.constant('x')] as const),
          ]),
        ),
      );
  }

  /** Errors that no schema can express. */
  const BEYOND: Readonly<Record<string, string>> = {
    'invalid-condition': 'conditions have a grammar of their own',
    'not-an-option': 'no schema compares two values',
  };
  const met = new Set<string>();

  /** The checker's errors in a file with this value alone. */
  function errorsOf(value: Readonly<Record<string, unknown>>): readonly string[] {
    const root = loaded(`${JSON.stringify(value)}\n`);
    const findings: Finding[] = [];
    check(finding => findings.push(finding), pipeline, root, {
      name: '',
      owner: root.at,
      hidden: false,
      complete: !Object.hasOwn(value, 'include'),
    });
    const weighed = findings.filter(
      ({ severity, code, atMost }) => !atMost && (severity ?? codeInfo(code).severity) === 'error',
    );
    for (const { code } of weighed) met.add(code);
    return weighed.filter(({ code }) => !Object.hasOwn(BEYOND, code)).map(({ code, message }) => `${code}: ${message}`);
  }

  test.each<[string, Shape]>([
    ['job', job.shape],
    ['start', triggerJob.shape],
    ['default', defaults.shape],
    ['workflow', workflow.shape],
    ['variables', pipeline.shape.fields.variables.shape],
    ['stages', pipeline.shape.fields.stages.shape],
    ['cache', pipeline.shape.fields.cache.shape],
  ])('agree on what is an error: %s', { timeout: 60_000 }, (name, shape) => {
    let refused = 0;
    const marked = name === 'start' ? valueOf(shape).map(value => withTrigger(value)) : valueOf(shape);
    fc.assert(
      fc.property(marked, value => {
        const found = errorsOf({ [name]: value });
        const accepted = accepts({ [name]: value });
        if (!accepted) refused++;
        if ((found.length === 0) !== accepted)
          throw new Error(`${found.join(' | ')} AGAINST ${ajv.errorsText(accepts.errors)}`);
      }),
      { seed: 11, numRuns: 400 },
    );
    expect(refused).toBeGreaterThan(10);
  });

  test('differ in nothing else, and in all of that', () => {
    expect(Object.keys(BEYOND).filter(code => !met.has(code))).toEqual([]);
  });
});

/** Makes a trigger job of a mapping. */
function withTrigger(value: unknown): unknown {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? { trigger: 'a', ...value } : value;
}
