/**
 * Text of a file is data: wherever it is shown, it loads nothing, is no link, does not leave its quotes, breaks no
 * lines and does not control a terminal.
 */
import { marked, type Token } from 'marked';
import { afterEach, describe, expect, it } from 'vitest';
import { linesOf } from '../../server/src/text/lines.ts';
import type { HookPreviewAnswer } from '../../server/src/lsp/requests.ts';
import { sample } from '../../scripts/sample.mjs';
import { EVERY, paramsOf } from './asking.ts';
import { serverWith } from './files.ts';
import { ABLE, start, type Started } from './connect.ts';

const URI = 'file:///ws/.gitlab-ci.yml';

/** Texts that an attacker could write, each a YAML string in double quotes. */
const ATTACKS: Readonly<Record<string, string>> = {
  'a picture and a command link': '![i](https://evil.example/p.png) [c](command:evil) <b onclick=x>&lt;</b>',
  'the end of code': '`![i](https://evil.example/1)` ``![j](https://evil.example/2)`` ```[c](command:evil)```',
  'lines of their own':
    'a\\n\\n# T\\n\\n![i](https://evil.example/3)\\r\\n- [c](command:evil)\\n```\\n<img src=https://evil.example/4>\\u2028x',
  'addresses that become links':
    'https://evil.example www.evil.example mailto:a@evil.example <https://evil.example> a@evil.example',
  'controls of a terminal and of direction': '\\e[31m\\u009b2J\\b\\u202egpj.exe\\u2066\\u200f\\u0007\\u061c',
  'a definition of a link': '[x]: command:evil\\n[x][x] [x]',
  'tables and code': '| a | b |\\n|---|---|\\n| [c](command:evil) | ~~~ <b>x</b> |\\n    indented\\n===',
  icons: '$(error) $(sync~spin) *a* _b_ **c** \\\\[x](command:evil) &#91;x](command:evil)',
  'more than anybody reads': 'long'.repeat(300),
};

/** A file with the text in every place that an author can fill. */
const FILE = (text: string): string => `spec:
  inputs:
    "${text}": { type: "${text}", description: "${text}", default: "${text}", options: ["${text}"], regex: "${text}" }
    plain: { description: "${text}", default: "${text}", options: ["${text}", b], type: "${text}" }
  component: ["${text}"]
---
include: { local: "${text}", inputs: { "${text}": "${text}" } }
stages: ["${text}", build]
variables:
  PLAIN: { value: "${text}", description: "${text}", options: ["${text}", b] }
  OTHER: "${text}"
  "${text}": "${text}"
default:
  hooks: { pre_get_sources_script: ["${text}"], "${text}": "${text}" }
".${text}":
  script: "${text}"
  hooks:
    pre_stop_k8s_container_handler: { exec: ["${text}", "b"], "${text}": 1, http_get: { port: "${text}", host: "${text}" } }
"${text}":
  stage: "${text}"
  extends: [".${text}", "${text}", ".missing ${text}"]
  needs: ["${text}", { job: "${text} missing", parallel: { matrix: [{ "${text}": "${text}" }] } }]
  dependencies: ["${text}"]
  script: [!reference [".${text}", script, "${text}"], "echo $PLAIN $OTHER $[[ inputs.plain ]] $[[ inputs.${text} ]]"]
  parallel: { matrix: [{ PLAIN: ["${text}"], "${text}": "${text}" }] }
  environment: { name: "${text}", url: "${text}", on_stop: "${text}", action: "${text}" }
  rules: [{ if: "$PLAIN == \\"x\\" ${text}", when: "${text}", variables: { OTHER: "${text}" } }]
  "${text} key": "${text}"
  inherit: { variables: ["${text}"] }
  hooks:
    pre_stop_k8s_container_handler: { tcp_socket: { port: "\${${text}", host: "${text}" } }
job:
  stage: build
  extends: ".${text}"
  script: echo $PLAIN
  only: ["${text}"]
  image: { name: "${text}", pull_policy: "${text}", kubernetes: { user: "${text}" } }
`;

