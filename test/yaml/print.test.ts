/** Every reader reads the YAML that we print as the same strings. */
import { expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { parse } from '../../server/src/yaml/document/document.ts';
import { loadDocument } from '../../server/src/yaml/load/load.ts';
import { yamlOf } from '../../server/src/yaml/value/print.ts';

/** The file after reading and printing it. */
function printedAgain(text: string): string {
  const { content } = loadDocument(parse('file:///a.yml', text));
  return yamlOf(content, {});
}

const STRINGS = [
  '1e3',
  '0o17',
  '.5e3',
  '1e300',
  '0x1F',
  '0b11',
  '1_000',
  'y',
  'N',
  'yes',
  'on',
  '~',
  'null',
  '1.5',
  '-3',
  'sleep',
  '10s',
  '1.2.3',
  '/bin/sh',
];

test.each(STRINGS)('%s stays a string', text => {
  const printed = printedAgain(`a: ${JSON.stringify(text)}\n`);
  expect(parseYaml(printed, { version: '1.2' })).toEqual({ a: text });
  expect(parseYaml(printed, { version: '1.1' })).toEqual({ a: text });
});

test('what nobody takes for anything else is not quoted', () => {
  expect(printedAgain('a: "make test"\nb: "10s"\n')).toBe('a: make test\nb: 10s\n');
});
