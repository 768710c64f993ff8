/** Files in folders that are called like a pipeline: some are, some are parts of one. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Started } from './connect.ts';
import { codes, open, rest, rewrite, ROOT, serverWith, type OnDisk } from './files.ts';

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
});
