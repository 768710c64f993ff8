/** A person points at wavy lines, reads the reason, follows links and fixes the problems. */
import { expect, test } from 'vitest';
import type { Opened } from './opened.ts';

const problem = `job:
  script: echo
  hooks:
    pre_stop_k8s_container_handler:
      http_get:
        port: 8080
      tcp_socket:
        port: 8080
`;

export const MENDING_FILES = { 'problem.gitlab-ci.yml': problem, 'documentation.gitlab-ci.yml': problem };

/** In {@link MENDING_FILES}, and in a copy of test/workspaces/two-files below the folder of the window. */
export function testMending(opened: Opened): void {
  test('marks what is wrong, says why, and mends it', async () => {
    await opened.window.open('problem.gitlab-ci.yml');
    await opened.window.squiggle('error');
    await opened.window.pointAt('tcp_socket');
    expect(await opened.window.hover('http_get')).toMatch(/tcp_socket/);
    await opened.window.page.mouse.move(5, 5);
    await opened.window.goTo(7, 8);
    await opened.window.fix('Keep only tcp_socket');
    await opened.window.noSquiggle('error');
    const expected = problem.replace(/ {6}http_get:\n.*\n/, '');
    expect(await opened.window.save('problem.gitlab-ci.yml')).toBe(expected);
  });

  test('links a clash of two files to the other one, mends it, and leads to what is left', async () => {
    const file = 'two-files/.gitlab-ci.yml';
    await opened.window.open('k8s/deployment.yml'); // a name different from that of the pipelines
    await opened.window.open(file);
    await opened.window.squiggle('error');
    await opened.window.pointAt('tcp_socket');
    expect(await opened.window.hover('.stops-gracefully')).toMatch(/templates\.yml\(5, 7\)/);
    await opened.window.follow('templates.yml(5, 7)', 'templates.yml');
    await opened.window.open(file);
    await opened.window.goTo(11, 8);
    await opened.window.fix('Remove tcp_socket and keep exec of .stops-gracefully in ci/templates.yml');
    await opened.window.noSquiggle('error');
    expect(await opened.window.save(file)).not.toContain('tcp_socket');
    await opened.window.pointAt('deploy');
    expect(await opened.window.hover('Hooks that take effect')).not.toContain('tcp_socket');
    // the editor takes links out of Markdown whose scheme it does not know, as that of all file systems of a page
    if (opened.kind === 'window') await opened.window.follow('ci/templates.yml:', 'templates.yml');
  });

  test('shows the documentation of the keyword', async () => {
    await opened.window.open('documentation.gitlab-ci.yml');
    await opened.window.pointAt('pre_stop_k8s_container_handler');
    expect(await opened.window.hover('tcp_socket')).toMatch(/exec/); // the problem comes before the documentation
  });
}
