/** Edits of templates and of `default` after which jobs are judged again, or their problems are elsewhere. */
import { expect, test } from 'vitest';
import { projectOf } from '../../server/src/ci/project.ts';
import { judgeAhead } from '../../server/src/features/diagnostics.ts';
import { parse } from '../../server/src/yaml/document/document.ts';
import { replaced, shown, URI } from './edited-project.ts';

test('a job whose own mapping is merged with that of the template is judged again', () => {
  const text =
    '.a:\n  hooks: { pre_get_sources_script: [a] }\none:\n  extends: .a\n  script: x\n  hooks:\n    pre_stop_k8s_container_handler: { http_get: { path: /, port: 80 } }\n';
  const project = projectOf(parse(URI, text));
  const before = shown(project);
  const edited = text.replace('pre_get_sources_script: [a]', 'pre_stop_k8s_container_handler: { exec: [a] }');
  const after = shown(replaced(project, edited));
  expect(after).toEqual(shown(projectOf(parse(URI, edited))));
  expect(after).not.toEqual(before);
});

test.each([
  ['the job', '', '  variables: { B: $A }\n'],
  ['the workflow', 'workflow: { rules: [{ when: always, variables: { B: $A } }] }\n', ''],
])('variables of a template and of %s that come to refer to each other are a cycle', (_where, above, own) => {
  const text = `stages: [build]\n${above}.a:\n  stage: build\n  variables: { A: x }\none:\n  extends: .a\n  script: x\n${own}`;
  const project = projectOf(parse(URI, text));
  expect(shown(project)).toEqual([]);
  const edited = text.replace('A: x', 'A: $B');
  expect(shown(replaced(project, edited))).toMatchObject([{ code: 'circular-variables' }]);
  expect(shown(replaced(project, edited))).toEqual(shown(projectOf(parse(URI, edited))));
});

test('needs of a template are found where they are after an edit above them', () => {
  const text =
    'stages: [build]\n.a:\n  stage: build\n  before_script: [a]\n  needs: [two]\none:\n  extends: .a\n  script: x\ntwo:\n  stage: build\n  script: x\n  needs: [three]\nthree:\n  stage: build\n  script: x\n';
  let project = projectOf(parse(URI, text));
  expect(shown(project)).toEqual([]);
  const longer = text.replace('[a]', '[a, b, c]');
  project = replaced(project, longer);
  expect(shown(project)).toEqual([]);
  const circular = `${longer}  needs: [one]\n`;
  project = replaced(project, circular);
  expect(shown(project)).not.toEqual([]);
  expect(shown(project)).toEqual(shown(projectOf(parse(URI, circular))));
});

test('what an edit left to be judged is judged after the next one, whatever that is', () => {
  const text = 'stages: [build]\n.a:\n  stage: build\n  before_script: [a]\none:\n  extends: .a\n  script: x\n';
  let project = projectOf(parse(URI, text));
  expect(shown(project)).toEqual([]);
  const lost = text.replace('stage: build', 'stage: nowhere');
  project = replaced(project, lost);
  const half = project.documents.get(URI) ?? parse(URI, '');
  let steps = 0;
  for (let progress = 'begun'; progress === 'begun';) progress = judgeAhead(project, half, () => steps++ % 2 > 0);
  project = replaced(project, lost.replace('[a]', '[b]'));
  expect(shown(project)).toMatchObject([{ code: 'unknown-stage' }]);
});

test('a wrong value of a default with a script, which is no job, is told after the edit', () => {
  const text = 'default:\n  script: make\n  image: alpine\n';
  const project = projectOf(parse(URI, text));
  shown(project);
  const edited = text.replace('alpine', '{ name: a, hooks: {} }');
  expect(shown(replaced(project, edited))).toEqual(shown(projectOf(parse(URI, edited))));
});

test('what a default takes of a template by reference is judged after an edit there', () => {
  const text =
    '.base:\n  before_script: [make]\ndefault:\n  before_script: !reference [.base, before_script]\none:\n  script: x\n';
  const project = projectOf(parse(URI, text));
  expect(shown(project)).toEqual([]);
  const edited = text.replace('[make]', '[fi]');
  expect(shown(replaced(project, edited))).toMatchObject([{ code: 'shell-syntax' }]);
  expect(shown(replaced(project, edited))).toEqual(shown(projectOf(parse(URI, edited))));
});

test('a job inherits what default has in place of nothing that it has itself', () => {
  const text = 'default:\n  hooks:\n    pre_get_sources_script: [make]\none:\n  script: x\n  hooks:\n';
  const project = projectOf(parse(URI, text));
  expect(shown(project)).toEqual([]);
  const edited = text.replace('[make]', '[fi]');
  expect(shown(replaced(project, edited))).toMatchObject([{ code: 'shell-syntax' }]);
});
