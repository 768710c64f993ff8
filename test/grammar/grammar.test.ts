/** The injections colour hooks and handlers where they belong, and leave all other YAML files exactly as they are. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { IGrammar } from 'vscode-textmate';
import { hooks, preStopHandler } from '../../server/src/spec/hooks.ts';
import { sample } from '../../scripts/sample.mjs';
import { REAL_FOLDER } from '../real-files.ts';
import { differences } from './differences.ts';
import { editorExtensions, injectedGrammar, injectionFile, injections, plainGrammar, tokenise } from './tokens.ts';

const HOOK = 'support.function.hook.gitlab-ci';
const HANDLER = 'support.type.handler.gitlab-ci';

const KUBERNETES = `apiVersion: v1
kind: Pod
metadata: { name: web, annotations: { hooks: "exec: x" } }
spec:
  containers:
    - name: web
      lifecycle:
        preStop:
          exec:
            command: ["sh", "-c", "sleep 5"]
      livenessProbe:
        exec: { command: [cat, /tmp/ok] }
        http_get: { port: 8080 }
      hooks:
        exec: no
        tcp_socket: { port: 1 }
  pre_stop_k8s_container_handler:
    exec: outside of any hooks
`;

const COMPOSE = `services:
  web:
    image: nginx
    post_start:
      - command: ./hello.sh
    hooks:
      pre_stop: { exec: x }
    healthcheck: { test: ["CMD", "exec"] }
`;

const PRE_COMMIT = `repos:
- repo: https://example.com/hooks
  hooks:
  - id: exec
    name: pre_get_sources_script
  - id: other
    exec: true
  rev: v1
`;

const SCRIPTS = `job:
  script:
    - |
      hooks:
        pre_stop_k8s_container_handler:
          exec: in a text
    - "hooks:
        pre_get_sources_script: in quotes"
  variables: # hooks: pre_get_sources_script: in a comment
    hooks: a
    pre_get_sources_script: b
`;

const AWKWARD = `job:
  hooks: &shared
    <<: *other
    # a comment
  # a comment further out
    pre_stop_k8s_container_handler: &handler

      !!str exec: [a,
        b]
      ? complex
      : value
     odd: indentation
    unknown key
  hooks: a: b
  hooks: !reference [.a, hooks]
  hooks
  \thooks: tab
  last:
  - 1
`;

interface Manifest {
  readonly contributes: { readonly grammars: unknown };
}

describe('the grammar itself', () => {
  const source = readFileSync(injectionFile('gitlab-ci.hooks.injection'), 'utf8');

  it('names the hooks and handlers of the table, and no others', () => {
    const handlers = Object.keys(preStopHandler.shape.fields);
    const named = new Set(source.match(/\b[a-z]+(?:_[a-z0-9]+)+\b|\bexec\b/g));
    expect(named).toEqual(new Set([...Object.keys(hooks.shape.fields), ...handlers]));
  });

  it('is contributed to YAML, like the others', () => {
    const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as Manifest;
    expect(manifest.contributes.grammars).toEqual(
      [...injections].map(([scopeName, path]) => ({ scopeName, path: `./${path}`, injectTo: ['source.yaml'] })),
    );
    for (const scope of injections.keys()) {
      const { scopeName } = JSON.parse(readFileSync(injectionFile(scope), 'utf8')) as { readonly scopeName: string };
      expect(scopeName).toBe(scope);
    }
  });
});

const extensions = editorExtensions();
const because = extensions ? '' : ' (no editor with YAML grammars was found on this machine)';

describe.skipIf(!extensions)(`the colours in an editor${because}`, () => {
  let plain: IGrammar;
  let injected: IGrammar;

  beforeAll(async () => {
    plain = await plainGrammar(extensions ?? '');
    injected = await injectedGrammar(extensions ?? '');
  });

  const coloured = (text: string): readonly string[] =>
    tokenise(injected, text).flatMap(({ text: word, scopes }) => {
      if (/^["']$/.test(word)) return [];
      if (scopes.includes(HOOK)) return [`hook ${word}`];
      return scopes.includes(HANDLER) ? [`handler ${word}`] : [];
    });

  it('shows hooks and handlers in jobs, default and hidden jobs', () => {
    const body = `
  hooks:
    pre_get_sources_script:
      - echo hello
    pre_stop_k8s_container_handler: # proposed
      exec: [echo]
      tcp_socket: { port: 8080 }
      http_get:
        port: 8080
        exec: 1
`;
    const expected = [
      'hook pre_get_sources_script',
      'hook pre_stop_k8s_container_handler',
      'handler exec',
      'handler tcp_socket',
      'handler http_get',
    ];
    for (const job of ['default', '.hidden', '"a job"', 'pages']) expect(coloured(`${job}:${body}`)).toEqual(expected);
  });

  it('shows them after other keys, in quotes, after a merge key and with CRLF', () => {
    const text = `job:\r\n  script: make\r\n  'hooks' :\r\n     <<: *a\r\n     unknown: 1\r\n     "pre_stop_k8s_container_handler":\r\n       unknown: 2\r\n       'exec': x\r\n  after_script: x\r\n`;
    expect(coloured(text)).toEqual(['hook pre_stop_k8s_container_handler', 'handler exec']);
  });

  it('shows them in flow collections', () => {
    const text = `job:
  hooks: { pre_get_sources_script: [a], pre_stop_k8s_container_handler: { "exec": [a, b] }, x: exec }
  script: make
other:
  hooks:
    pre_stop_k8s_container_handler: {
      http_get: { port: 8080, exec: no } }
`;
    expect(coloured(text)).toEqual([
      'hook pre_get_sources_script',
      'hook pre_stop_k8s_container_handler',
      'handler exec',
      'hook pre_stop_k8s_container_handler',
      'handler http_get',
    ]);
  });

  it.each([
    ['Kubernetes', KUBERNETES],
    ['compose', COMPOSE],
    ['pre-commit', PRE_COMMIT],
    ['scripts and comments', SCRIPTS],
  ])('colours no hook in %s', (_, text) => {
    expect(coloured(text)).toEqual([]);
    expect(differences(plain, injected, text)).toEqual([]);
  });

  it('adds its scopes and changes no other, also in odd text', () => {
    const prefixes = Array.from({ length: AWKWARD.length }, (_, end) => AWKWARD.slice(0, end + 1));
    for (const text of prefixes.filter((_, index) => index % 7 === 0).concat(AWKWARD))
      expect(differences(plain, injected, text)).toEqual([]);
  });

  it.skipIf(!existsSync(REAL_FOLDER))(
    'changes nothing else in real files',
    () => {
      const files = readdirSync(REAL_FOLDER, { recursive: true, encoding: 'utf8' }).filter(name =>
        /\.ya?ml$/.test(name),
      );
      const found = sample(files.toSorted(), 20).map(name => ({
        name,
        differences: differences(plain, injected, readFileSync(join(REAL_FOLDER, name), 'utf8')).slice(0, 3),
      }));
      expect(found.filter(one => one.differences.length > 0)).toEqual([]);
    },
    60_000,
  );
});
