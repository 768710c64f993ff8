/** The outline, drawn as lines with name, role, detail and range of lines. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { projectOf } from '../../server/src/ci/project.ts';
import { symbols, type DocumentSymbol } from '../../server/src/features/symbols.ts';
import { linesOf } from '../../server/src/text/lines.ts';
import type { Span } from '../../server/src/text/span.ts';
import { parse, update } from '../../server/src/yaml/document/document.ts';

function outline(text: string): string {
  const document = parse('file:///.gitlab-ci.yml', text);
  const lines = linesOf(text);
  const draw = (symbol: DocumentSymbol, depth: number): readonly string[] => {
    const [first, last] = [symbol.span.start, symbol.span.end].map(offset => lines.positionAt(offset).line + 1);
    const detail = symbol.detail && ` (${symbol.detail})`;
    const line = `${'  '.repeat(depth)}${symbol.name}: ${symbol.role}${detail} ${first}-${last}`;
    return [line, ...symbol.children.flatMap(child => draw(child, depth + 1))];
  };
  const found = symbols(projectOf(document), document);
  expect(misplaced(found, text)).toEqual([]);
  return found.flatMap(symbol => draw(symbol, 0)).join('\n');
}

function entriesIn(text: string): readonly string[] {
  return outline(text)
    .split('\n')
    .flatMap(line => /^(?! )(.*?): /.exec(line)?.[1] ?? []);
}

/** Symbols whose name is empty or has several lines, or that are outside the text or their parent. */
function misplaced(all: readonly DocumentSymbol[], { length }: { readonly length: number }): readonly DocumentSymbol[] {
  const whole = { start: 0, end: length };
  const check = (symbol: DocumentSymbol, parent: Span): readonly DocumentSymbol[] => {
    const { name, span, selectionSpan, children } = symbol;
    const isRight =
      name.trim() !== '' &&
      !/[\r\n]/.test(name) &&
      isWithin(span, parent) &&
      isWithin(selectionSpan, span) &&
      selectionSpan.start < selectionSpan.end;
    return [...(isRight ? [] : [symbol]), ...children.flatMap(child => check(child, span))];
  };
  return all.flatMap(symbol => check(symbol, whole));
}

