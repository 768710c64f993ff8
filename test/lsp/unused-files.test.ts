/** Files that a pipeline names no more have no part in what is said about it, as if they had never been read. */
import { afterEach, expect, it } from 'vitest';
import type { DocumentLink } from 'vscode-languageserver';
import { codes, open, rest, rewrite, ROOT, serverWith, touch, type OnDisk } from './files.ts';

const MAIN = `${ROOT}.gitlab-ci.yml`;
const A = `${ROOT}ci/a.yml`;
const B = `${ROOT}ci/b.yml`;

let server: OnDisk;
afterEach(() => server.stop());

async function linksOf(uri: string): Promise<readonly (string | undefined)[]> {
  const links = await server.client.sendRequest<DocumentLink[]>('textDocument/documentLink', { textDocument: { uri } });
  return links.map(({ target }) => target);
}

it('a file that was missing is linked once GitLab includes no more before it', async () => {
  const files = { '.gitlab-ci.yml': 'include: [/ci/a.yml, /ci/b.yml]\n', 'ci/a.yml': 'job: {script: x}\n' };
  server = await serverWith({ ...files, 'ci/b.yml': 'include: /missing.yml\n' });
  await open(server, B, 'include: /missing.yml\n');
  expect(await linksOf(B)).toEqual([]);
  server.disk.set(A, 'include: /ci/a.yml\n');
  await touch(server, A);
  expect(await linksOf(B)).toEqual([`${ROOT}missing.yml`]);
});

it('a variable is not declared any more', async () => {
  const files = { 'ci/a.yml': 'variables: {CI_JOB_ID: x}\n', 'ci/b.yml': '.b: {}\n' };
  server = await serverWith(files);
  const rules = 'job:\n  script: x\n  rules: [{if: $CI_JOB_ID}]\n';
  await open(server, MAIN, `include: /ci/a.yml\n${rules}`);
  expect(codes(server, MAIN)).toEqual([]);
  await rewrite(server, MAIN, `include: /ci/b.yml\n${rules}`);
  await rest(server);
  await rest(server);
  expect(codes(server, MAIN)).toContain('early-variable');
});

it('what a pattern of a child pipeline finds is in use, and not looked for with each edit', async () => {
  server = await serverWith({ 'ci/one.yml': 'job: {script: x}\n' });
  const start = 'start:\n  trigger: {include: "ci/*.yml"}\n';
  await open(server, MAIN, start);
  const before = server.asked.length;
  await rewrite(server, MAIN, `${start}other: {script: x}\n`);
  await rest(server);
  expect(server.asked.slice(before)).toEqual([]);
});

it.each([
  ['is read once', B, []],
  ['is read again if it changed meanwhile', A, [A]],
])('a file that is named no more for a while %s', async (_, changed, again) => {
  server = await serverWith({ 'ci/a.yml': '.a: {}\n' });
  await open(server, MAIN, 'include: /ci/a.yml\njob: {script: x}\n');
  await rewrite(server, MAIN, 'includ: /ci/a.yml\njob: {script: x}\n');
  await rest(server);
  await touch(server, changed);
  const before = server.asked.length;
  await rewrite(server, MAIN, 'include: /ci/a.yml\njob: {script: x}\n');
  await rest(server);
  expect(server.asked.slice(before)).toEqual(again);
});