/** The same for the keywords that the other file does not have. */
const MORE = (text: string): string => `spec:
  inputs:
    plain: { default: a }
    num: { type: number, default: "${text}", rules: [{ if: "${text}", options: ["${text}"], default: "${text}" }] }
---
include:
  - { project: "${text}", file: ["${text}"], ref: "${text}" }
  - { remote: "${text}", integrity: "${text}" }
  - { component: "${text}" }
  - { template: "${text}" }
  - local: "ci/*/${text}.yml"
    rules: [{ if: "${text}", exists: ["${text}"], changes: { paths: ["${text}"], compare_to: "${text}" }, when: "${text}" }]
workflow:
  name: "${text}"
  auto_cancel: { on_new_commit: "${text}" }
  rules: [{ if: '$PLAIN == "x"', changes: ["${text}"], variables: { "${text}": "${text}" } }, { if: "${text}" }]
.a: &a { "${text}": "${text}", script: ["${text}"] }
a:
  <<: *a
  services: [{ name: "${text}", alias: "${text}", command: ["${text}"], variables: { "${text}": "${text}" } }, "${text}"]
  artifacts: { name: "${text}", paths: ["${text}"], expire_in: "${text}", expose_as: "${text}", reports: { junit: "${text}", dotenv: "${text}", "${text}": "a" } }
  cache: [{ key: "${text}", paths: ["${text}"], policy: "${text}" }, { key: { files: ["${text}"], prefix: "${text}" } }]
  secrets: { "${text}": { vault: "${text}" }, A: { vault: { engine: { name: "${text}", path: "${text}" }, path: "${text}", field: "${text}" } } }
  id_tokens: { "${text}": { aud: "${text}" } }
  release: { tag_name: "${text}", description: "${text}", ref: "${text}", released_at: "${text}", milestones: ["${text}"], assets: { links: [{ name: "${text}", url: "${text}" }] } }
  retry: { max: 1, when: "${text}" }
  timeout: "${text}"
  tags: ["${text}"]
  coverage: "${text}"
  resource_group: "${text}"
  manual_confirmation: "${text}"
  inputs: { "${text}": { default: "${text}", description: "${text}", options: ["${text}"] } }
  identity: "${text}"
  pages: { path_prefix: "${text}", publish: "${text}" }
  environment: { name: "${text}", kubernetes: { agent: "${text}", namespace: "${text}" }, auto_stop_in: "${text}", deployment_tier: "${text}" }
  allow_failure: { exit_codes: "${text}" }
  dast_configuration: { site_profile: "${text}" }
t:
  trigger: { project: "${text}", branch: "${text}", strategy: "${text}", inputs: { "${text}": "${text}" }, forward: "${text}" }
u:
  trigger: { include: [{ local: "${text}", inputs: { "${text}": "${text}" } }, { artifact: "${text}", job: "${text}" }] }
  parallel: { matrix: [{ "${text}": ["${text}", "b"] }] }
r:
  run:
    - { name: "${text}", script: "${text}", env: { "${text}": "${text}" } }
    - { name: b, step: { git: { url: "${text}", rev: "${text}" } }, inputs: { "${text}": "\${{ steps.${text}.outputs.x }}" } }
    - { name: c, step: "${text}" }
w:
  script: ["${text}", "echo \${{ job.inputs.${text} }} \"${text}", "sleep 100 # ${text}"]
  needs: [{ job: "u: [${text}]" }, { job: u, parallel: { matrix: [{ "${text}": "$[[ matrix.${text} ]]" }] } }, { pipeline: "${text}", job: "${text}" }]
  stage: "${text}"
  variables: { "${text}": { value: "${text}", expand: "${text}" }, A: $B, B: "$A ${text}" }
  hooks:
    pre_get_sources_script: ["${text}"]
    pre_stop_k8s_container_handler: { exec: ["sh", "-c", "${text} $SECRET \" sleep 90"] }
`;

/**
 * Answers for programs, which have the text as it is in the file. Effective hooks and their preview have tests of their
 * own.
 */
const DATA = ['gitlabCi/plan', 'gitlabCi/effectiveHooks', 'gitlabCi/hookPreview', 'workspace/executeCommand'];
const SHOWING = EVERY.filter(method => !DATA.includes(method));

