/** Scalars get the types of Ruby's Psych; the conformance tests have hundreds more. */
import { describe, expect, test } from 'vitest';
import { parseBlock } from '../../server/src/yaml/document/parse.ts';
import { readBlock } from '../../server/src/yaml/value/read.ts';
import { typePlain } from '../../server/src/yaml/value/scalar.ts';
import { member, type Datum } from '../../server/src/yaml/value/value.ts';

const PLAIN: Readonly<Record<string, string>> = {
  '8080': 'integer 8080',
  '+8080': 'integer 8080',
  '-0': 'integer 0',
  '010': 'integer 8',
  '0777': 'integer 511',
  '08': 'string 08',
  '0o10': 'string 0o10',
  '8_080': 'integer 8080',
  '8,080': 'integer 8080',
  '1__0': 'string 1__0',
  '0x1F90': 'integer 8080',
  '0b11': 'integer 3',
  '60:30': 'integer 217800',
  '22:22': 'integer 80520',
  '190:20:30': 'integer 685230',
  '-1:30': 'integer -1800',
  '10:20:30.5': 'float 37230.5',
  '8080.0': 'float 8080',
  '8.0e+3': 'float 8000',
  '8e3': 'string 8e3',
  '1.5e3': 'string 1.5e3',
  '5.': 'float 5',
  '.5': 'float 0.5',
  '.': 'string .',
  '.inf': 'float Infinity',
  '-.INF': 'float -Infinity',
  '.nan': 'float NaN',
  '.e+3': 'forbidden Float',
  tRuE: 'boolean true',
  on: 'boolean true',
  Off: 'boolean false',
  y: 'string y',
  N: 'string N',
  '~': 'null',
  NULL: 'null',
  nil: 'string nil',
  '': 'null',
  ':x': 'symbol x',
  '::1': 'symbol :1',
  ':"a b"': 'symbol a b',
  '2024-01-01': 'forbidden Date',
  '2024-1-1': 'forbidden Date',
  '2024-13-01': 'string 2024-13-01',
  '2024-01-01 10:00:00': 'forbidden Time',
  '2024-01-01T10:00:00Z': 'forbidden Time',
  'echo hi': 'string echo hi',
  '1.2.3': 'string 1.2.3',
  '12345678901234567890': 'integer 12345678901234567890',
};

describe('plain scalars', () => {
  for (const [text, expected] of Object.entries(PLAIN)) test(text, () => expect(draw(typePlain(text))).toBe(expected));
});

const WRITTEN: Readonly<Record<string, string>> = {
  '"8080"': 'string 8080',
  "'yes'": 'string yes',
  '!!str 010': 'string 010',
  '!!str': 'string ',
  '!!int "010"': 'integer 8',
  '!foo "5"': 'integer 5',
  '!!float 5': 'float 5',
  '!!float 08': 'float 8',
  '!!float x': 'forbidden Float',
  '!ruby/symbol x': 'symbol x',
  '!!binary aGVsbG8=': 'string hello',
  '!!binary 1w==': 'binary 1w==',
  '!<tag:yaml.org,2002:str> 5': 'string 5',
  '!ruby/regexp /x/': 'forbidden Regexp',
  '!!set {a: b}': 'forbidden Psych::Set',
  '!ruby/object:Foo {a: b}': 'forbidden Foo',
  '|\n    10': 'string 10',
  '*x': 'unknown alias',
  '!reference [a, b]': 'unknown reference',
  '$[[ inputs.port ]]': 'unknown input',
  '"a$[[ inputs.port ]]"': 'unknown input',
};

describe('values as they are written', () => {
  for (const [text, expected] of Object.entries(WRITTEN)) {
    test(text, () => {
      const value = member(readBlock('', parseBlock(`key: ${text}`)), 'key')?.value;
      expect(value?.kind === 'scalar' ? draw(value.datum) : value?.kind === 'unknown' && `unknown ${value.why}`).toBe(
        expected,
      );
    });
  }
});

function draw(datum: Datum): string {
  if (datum.type === 'null') return 'null';
  if (datum.type === 'forbidden') return `forbidden ${datum.className}`;
  return `${datum.type} ${datum.type === 'binary' ? datum.base64 : datum.value}`;
}
