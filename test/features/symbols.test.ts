/** The outline as a drawing: name, role, detail and the lines it spans. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { projectOf } from '../../server/src/ci/project.ts';
import { symbols, type DocumentSymbol } from '../../server/src/features/symbols.ts';
import { linesOf } from '../../server/src/text/lines.ts';
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
  checkNesting(found, text);
  return found.flatMap(symbol => draw(symbol, 0)).join('\n');
}

function checkNesting(all: readonly DocumentSymbol[], text: string): void {
  for (const { name, span, selectionSpan, children } of all) {
    expect(name.trim()).not.toBe('');
    expect(name).not.toMatch(/[\r\n]/);
    expect(0 <= span.start && span.end <= text.length).toBe(true);
    expect(
      span.start <= selectionSpan.start && selectionSpan.start < selectionSpan.end && selectionSpan.end <= span.end,
    ).toBe(true);
    for (const child of children) expect(span.start <= child.span.start && child.span.end <= span.end).toBe(true);
    checkNesting(children, text);
  }
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
default: keyword 3-6
  hooks: hooks 4-6
    pre_get_sources_script: hook 5-6
job: job (stage a) 9-17
  hooks: hooks 11-16
    pre_stop_k8s_container_handler: hook (http_get) 12-15
      http_get: handler 13-15
    pre_get_sources_script: hook 16-16
.base: template (hidden job) 19-20
start: trigger-job (trigger job) 21-22`);
  });

  test('a header, CRLF, a BOM, and nothing of what GitLab ignores', () => {
    const text = '\ufeffspec:\n  inputs:\n    a:\n---\njob:\n  script: x\n'.replaceAll('\n', '\r\n');
    expect(outline(text)).toBe('spec: keyword 1-3\njob: job 5-6');
    expect(outline('a:\n  script: x\n---\nb:\n  script: y\n')).toBe('a: job 1-2');
  });

  test('broken and half-typed blocks', () => {
    expect(outline('a:\n  script: "x\nb:\n  script: y\n')).toBe('a: job 1-2\nb: job 3-4');
    expect(outline('job:\n  hooks:\n    pre_stop_k8s_container_handler:\n      ex\n  script: x\n')).toBe(
      'job: job 1-5\n  hooks: hooks 2-4\n    pre_stop_k8s_container_handler: hook 3-4',
    );
    expect(outline('jo\n')).toBe('jo: job 1-1');
    expect(outline('job:\n')).toBe('job: job 1-1');
    expect(outline('job:\n  hooks: { pre_stop_k8s_container_handler: { exec: [a], tcp_socket: {port: 1\n')).toContain(
      'exec: handler',
    );
  });

  test('names that are no names', () => {
    expect(outline('"": {script: x}\n" ":\n  script: x\n1:\n  script: x\n"a\\nb":\n  script: x\n')).toBe(
      '"": job 1-1\n"": job 2-3\n1: job 4-5\na⏎b: job 6-7',
    );
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