/** Requests with a different answer at each place; all others are sent for some of the places. */
const AT_EACH_PLACE = ['textDocument/hover', 'textDocument/completion', 'textDocument/prepareRename'];
const SPARSE = 15;

let running: Started | undefined;
afterEach(() => running?.stop());

const TRIED = Object.entries(ATTACKS).flatMap(([name, attack]) => [
  [name, 'a pipeline', FILE(attack)],
  [name, 'many keywords', MORE(attack)],
]);

/** In two days all of them are tried. */
describe.each(sample(TRIED, 2))('%s in %s', (_, __, text = '') => {
  it('is only text in every answer', { timeout: 120_000 }, async () => {
    const { client, published, settled } = (running = await start({ capabilities: ABLE }));
    const textDocument = { uri: URI };
    await client.sendNotification('textDocument/didOpen', {
      textDocument: { ...textDocument, languageId: 'yaml', version: 1, text },
    });
    await settled();
    const lines = linesOf(text);
    const places = placesIn(text).map(offset => lines.positionAt(offset));
    const answers: unknown[] = [...published];
    for (const [index, position] of places.entries())
      for (const method of index % SPARSE === 0 ? SHOWING : AT_EACH_PLACE)
        answers.push(await client.sendRequest(method, paramsOf(method, URI, position)).catch(String));
    const range = { start: lines.positionAt(0), end: lines.positionAt(text.length) };
    for (const method of ['textDocument/codeAction', 'textDocument/inlayHint'])
      answers.push(await client.sendRequest(method, { textDocument, range, context: { diagnostics: [] } }));
    for (const lens of await client.sendRequest<object[]>('textDocument/codeLens', { textDocument }))
      answers.push(await client.sendRequest('codeLens/resolve', lens));
    const shown = [...new Map(shownIn(answers).map(one => [`${one.key} ${one.value}`, one])).values()];
    expect(shown.length).toBeGreaterThan(100);
    expect(shown.filter(({ key, value }) => !isInert(key, value))).toEqual([]);
  });
});

