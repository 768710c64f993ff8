/** Files with the name of a pipeline in subfolders: some are pipelines, others are parts of one. */
import { afterEach, describe, expect, it } from 'vitest';
import { DiagnosticSeverity } from 'vscode-languageserver/node';
import type { Started } from './connect.ts';
import { codes, open, problems, rest, rewrite, ROOT, serverWith, type OnDisk } from './files.ts';

let running: Started | undefined;
afterEach(() => running?.stop());

async function serverOn(files: Readonly<Record<string, string>>): Promise<OnDisk> {
  const server = await serverWith(files);
  running = server;
  return server;
}

describe('a nested file with the name of a pipeline', () => {
  const MAIN = `${ROOT}.gitlab-ci.yml`;
  const NESTED = `${ROOT}services/api/.gitlab-ci.yml`;
  const PART = 'api:\n  extends: .base\n  stage: qa\n  needs: [build]\n  script: make\n';
  const MAIN_OF = (path: string): string => `include: ${path}\nstages: [qa]\n.base: { image: alpine }\n`;

  it('is no whole where a path with variables may mean it, and lacks nothing then', async () => {
    const server = await serverOn({ '.gitlab-ci.yml': MAIN_OF('services/$SERVICE/.gitlab-ci.yml') });
    await open(server, NESTED, PART);
    expect(codes(server, NESTED)).toEqual([]);
    await open(server, MAIN, MAIN_OF('other/$SERVICE/.gitlab-ci.yml'));
    await rewrite(server, NESTED, `${PART}# more\n`);
    await rest(server);
    expect(codes(server, NESTED)).toContain('unknown-base');
  });

  it('is one where nothing here can include it', async () => {
    const server = await serverOn({ '.gitlab-ci.yml': MAIN_OF('services/${SERVICE}/ci.yml') });
    await open(server, NESTED, PART);
    expect(codes(server, NESTED)).toContain('unknown-base');
  });

  it('never lacks what the root has that includes it, not even while that is being read', async () => {
    const server = await serverOn({ '.gitlab-ci.yml': MAIN_OF('services/api/.gitlab-ci.yml') });
    server.disk.set(NESTED, PART);
    await open(server, NESTED, PART);
    const told = server.published.filter(({ uri }) => uri === NESTED).map(({ diagnostics }) => diagnostics);
    expect(told.slice(0, -1).flat()).toEqual([]);
    // after everything was read, only what no file defines is missing
    expect(codes(server, NESTED)).toEqual(['unknown-job']);
  });

  it('is one that may lack something where no root is here', async () => {
    const server = await serverOn({ 'services/other.txt': '' });
    await open(server, NESTED, `${PART}more: { stage: qa, needs: [build], script: make }\n`);
    const severities = problems(server, NESTED).map(({ code, severity }) => [code, severity]);
    expect(severities).toContainEqual(['unknown-base', DiagnosticSeverity.Warning]);
    expect(severities).toContainEqual(['unknown-stage', DiagnosticSeverity.Warning]);
    expect(severities.filter(([, severity]) => severity === DiagnosticSeverity.Error)).toEqual([]);
  });
});
