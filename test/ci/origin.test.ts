import { describe, expect, test } from 'vitest';
import { originsOf } from '../../server/src/ci/origin.ts';
import type { Project } from '../../server/src/ci/project.ts';
import { resolveJob } from '../../server/src/ci/resolve-job.ts';
import { locate } from '../../server/src/yaml/document/document.ts';
import { projectOfTexts, ROOT, type Texts } from './memory.ts';

/** Each part of the hooks of `job`: its pointer, its file, the text there, and the steps that brought it. */
async function origins(main: string, texts: Texts = {}): Promise<readonly string[]> {
  const project = await projectOfTexts(main, texts);
  const hooks = resolveJob(project, 'job')?.hooks;
  if (!hooks) return [];
  return [...originsOf(hooks)].map(([pointer, { at, via }]) => {
    const steps = via.map(({ rule }) => rule).join(' ');
    return `${pointer} ${at.uri.slice(ROOT.length)} ${textAt(project, at)} ${steps}`.trim();
  });
}

function textAt(project: Project, at: Parameters<typeof locate>[1]): string {
  const document = project.documents.get(at.uri);
  const span = document && locate(document, at);
  return span ? document.text.slice(span.start, span.end) : '?';
}

describe('origins', () => {
  test('a mapping that is merged from two files keeps the origin of each part', async () => {
    const main = `include: ci/base.yml
job:
  script: x
  extends: .base
  hooks:
    pre_stop_k8s_container_handler:
      tcp_socket:
        port: 1
`;
    const base = `.base:
  hooks:
    pre_get_sources_script: [one, [two]]
    pre_stop_k8s_container_handler:
      tcp_socket:
        host: h
`;
    const file = 'ci/base.yml';
    expect(await origins(main, { [file]: base })).toEqual([
      `/pre_get_sources_script ${file} pre_get_sources_script include extends`,
      `/pre_get_sources_script/0 ${file} one include extends`,
      `/pre_get_sources_script/1 ${file} two include extends`,
      '/pre_stop_k8s_container_handler .gitlab-ci.yml pre_stop_k8s_container_handler',
      '/pre_stop_k8s_container_handler/tcp_socket .gitlab-ci.yml tcp_socket',
      `/pre_stop_k8s_container_handler/tcp_socket/host ${file} h include extends`,
      '/pre_stop_k8s_container_handler/tcp_socket/port .gitlab-ci.yml 1',
    ]);
  });

  test('default, reference, anchor and merge key', async () => {
    const main = `.lines: &lines [a]
.more: &more {tcp_socket: {port: 1}}
.handler:
  exec: *lines
default:
  hooks:
    pre_get_sources_script: d
    pre_stop_k8s_container_handler: !reference [.handler]
job: {script: x}
`;
    expect(await origins(main)).toEqual([
      '/pre_get_sources_script .gitlab-ci.yml pre_get_sources_script default',
      '/pre_get_sources_script/0 .gitlab-ci.yml d default',
      '/pre_stop_k8s_container_handler .gitlab-ci.yml pre_stop_k8s_container_handler default',
      '/pre_stop_k8s_container_handler/exec .gitlab-ci.yml exec reference default',
      '/pre_stop_k8s_container_handler/exec/0 .gitlab-ci.yml a anchor reference default',
    ]);
  });

  test('a merge key brings keys and values', async () => {
    const main = `.h: &h {tcp_socket: {port: 1}}
job: {script: x, hooks: {pre_stop_k8s_container_handler: {<<: *h}}}
`;
    expect(await origins(main)).toEqual([
      '/pre_stop_k8s_container_handler .gitlab-ci.yml pre_stop_k8s_container_handler',
      '/pre_stop_k8s_container_handler/tcp_socket .gitlab-ci.yml tcp_socket merge-key',
      '/pre_stop_k8s_container_handler/tcp_socket/port .gitlab-ci.yml 1 merge-key',
    ]);
  });

  test('an input: the value is where it is given, the step where it is used', async () => {
    const main = 'include: {local: a.yml, inputs: {port: 7}}\nother: {script: x}\n';
    const template = `spec: {inputs: {port: {type: number}, host: {default: h}}}
---
job:
  script: x
  hooks: {pre_stop_k8s_container_handler: {tcp_socket: {port: "$[[ inputs.port ]]", host: "$[[ inputs.host ]]"}}}
`;
    expect(await origins(main, { 'a.yml': template })).toEqual([
      '/pre_stop_k8s_container_handler a.yml pre_stop_k8s_container_handler include',
      '/pre_stop_k8s_container_handler/tcp_socket a.yml tcp_socket include',
      '/pre_stop_k8s_container_handler/tcp_socket/port .gitlab-ci.yml 7 input include',
      '/pre_stop_k8s_container_handler/tcp_socket/host a.yml h input include',
    ]);
  });
});