describe('the effective hooks', () => {
  it.each(Object.entries(ATTACKS))('hold %s as text', async (_, attack) => {
    const { client } = (running = await start({ capabilities: ABLE }));
    const text = FILE(attack);
    const textDocument = { uri: URI };
    await client.sendNotification('textDocument/didOpen', {
      textDocument: { ...textDocument, languageId: 'yaml', version: 1, text },
    });
    const answer = await client.sendRequest<{ text: string }>('gitlabCi/effectiveHooks', { textDocument, job: 'job' });
    await running.settled();
    expect(answer.text).toMatch(/^#[^\n]*\n/);
    for (const line of answer.text.split('\n')) expect(line).toSatisfy((one: string) => isPlain(one) || one === '');
    expect(answer.text.split('\n').filter(line => /^\S/.test(line) && !line.startsWith('#'))).toEqual(['job:']);
    const { preview } = await client.sendRequest<HookPreviewAnswer>('gitlabCi/hookPreview', {
      textDocument,
      job: 'job',
    });
    const texts = [...preview.lines, ...preview.notes].flatMap(({ text: line, origin }) => [line, origin?.label ?? '']);
    const copied = preview.projections.flatMap(projection => projection.text?.split('\n') ?? []);
    for (const line of [preview.about, preview.job, ...texts, ...copied])
      expect(line).toSatisfy((one: string) => isPlain(one) || one === '');
  });
});

describe('the names of files', () => {
  const ATTACK = 'a `b` ![i](https:x) [c](command:evil) <b onclick=x> $(error)';
  const PATH = `ci/${ATTACK}.yml`;
  const TEXT = `include: [${JSON.stringify(PATH)}, ${JSON.stringify(`ci/no ${ATTACK}.yml`)}]
.own: { image: alpine }
job: { extends: [.t, .own], needs: [other], retry: 9 }
child: { trigger: { include: ${JSON.stringify(PATH)} } }
`;

  it('are only text in every answer', async () => {
    const path = encodeURI(PATH);
    const part =
      '.t: { script: make, retry: 7 }\nother: { extends: .own, script: a, stage: none }\njob: { timeout: soon }\n';
    const { client, published, settled, stop } = await serverWith({ '.gitlab-ci.yml': TEXT, [path]: part });
    const answers: unknown[] = [];
    for (const [name, text] of Object.entries({ '.gitlab-ci.yml': TEXT, [path]: part })) {
      const uri = `file:///ws/${name}`;
      const textDocument = { uri, languageId: 'yaml', version: 1, text };
      await client.sendNotification('textDocument/didOpen', { textDocument });
      await settled();
      const lines = linesOf(text);
      for (const offset of placesIn(text))
        for (const method of SHOWING)
          answers.push(await client.sendRequest(method, paramsOf(method, uri, lines.positionAt(offset))).catch(String));
    }
    await settled();
    const shown = shownIn([...answers, ...published]);
    stop();
    expect(shown.filter(({ value }) => value.includes('command:evil')).length).toBeGreaterThan(5);
    expect(shown.filter(({ key, value }) => !isInert(key, value))).toEqual([]);
  });
});

/** Offsets near the start of each key, scalar and half-typed word. */
function placesIn(text: string): readonly number[] {
  const words = [...text.matchAll(/"(?:\\.|[^"\\])*"|\$\w+|inputs\.\w+|[\w.]+/g)];
  return words.map(({ 0: word, index }) => index + Math.min(2, word.length));
}

interface Shown {
  readonly key: string;
  readonly value: string;
}

/** The texts of an answer that an editor shows, without those that it inserts into the file or compares with it. */
function shownIn(answer: unknown, key = 'message'): readonly Shown[] {
  if (typeof answer === 'string') return [{ key, value: answer }];
  if (Array.isArray(answer)) return answer.flatMap(one => shownIn(one, key));
  if (typeof answer !== 'object' || answer === null) return [];
  // The value of a variable can be edited, so it is unchanged here; the client escapes it in its list.
  if (key === 'variables') return shownIn({ ...answer, value: undefined }, 'message');
  if ('kind' in answer && answer.kind === 'markdown') return shownIn(Object.values(answer), 'markdown');
  return Object.entries(answer)
    .filter(([name]) => SHOWN.has(name))
    .flatMap(([name, value]) => shownIn(value, name));
}

const SHOWN = new Set([
  ...['contents', 'documentation', 'label', 'detail', 'message', 'title', 'name', 'relatedInformation', 'diagnostics'],
  ...['children', 'items', 'command', 'disabled', 'reason', 'placeholder', 'containerName', 'tooltip', 'value'],
  ...[
    'scenario',
    'verdict',
    'errors',
    'stages',
    'nodes',
    'says',
    'copies',
    'picture',
    'pipeline',
    'scenarios',
    'about',
  ],
  ...['inForce', 'faults', 'variables'],
]);

function isInert(key: string, value: string): boolean {
  if (key === 'placeholder') return true;
  return key === 'markdown' ? isInertMarkdown(value) : isPlain(value) && value.length < 2000;
}

function isPlain(line: string): boolean {
  return !/[\p{Cc}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/u.test(line);
}

/** The outcome of a condition in each scenario: our only table, which always has two columns. */
const OUR_TABLE = /^\| `(?:if|changes|exists)` \| in scenario \|\n\|---\|---\|\n(?:\| [a-z][^|\n]* \| [^|\n]+ \|\n?)+$/;

/**
 * Parses the Markdown as the editor does: no image, HTML or heading, and links only to our sources and to files of the
 * workspace.
 */
function isInertMarkdown(markdown: string): boolean {
  const bad: string[] = [];
  void marked.walkTokens(marked.lexer(markdown, { gfm: true }), (token: Token) => {
    if (['image', 'html', 'heading', 'def', 'del'].includes(token.type)) bad.push(token.raw);
    if (token.type === 'table' && !OUR_TABLE.test(token.raw)) bad.push(token.raw);
    if (
      token.type === 'link' &&
      !/^(?:https:\/\/(?:docs\.gitlab\.com|gitlab\.com|kubernetes\.io|github\.com)\/|file:\/\/\/ws\/)/.test(
        String(token['href']),
      )
    )
      bad.push(token.raw);
    if (token.type === 'code' && token['lang'] !== 'yaml') bad.push(token.raw);
  });
  return bad.length === 0 && markdown.split('\n').every(isPlain) && markdown.length < 20_000;
}
