/** Where hover shows something, about what and with which first words, and where it shows nothing. */
import { describe, expect, test } from 'vitest';
import { projectOf } from '../../server/src/ci/project.ts';
import { hover, type Hover } from '../../server/src/features/hover.ts';
import { parse } from '../../server/src/yaml/document/document.ts';

const HANDLER = 'job:\n  hooks:\n    pre_stop_k8s_container_handler:\n';
const HTTP = `${HANDLER}      http_get:\n`;
const HEADER = `${HTTP}        http_headers:\n`;

function hoverAt(marked: string): Hover | undefined {
  const text = marked.replace('<|>', '');
  const document = parse('file:///.gitlab-ci.yml', text);
  const found = hover(projectOf(document), document, marked.indexOf('<|>'));
  if (found) expect(found.span.start <= marked.indexOf('<|>') && marked.indexOf('<|>') <= found.span.end).toBe(true);
  return found;
}

function spoken(marked: string): string | undefined {
  const found = hoverAt(marked);
  return found && marked.replace('<|>', '').slice(found.span.start, found.span.end);
}

test('hover on a variable in the lines of a hook', () => {
  expect(spoken('job:\n  hooks:\n    pre_get_sources_script: echo $CI_JOB_<|>ID\n')).toBe('$CI_JOB_ID');
});

describe('hover on keys', () => {
  test.each([
    ['job:\n  ho<|>oks:\n    pre_get_sources_script: x\n', 'hooks'],
    ['default:\n  <|>hooks:\n', 'hooks'],
    ['.a:\n  hooks<|>:\n', 'hooks'],
    ['job:\n  hooks:\n    pre_get_sources_<|>script: x\n', 'pre_get_sources_script'],
    ['job:\n  hooks:\n    pre_stop_<|>k8s_container_handler:\n', 'pre_stop_k8s_container_handler'],
    [`${HANDLER}      ex<|>ec: [a]\n`, 'exec'],
    [`${HANDLER}      "ex<|>ec": [a]\n`, '"exec"'],
    [`${HANDLER}      tcp_<|>socket: { port: 1 }\n`, 'tcp_socket'],
    [`${HANDLER}      tcp_socket: { po<|>rt: 1 }\n`, 'port'],
    [`${HTTP}        po<|>rt: 1\n`, 'port'],
    [`${HTTP}        ho<|>st: a\n`, 'host'],
    [`${HTTP}        pa<|>th: /a\n`, 'path'],
    [`${HTTP}        sch<|>eme: HTTP\n`, 'scheme'],
    [`${HTTP}        http_<|>headers: []\n`, 'http_headers'],
    [`${HEADER}          - na<|>me: a\n`, 'name'],
    [`${HEADER}          - name: a\n            val<|>ue: a\n`, 'value'],
    ['def<|>ault:\n  hooks:\n', 'default'],
    ['job:\n  scr<|>ipt: x\n', 'script'],
    ['sta<|>ges: [a]\n', 'stages'],
    ['sp<|>ec:\n  inputs:\n---\njob:\n  script: x\n', 'spec'],
    ['job:\r\n  hooks<|>:\r\n', 'hooks'],
    ['\ufeffdefault<|>:\n', 'default'],
    ['job:\n  image: "a\n  hooks<|>:\n    pre_get_sources_script: x\n', 'hooks'],
  ])('%j', (marked, key) => expect(spoken(marked)).toBe(key));

  test('the caveat comes first, and there are a dozen lines at most', () => {
    const { markdown } = hoverAt(`${HANDLER}      tcp_<|>socket: { port: 1 }\n`) ?? { markdown: '' };
    expect(markdown).toMatch(/^\*\*Careful:\*\* Does nothing/);
    for (const marked of [
      `${HANDLER}      ex<|>ec: [a]\n`,
      'job:\n  hooks<|>:\n',
      `${HTTP}        http_<|>headers: []\n`,
    ])
      expect(
        hoverAt(marked)
          ?.markdown.split('\n')
          .filter(line => line !== '' && !line.startsWith('```')).length,
      ).toBeLessThanOrEqual(12);
  });
});