function isWithin(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

describe('symbols', () => {
  test('jobs, default, hooks and handlers, each over its whole block', () => {
    const text = `stages: [a]

default:
  hooks:
    pre_get_sources_script:
      - x

# about the job
job:
  script: x
  hooks:
    pre_stop_k8s_container_handler:
      http_get:
        port: 8080
        path: /a
    pre_get_sources_script: x
  stage: a

.base:
  image: b
start:
  trigger: a/b
`;
    expect(outline(text)).toBe(`stages: keyword 1-1
  a: stage 1-1
default: keyword 3-6
  hooks: hooks 4-6
    pre_get_sources_script: hook (x) 5-6
job: job (stage a) 9-17
  script: key (x) 10-10
  hooks: hooks 11-16
    pre_stop_k8s_container_handler: hook (http_get) 12-15
      http_get: handler 13-15
    pre_get_sources_script: hook (x) 16-16
.base: template (hidden job) 19-20
start: trigger-job (trigger job, stage test by default) 21-22
  trigger: key (a/b) 22-22`);
  });

  test('of a job what tells about it, and each rule by its condition and what it does', () => {
    const text = `job:
  extends: [.base, .other]
  image: not shown
  rules:
    - if: |
        $CI_COMMIT_BRANCH == "main" &&
        $A
      changes: [docs/**/*, src/*, c, d]
      when: delayed
      start_in: 3 hours
      variables: { A: x, B: y }
    - !reference [.rules, rules]
    - [*alias, when: never]
    - exists: { paths: [Dockerfile], project: a/b }
      allow_failure: true
      needs: [a, { job: b }]
  needs: [a, { job: b, optional: true }, { pipeline: c }, d]
  script:
    - |

      set -e
      make
    - [make test, b]
    - c
  parallel:
    matrix:
      - { A: [a, b], B: [c, d, e] }
      - A: f
  environment: { name: prod, action: stop }
  artifacts: { paths: [dist/], reports: { junit: r.xml } }
  only: { refs: [main], changes: [a] }
  variables: { A: x, B: y }
  when: manual
run:
  rules: !reference [.rules, rules]
  parallel: 5
  needs:
  run:
    - name: build
      script: make
    - step: ./x
    -
child:
  trigger: { include: [{ local: child.yml }, a.yml] }
`;
    expect(outline(text)).toBe(
      `job: job 1-33
  extends: key (.base, .other) 2-2
  rules: key (5 rules) 4-16
    if $CI_COMMIT_BRANCH == "main" && $A and changes docs/**/*, src/*, c, 1 more: rule (delayed 3 hours, variables A, B) 5-11
    !reference [.rules, rules]: rule 12-12
    *alias: rule 13-13
    no condition: rule (never) 13-13
    exists Dockerfile: rule (may fail, needs a, b) 14-16
  needs: key (a, b, c, 1 more) 17-17
  script: key (set -e …, make test, b, 1 more) 18-24
  parallel: key (7 copies) 25-28
  environment: key (prod, stop) 29-29
  artifacts: key (dist/, reports junit) 30-30
  only: key (refs: main, changes: a) 31-31
  variables: key (A, B) 32-32
  when: key (manual) 33-33
run: job 34-42
  rules: key (!reference [.rules, rules]) 35-35
  parallel: key (5 copies) 36-36
  needs: key 37-37
  run: key 38-42
    build: step (make) 39-40
    step: ./x: step (./x) 41-41
child: trigger-job (trigger job, stage test by default) 43-44
  trigger: key (child.yml, a.yml) 44-44`,
    );
  });

  test('what is listed at the root: stages, variables, includes, rules of the pipeline, inputs', () => {
    const text = `spec:
  inputs:
    level: { default: info, options: [info, debug] }
    count: { type: number }
---
include:
  - local: ci/a.yml
    rules: [{ if: $A }]
  - { project: g/p, file: [a.yml, b.yml] }
  - template: X.gitlab-ci.yml
  - ci/b.yml
stages:
  - build
  - [test]
variables:
  A: x
  B: { value: "y", description: d }
workflow:
  name: n
  rules:
    - if: $CI_COMMIT_TAG
    - when: never
image: { name: alpine }
`;
    expect(outline(text)).toBe(`spec: keyword 1-4
  level: input (string, default info) 3-3
  count: input (number, required) 4-4
include: keyword 6-11
  ci/a.yml: include (local, 1 rule) 7-8
  a.yml, b.yml: include (project g/p) 9-9
  X.gitlab-ci.yml: include (template) 10-10
  ci/b.yml: include 11-11
stages: keyword 12-14
  build: stage 13-13
  test: stage 14-14
variables: keyword 15-17
  A: variable (x) 16-16
  B: variable (y) 17-17
workflow: keyword 18-22
  rules: key (2 rules) 20-22
    if $CI_COMMIT_TAG: rule 21-21
    no condition: rule (never) 22-22
image: keyword (name: alpine) 23-23`);
  });

  test('the stage that a job inherits, with where it is written, and none that cannot be known', () => {
    const base = '.base: { stage: b }\n.more: { extends: .base }\n';
    expect(outline(`${base}job: { extends: .more, script: x }\n`)).toContain('job: job (stage b from .base) 3-3');
    expect(outline(`.s: &s\n  stage: b\njob:\n  <<: *s\n  script: x\n`)).toContain('job (stage b from .s) 3-5');
    expect(outline(`${base}job: { extends: .more, stage: c, script: x }\n`)).toContain('job: job (stage c) 3-3');
    expect(outline('job: { extends: .missing, script: x }\n')).toContain('job: job 1-1');
    expect(outline('include: { template: T.gitlab-ci.yml }\njob: { script: x }\n')).toContain('job: job 2-2');
    expect(outline('include: { template: T.gitlab-ci.yml }\njob: { stage: s, script: x }\n')).toContain(
      'job: job (stage s) 2-2',
    );
    expect(outline('job: { script: x, stage: !reference [.a, stage] }\n')).toContain('stage !reference [.a, stage]');
  });

  test('long texts are cut, and nothing grows with what lists hold', () => {
    const long = 'x'.repeat(5000);
    const nested = `${'['.repeat(90)}a, b, c, d${']'.repeat(90)}`;
    const text = `${long}:\n  script: [${long}, ${long}, ${nested}]\n  only: ${nested}\n  rules: [{ if: ${long}, changes: [${long}] }]\n`;
    for (const line of outline(text).split('\n')) expect(line.length).toBeLessThan(260);
  });

  test('of a very long file the entries and hooks alone', () => {
    const job = (name: string) => `${name}: { script: x, when: manual, hooks: { pre_get_sources_script: y } }\n`;
    const text = Array.from({ length: 800 }, (_, index) => job(`job${index}`)).join('');
    const lines = outline(text).split('\n');
    expect(lines).toHaveLength(2400);
    expect(lines.slice(0, 4)).toEqual([
      'job0: job (stage test by default) 1-1',
      '  hooks: hooks 1-1',
      '    pre_get_sources_script: hook (y) 1-1',
      'job1: job (stage test by default) 2-2',
    ]);
  });

  test('a header, CRLF, a BOM, and nothing of what GitLab ignores', () => {
    const text = '\ufeffspec:\n  inputs:\n    a:\n---\njob:\n  script: x\n'.replaceAll('\n', '\r\n');
    expect(outline(text)).toBe(`spec: keyword 1-3
  a: input (string, required) 3-3
job: job (stage test by default) 5-6
  script: key (x) 6-6`);
    expect(entriesIn('a:\n  script: x\n---\nb:\n  script: y\n')).toEqual(['a']);
  });

  test('broken and half-typed blocks', () => {
    expect(entriesIn('a:\n  script: "x\nb:\n  script: y\n')).toEqual(['a', 'b']);
    expect(outline('job:\n  hooks:\n    pre_stop_k8s_container_handler:\n      ex\n  script: x\n')).toBe(
      'job: job (stage test by default) 1-5\n  hooks: hooks 2-4\n    pre_stop_k8s_container_handler: hook 3-4\n  script: key (x) 5-5',
    );
    expect(outline('jo\n')).toBe('jo: job 1-1');
    expect(outline('job:\n')).toBe('job: job 1-1');
    expect(outline('job:\n  hooks: { pre_stop_k8s_container_handler: { exec: [a], tcp_socket: {port: 1\n')).toContain(
      'exec: handler',
    );
  });

  test('names that are no names', () => {
    const text = '"": {script: x}\n" ":\n  script: x\n1:\n  script: x\n"a\\nb":\n  script: x\n';
    expect(entriesIn(text)).toEqual(['""', '""', '1', 'a⏎b']);
    expect(outline('? [a]\n: script: x\n')).not.toContain('undefined');
  });

  test('a block that stays keeps its symbols, at its new place', () => {
    const before = parse('file:///a.yml', 'a:\n  script: x\nb:\n  script: y\n');
    const first = symbols(projectOf(before), before);
    const after = update(before, [{ span: { start: 0, end: 0 }, text: '# new\n' }]);
    const second = symbols(projectOf(after), after);
    expect(second.map(({ name, span }) => [name, span.start])).toEqual(
      first.map(({ name, span }) => [name, span.start + 6]),
    );
  });

  test('every text of the cursor table: nested spans, and names', () => {
    const table = readFileSync(new URL('../yaml/cursor.cases.txt', import.meta.url), 'utf8');
    for (const part of table.split(/^== .*\n/m).slice(1)) outline(part.replace(/=> [^]*$/, '').replace('<|>', ''));
  });
});
