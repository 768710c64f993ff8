/** Compares how single files are read with GitLab's own code, over thousands of texts. */
import { expect, test } from 'vitest';
import { encode } from '../../server/src/yaml/value/encode.ts';
import { loadDocument, type Loaded } from '../../server/src/yaml/load/load.ts';
import { parse } from '../../server/src/yaml/document/document.ts';
import { parseStrict } from '../../server/src/yaml/libyaml/strict.ts';
import { conformanceCases, type Case } from './random.ts';

/** Cases that we read differently on purpose, with the reason. */
const DIFFERENCES: ReadonlyMap<string, string> = new Map();

const CASES = conformanceCases('config').filter(isAboutReading);

test('what GitLab loads of a file', () => {
  const wrong = CASES.filter(each => !DIFFERENCES.has(each.id) && answer(each) !== expected(each));
  expect(wrong.map(each => ({ id: each.id, ours: answer(each), theirs: expected(each) }))).toEqual([]);
}, 60_000);

test('where GitLab says that a text is broken', () => {
  const wrong = CASES.filter(each => lineOf(each) !== undefined && brokenLine(each.yaml) !== lineOf(each));
  expect(wrong.map(each => ({ id: each.id, ours: brokenLine(each.yaml), theirs: each.load_error }))).toEqual([]);
});

test('there is enough to compare', () => {
  const count = (area: string): number => CASES.filter(each => each.area === area).length;
  expect(CASES.length).toBeGreaterThan(1900);
  for (const [area, least] of Object.entries({
    'scalar-value': 448,
    'scalar-fuzz': 190,
    'scalar-key': 108,
    duplicates: 70,
  }))
    expect(count(area), area).toBeGreaterThanOrEqual(least);
  expect(count('documents')).toBeGreaterThan(100);
  expect(count('format')).toBeGreaterThan(250);
  expect(count('anchors')).toBeGreaterThan(200);
  expect(CASES.filter(each => lineOf(each) !== undefined).length).toBeGreaterThan(100);
});

/** Includes, `extends`, references and inputs are tested elsewhere. */
function isAboutReading({ yaml, load_error: fault }: Case): boolean {
  if (/\bextends\b|^include\b/m.test(yaml)) return false;
  if (yaml.includes('!reference') && !fault?.startsWith('crash')) return false;
  if (fault?.startsWith('header') || /interpolation/.test(fault ?? '')) return false;
  return !(yaml.includes('$[[') && load(yaml).header);
}

function load(yaml: string): Loaded {
  return loadDocument(parse('file:///.gitlab-ci.yml', yaml));
}

function answer({ yaml }: Case): string {
  const { content, header, failures } = load(yaml);
  return failures.length > 0 ? 'refused' : JSON.stringify(encode(content), header ? symbolsAsTexts : undefined);
}

/** Interpolation of inputs turns symbols into strings. */
function symbolsAsTexts(_key: string, value: unknown): unknown {
  return typeof value === 'object' && value !== null && '$symbol' in value ? value.$symbol : value;
}

function expected({ merged, load_error: fault }: Case): string {
  return fault !== null && merged === null ? 'refused' : JSON.stringify(merged);
}

/**
 * GitLab names the line where the broken construct begins; if there is none, as for invalid characters, it says line 1.
 */
function lineOf({ load_error: fault }: Case): number | undefined {
  const line = / while .* at line (\d+) /.exec(fault ?? '')?.[1];
  return line === undefined ? undefined : Number(line);
}

function brokenLine(yaml: string): number | undefined {
  for (const { span, entries } of parse('', yaml).pieces) {
    if (entries.length === 0) continue;
    const text = yaml.slice(span.start, span.end);
    const strict = parseStrict(text);
    if ('refusal' in strict) return text.slice(0, strict.refusal.from).split(/\r\n|[\n\r\u0085\u2028\u2029]/).length;
  }
  return undefined;
}