describe('hover on values', () => {
  test.each([
    [`${HTTP}        scheme: HT<|>TPS\n`, /^HTTP over TLS/],
    [`${HTTP}        scheme: "HT<|>TPS"\n`, /^HTTP over TLS/],
    [`${HTTP}        scheme: ht<|>tp\n`, /^\*\*Careful:\*\* write `HTTP`/],
    [`${HEADER}          - name: Ho<|>st\n`, /^The host that the request names/],
    [`${HEADER}          - name: Keep-Alive\n            value: "time<|>out=5"\n`, /^\*\*Keep-Alive\*\*: How long/],
    [`${HEADER}          - { name: Accept, value: te<|>xt }\n`, /^\*\*Accept\*\*: /],
    [`${HTTP}        port: 01<|>00\n`, /^GitLab reads `0100` as the number \*\*64\*\*, an octal number/],
    [`${HTTP}        port: 60:<|>30\n`, /as the number \*\*217800\*\*, a base 60 number/],
    [`${HTTP}        port: 0x1F<|>90\n`, /as the number \*\*8080\*\*, a hexadecimal number/],
    [`${HTTP}        port: 8_<|>080\n`, /as the number \*\*8080\*\*/],
    [`${HTTP}        port: $PO<|>RT\n`, /^\*\*Careful:\*\* `\$PORT` is not expanded here/],
    [`${HTTP}        host: "a.$\{D<|>OMAIN}"\n`, /`\$\{DOMAIN\}` is not expanded here/],
    [`${HEADER}          - name: a\n            value: ye<|>s\n`, /^\*\*Careful:\*\* GitLab reads `yes` as a boolean/],
    [`${HEADER}          - name: a\n            value: 1<|>0\n`, /^\*\*Careful:\*\* GitLab reads `10` as a number/],
    [`job:\n  timeout: 2 we<|>eks\n`, /^`2 weeks` is \*\*336 h\*\*\. GitLab accepts at most 730 h/],
    [`job:\n  artifacts:\n    expire_in: 1h 3<|>0m\n`, /^`1h 30m` is \*\*1 h 30 min\*\*\.$/],
    [`include:\n  - remote: a\n    cache: a d<|>ay\n`, /`a day` is \*\*24 h\*\*\. GitLab accepts at least 1 min/],
    [`${HTTP}        host: :<|>:1\n`, /^\*\*Careful:\*\* GitLab reads `::1` as a symbol/],
  ])('%j', (marked, words) => expect(hoverAt(marked)?.markdown).toMatch(words));
});

describe('no hover', () => {
  test.each([
    'job:\n  script: ec<|>ho $A\n',
    'job:\n  script:\n    - ec<|>ho\n',
    'job:\n  hooks:\n    pre_get_sources_script:\n      - git $<|>A\n',
    'job:\n  hooks:\n    unk<|>nown: x\n',
    'job:\n  unk<|>nown: x\n',
    `${HANDLER}      exec:\n        - ec<|>ho "$A"\n`,
    `${HTTP}        port: 80<|>80\n`,
    `${HTTP}        port: $[[ inputs.po<|>rt ]]\n`,
    `${HTTP}        path: /a<|>\n`,
    `${HEADER}          - name: X-Own\n            value: a<|>\n`,
    'job:\n  rules:\n    - if: $O<|>WN\n      when: manual\n',
    'job:\n  needs:\n    - job: bui<|>ld\n      optional: true\n',
    'job:\n  interruptible: tr<|>ue\n',
    'job:\n  # ho<|>oks\n  script: x\n',
    'job:\n  script: |\n    hooks<|>: x\n',
    'job:\n<|>\n  script: x\n',
    'job:\n  hooks: *al<|>ias\n',
    'job:\n  <<<|>: *a\n',
    'a:\n  script: x\n---\nb:\n  hooks<|>:\n',
    '<|>',
    'job:\n  script: x\n<|>',
  ])('%j', marked => expect(hoverAt(marked)).toBeUndefined());
});
