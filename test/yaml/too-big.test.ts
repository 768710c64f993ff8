/** Texts that GitLab refuses for their size cost little, have one problem, and are not examined further. */
import { describe, expect, it } from 'vitest';
import { projectOf } from '../../server/src/ci/project.ts';
import { resolvePipeline } from '../../server/src/ci/pipeline.ts';
import { codeActions } from '../../server/src/features/code-actions.ts';
import { diagnose } from '../../server/src/features/diagnostics.ts';
import { hover } from '../../server/src/features/hover.ts';
import { lenses } from '../../server/src/features/lens.ts';
import { symbols } from '../../server/src/features/symbols.ts';
import { parse, update } from '../../server/src/yaml/document/document.ts';
import { loadDocument } from '../../server/src/yaml/load/load.ts';
import { sizeOf } from '../../server/src/yaml/value/step.ts';

const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');
const twice = (name: string, index: number): string => (index > 0 ? `*${name}${index - 1}, *${name}${index - 1}` : 'x');

/** Texts of a few kilobytes that expand to millions of values. */
const BOMBS: Readonly<Record<string, string>> = {
  'lists of lists': `${lines(10, index => `.l${index}: &l${index} [${index > 0 ? `*l${index - 1}, `.repeat(9) : 'x'}]`)}
job: { script: *l9, variables: { A: *l9 } }\n`,
  'a script of 2^25 lines': `${lines(26, index => `.s${index}: &s${index} [${twice('s', index)}]`)}
job:
  script: *s25
  hooks: { pre_stop_k8s_container_handler: { exec: *s25 } }\n`,
  'maps thirty deep': `${lines(30, index => `.m${index}: &m${index} { a: ${index > 0 ? `*m${index - 1}, b: *m${index - 1}` : 'x'} }`)}
job: { script: a, variables: *m29 }\n`,
  'nested merge keys': `.m0: &m0 { x: 1 }
${lines(40, index => `.m${index + 1}: &m${index + 1} { <<: *m${index}, k${index}: { <<: *m${index}, z: 1 } }`)}
job: { <<: *m40, script: a }\n`,
  'merge keys in one block': `job:
  script: a
  m0: &m0 { x: 1 }
${lines(40, index => `  m${index + 1}: &m${index + 1} { <<: *m${index}, k${index}: *m${index} }`)}\n`,
  'a chain of merges': `${lines(700, index => `.c${index}: &c${index} { ${index > 0 ? `<<: *c${index - 1}, ` : ''}k${index}: 1 }`)}\n`,
  'many aliases of something large': `.a: &a [${'x, '.repeat(1500)}]
${lines(500, index => `j${index}: { script: *a }`)}\n`,
};

describe.each(Object.entries(BOMBS))('%s', (_, text) => {
  it('are too big, once, and nobody walks through them', () => {
    const before = process.cpuUsage();
    const document = parse('file:///w/.gitlab-ci.yml', text);
    const project = projectOf(document);
    const found = diagnose(project, document, {});
    expect(found.filter(({ code }) => code === 'too-big')).toHaveLength(1);
    expect(sizeOf(loadDocument(document).content)).toBeLessThan(150_000);
    const at = text.indexOf('script') + 1;
    hover(project, document, at);
    symbols(project, document);
    lenses([project], document, { inheritance: 'replace', origins: true, uses: true });
    codeActions([project], document, { start: at, end: at }, {});
    resolvePipeline(project);
    expect(seconds(before)).toBeLessThan(15);
  });
});

it('edits of what is too big leave what a fresh reading makes of the text', () => {
  const [first = ''] = Object.values(BOMBS);
  const document = parse('file:///w/.gitlab-ci.yml', first);
  loadDocument(document);
  const small = update(document, [{ span: { start: 0, end: first.indexOf('job:') }, text: '.l9: &l9 [a]\n' }]);
  expect(loadDocument(small).failures).toEqual([]);
  expect(loadDocument(small).content.members.get('job')).toEqual(
    loadDocument(parse('file:///w/.gitlab-ci.yml', small.text)).content.members.get('job'),
  );
});

it('what many jobs merge is not too big', () => {
  const text = `.b: &b { image: a, script: [x, y], variables: { A: 1 } }\n${lines(1000, index => `j${index}: { <<: *b }`)}\n`;
  expect(loadDocument(parse('file:///w/.gitlab-ci.yml', text)).failures).toEqual([]);
});

describe('a file of more than 2 MiB', () => {
  const text = lines(150_000, index => `job${index}: { script: make }`);

  it.each([
    ['in letters', text],
    ['in bytes', 'job:\n  script: "' + '漢'.repeat(900_000) + '"\n'],
    ['of errors', 'job:\n' + '  a: "b\n'.repeat(300_000)],
  ])('%s is one message and no reading', (_, large) => {
    const before = process.cpuUsage();
    const document = parse('file:///w/.gitlab-ci.yml', large);
    const project = projectOf(document);
    expect(diagnose(project, document, {}).map(({ code }) => code)).toEqual(['too-big']);
    expect(symbols(project, document).length).toBeLessThan(2);
    expect(hover(project, document, 2)).toBeUndefined();
    expect(seconds(before)).toBeLessThan(5);
  });

  it('is read as soon as it is small enough, and not any more once it is not', () => {
    const large = parse('file:///w/.gitlab-ci.yml', text);
    const small = update(large, [{ span: { start: 20, end: text.length }, text: '\n' }]);
    expect(loadDocument(small).failures.map(({ code }) => code)).not.toContain('too-big');
    const again = update(small, [{ span: { start: 20, end: 20 }, text }]);
    expect(loadDocument(again).failures.map(({ code }) => code)).toEqual(['too-big']);
  });
});

/** CPU seconds. The limits are generous: otherwise it would be minutes. */
function seconds(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
