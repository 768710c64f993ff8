/** A person works in several files, which other programs change as well, and goes on after the server is gone. */
import { describe, expect, test } from 'vitest';
import type { Opened } from './opened.ts';

const BASE = '.base:\n  hooks:\n    pre_stop_k8s_container_handler:\n      exec: [/bin/drain]\n';
const PIPELINE = 'include:\n  - local: ci/base.yml\nserve:\n  extends: .base\n  script: ./serve.sh\n';
const WRONG = 'job:\n  script: make\n  stagee: test\n';

export const ACROSS_FILES = {
  'across/.gitlab-ci.yml': PIPELINE,
  'across/ci/base.yml': BASE,
  'globs/deploy.yaml': WRONG,
  'globs/other.gitlab-ci.yml': WRONG,
  'restart.gitlab-ci.yml': 'job:\n  script: make\n  \n',
};

export const ACROSS_SETTINGS = {
  'gitlabCi.files.include': ['globs/*.yaml'],
  'gitlabCi.files.exclude': ['**/globs/other.*'],
};

/** In {@link ACROSS_FILES}, with {@link ACROSS_SETTINGS}; the last ones in a window, since they kill its server. */
export function testAcross(opened: Opened): void {
  const lens = (text: string) =>
    opened.window.page.locator('.codelens-decoration', { hasText: text }).first().waitFor({ timeout: 20_000 });

  test('only files that match the globs of the settings are checked', async () => {
    await opened.window.open('globs/deploy.yaml');
    await opened.window.squiggle('error');
    await opened.window.open('globs/other.gitlab-ci.yml');
    await opened.window.noSquiggle('error');
    await opened.window.page.locator('.statusbar-item', { hasText: 'YAML' }).first().waitFor();
  });

  describe('a template in another file', () => {
    const pipeline = 'across/.gitlab-ci.yml';
    const template = 'across/ci/base.yml';

    test('gives a job its hooks, which open as a document', async () => {
      await opened.window.open(pipeline);
      await lens('pre-stop hook from .base (ci/base.yml)');
      await opened.window.goTo(5, 4);
      await opened.window.run('Show Effective Hooks of This Job');
      await opened.window.page.locator('.tab.active', { hasText: 'serve' }).waitFor();
      await expect.poll(opened.window.text, { timeout: 10_000 }).toMatch(/^serve:\n {2}hooks:\n[^]*\/bin\/drain/m);
    });

    test('gets another name in both files', async () => {
      await opened.window.open(pipeline);
      await opened.window.goTo(4, 14);
      await opened.window.press('F2');
      await opened.window.page.locator('.rename-box input').fill('.graceful');
      await opened.window.press('Enter');
      await expect.poll(opened.window.text, { timeout: 10_000 }).toBe(PIPELINE.replace('.base', '.graceful'));
      expect(await opened.window.save(pipeline)).toBe(PIPELINE.replace('.base', '.graceful'));
      await opened.window.open(template);
      expect(await opened.window.save(template)).toBe(BASE.replace('.base', '.graceful'));
    });

    test('is noticed when another program changes it', async () => {
      await opened.window.open(pipeline);
      await lens('pre-stop hook from .graceful');
      await opened.window.outside.write(template, '.other:\n  script: make\n');
      await opened.window.squiggle('error');
      await opened.window.outside.write(template, BASE.replace('.base', '.graceful'));
      await opened.window.noSquiggle('error');
      await lens('pre-stop hook from .graceful');
    });
  });

  test('a server that was killed is there again with the next letters', async () => {
    await opened.window.open('restart.gitlab-ci.yml');
    await opened.window.noSquiggle('error');
    await opened.window.outside.killServer();
    await opened.window.goTo(3, 3);
    await opened.window.type('stagee: test');
    await opened.window.press('Escape');
    await opened.window.squiggle('error');
    await opened.window.fix('Rename to stage');
    expect(await opened.window.save('restart.gitlab-ci.yml')).toBe('job:\n  script: make\n  stage: test\n');
  });
}
