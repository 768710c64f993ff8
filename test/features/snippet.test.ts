/** The inserted text for clients with snippets, which has tab stops, and for those without. */
import { describe, expect, test } from 'vitest';
import { layoutAt } from '../../server/src/features/layout.ts';
import { toBeginning, toSnippet, toText } from '../../server/src/features/snippet.ts';
import { parse } from '../../server/src/yaml/document/document.ts';
import { completionsAt, resultOf } from './check-completion.ts';

describe('snippets', () => {
  test('stops are numbered, the final one comes last', () => {
    expect(toSnippet(['a: ', { placeholder: '' }, '\nb: ', { placeholder: '1' }])).toBe('a: $1\nb: ${2:1}$0');
    expect(toSnippet(['a: ', { placeholder: '' }])).toBe('a: $0');
    expect(toSnippet(['a: "', { placeholder: '' }, '"'], ' ')).toBe('a: "$1"$0 ');
  });

  test('what means something to snippets is escaped', () => {
    expect(toSnippet(['$A {} \\', { placeholder: '$B}' }])).toBe('\\$A {\\} \\\\${1:\\$B\\}}$0');
  });

  test('without snippets, the text up to the first stop or the whole', () => {
    const template = ['a: "', { placeholder: '' }, '"\nb: ', { placeholder: '1' }];
    expect(toBeginning(template)).toBe('a: ');
    expect(toBeginning(['a'])).toBe('a');
    expect(toText(template)).toBe('a: ""\nb: 1');
  });
});

describe('completion for clients without snippets', () => {
  const handler = 'job:\n  hooks:\n    pre_stop_k8s_container_handler:\n';
  test.each([
    [`${handler}      <|>\n`, 'exec', `${handler}      exec:\n        - \n`],
    [`${handler}      <|>\n`, 'http_get', `${handler}      http_get:\n        port: \n`],
    ['job:\n  <|>\n', 'hooks', 'job:\n  hooks:\n    \n'],
    [`${handler}      tcp_socket: { <|> }\n`, 'port', `${handler}      tcp_socket: { port: 8080 }\n`],
    [`${handler}      tcp_socket: { <|> port: 1 }\n`, 'host', `${handler}      tcp_socket: { host: , port: 1 }\n`],
    [`${handler}      tcp_socket: <|>\n`, 'port', `${handler}      tcp_socket:\n        port: \n`],
    [`${handler}      exec: <|>\n`, '[ … ]', `${handler}      exec: [""]\n`],
    [
      `${handler}      http_get:\n        http_headers:\n          - <|>\n`,
      'name, value',
      `${handler}      http_get:\n        http_headers:\n          - name: \n`,
    ],
    [
      `${handler}      http_get:\n        http_headers:\n          - name: a\n            <|>\n`,
      'value',
      `${handler}      http_get:\n        http_headers:\n          - name: a\n            value: \n`,
    ],
    [`${handler}      http_get:\n        scheme: <|>\n`, 'HTTPS', `${handler}      http_get:\n        scheme: HTTPS\n`],
    [`${handler}      exec<|>:\n        - a\n`, 'http_get', `${handler}      http_get:\n        port: \n`],
  ])('%j: %s', (marked, label, expected) => {
    const { text, items } = completionsAt(marked, { snippets: false });
    const item = items.find(one => one.label === label);
    expect(item?.isSnippet).toBe(false);
    expect(item && resultOf(text, item)).toBe(expected);
  });
});

describe('layout', () => {
  test.each([
    ['job:\n  a: x<|>\n', '2 2 "'],
    ['job:\n    a: x\n    b:\n        - x<|>\n', '4 4 "'],
    ['job:\n  script:\n  - x\n  <|>\n', '2 0 "'],
    ['job:\n    script:\n      - x\n    <|>\n', '4 2 "'],
    ["job:\n  a: 'x'\n  b: 'y'\n  c: \"z\"\n  <|>\n", "2 2 '"],
    ['a:\n    b:\n        c: x\n\njob:\n<|>\n', '4 4 "'],
    ['a:\n    b:\n        c: x\n\njob:\n  d:\n    e: x\n  <|>\n', '2 2 "'],
    ['job:\n  script: |\n    def f():\n            return 1\n    if x:\n            y\n  <|>\n', '2 2 "'],
    ['# a: b\njob:\n   <|>\n', '3 3 "'],
    ['a:\n    <<: *b\njob:\n<|>', '4 4 "'],
    ['', '2 2 "'],
  ])('%j', (marked, expected) => {
    const document = parse('file:///a.yml', marked.replace('<|>', ''));
    const { step, listStep, quote } = layoutAt(document, Math.max(0, marked.indexOf('<|>')));
    expect(`${step} ${listStep} ${quote}`).toBe(expected);
  });

  test('line breaks are those of the file', () => {
    expect(layoutAt(parse('file:///a.yml', 'a: b\r\nc: d\r\n'), 0).lineBreak).toBe('\r\n');
    expect(layoutAt(parse('file:///a.yml', ''), 0).lineBreak).toBe('\n');
  });
});
