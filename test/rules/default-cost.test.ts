/** Among many jobs, an edit of `default` and a refactoring only read what depends on the changed text. */
import { beforeEach, expect, test, vi } from 'vitest';
import { projectOf, withDocument } from '../../server/src/ci/project.ts';
import { fixAll } from '../../server/src/features/fix-all.ts';
import { diagnose } from '../../server/src/features/diagnostics.ts';
import { refactorings } from '../../server/src/features/refactor/refactorings.ts';
import { PIPELINE_RULES } from '../../server/src/rules/all.ts';
import { judgeJob } from '../../server/src/rules/engine/job-findings.ts';
import { parse, update } from '../../server/src/yaml/document/document.ts';
import { parseBlock } from '../../server/src/yaml/document/parse.ts';

const entryFindings = vi.spyOn(PIPELINE_RULES.entry, 'check');
vi.mock('../../server/src/rules/engine/job-findings.ts', { spy: true });
vi.mock('../../server/src/yaml/document/parse.ts', { spy: true });

const HOOKS = 'hooks: { pre_stop_k8s_container_handler: { exec: [a] } }';
const JOBS = 1000;
const TEXT =
  `stages: [build]\ndefault:\n  image: one\n  ${HOOKS}\n` +
  'own:\n  script: a\n  hooks: { pre_get_sources_script: [b] }\n' +
  Array.from({ length: JOBS }, (_, index) => `job-${index}:\n  stage: build\n  image: two\n  script: a\n`).join('');

const document = parse('file:///project/.gitlab-ci.yml', TEXT);
const project = projectOf(document);

function codesAfter(search: string, replacement: string): readonly string[] {
  const start = TEXT.indexOf(search);
  const edited = update(document, [{ span: { start, end: start + search.length }, text: replacement }]);
  return diagnose(withDocument(project, edited), edited, {}).map(({ code }) => code);
}

beforeEach(() => {
  diagnose(project, document, {});
  vi.clearAllMocks();
});

test('an edit of default judges it and the jobs with hooks of their own', () => {
  expect(codesAfter('image: one', 'image: three')).toContain('lost-handler');
  expect(entryFindings.mock.calls.length).toBeLessThan(4);
  expect(vi.mocked(judgeJob).mock.calls.length).toBeLessThan(4);
  expect(vi.mocked(parseBlock).mock.calls.length).toBeLessThan(4);
});

test('a handler that default gets or no longer has is lost or missed at once', () => {
  expect(codesAfter(HOOKS, 'hooks: { pre_get_sources_script: [a] }')).not.toContain('lost-handler');
  diagnose(project, document, {});
  expect(codesAfter('default:\n  image: one', 'defaults:\n  image: one')).not.toContain('lost-handler');
});

test('a refactoring is proven without reading the file again', () => {
  const at = TEXT.indexOf('image: two');
  expect(refactorings([project], document, { start: at, end: at }).length).toBeGreaterThan(0);
  expect(vi.mocked(parseBlock).mock.calls.length).toBeLessThan(20);
});

test('all fixes at once read again what they mend', () => {
  const broken = parse('file:///project/.gitlab-ci.yml', TEXT.replace('exec: [a]', 'exec: a'));
  const other = projectOf(broken);
  diagnose(other, broken, {});
  vi.clearAllMocks();
  expect(fixAll([other], broken, {}).length).toBe(1);
  expect(vi.mocked(parseBlock).mock.calls.length).toBeLessThan(10);
});
