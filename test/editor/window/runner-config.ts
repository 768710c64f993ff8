/**
 * A person opens a runner's `config.toml` in an editor without TOML support: problems, hover, completion, and the
 * conversion to hooks of jobs.
 */
import { describe, expect, test } from 'vitest';
import type { Opened } from './opened.ts';

export const RUNNER_CONFIG_FILE = `concurrent = 4
[[runners]]
  name = "kubernetes"
  executor = "kubernetes"
  [runners.kubernetes.container_lifecycle.pre_stop.exec]
    command = ["rm", "-f", "/shared/job.lock"]
  [runners.kubernetes.container_lifecycle.pre_stop.http_get]
    port = 8080

[[runners]]
  name = "other"
  executor = "kubernetes"
  [runners.kubernetes.container_lifecycle.pre_stop.http_get]
    port = 8080

`;

/** In {@link RUNNER_CONFIG_FILE}, at `file` below the folder of the window. */
export function testRunnerConfig(opened: Opened, file: string): void {
  describe('the config.toml of a runner', () => {
    /** In a file without colours each line is one word, so the hover is opened by the keyboard. */
    const hoverAt = async (line: number, column: number, text: string): Promise<string> => {
      await opened.window.goTo(line, column);
      await opened.window.press('Control+k');
      await opened.window.press('Control+i');
      return opened.window.hover(text);
    };

    test('shows what Kubernetes refuses, and why', async () => {
      await opened.window.open(file);
      await opened.window.squiggle('error');
      const told = await hoverAt(7, 55, 'Sends a GET request');
      expect(told).toContain('may not specify more than 1 handler type');
    });

    test('completes the keys of a table, and their words', async () => {
      await opened.window.goTo(15, 5);
      await opened.window.type('sch');
      await opened.window.press('Control+Space');
      const [first] = await opened.window.suggestions();
      expect(first?.label).toBe('scheme');
      await opened.window.press('Enter');
      const words = await opened.window.suggestions();
      expect(words.map(({ label }) => label).slice(0, 2)).toEqual(['HTTP', 'HTTPS']);
      await opened.window.press('Enter');
    });

    test('mends by a click', async () => {
      await opened.window.goTo(7, 55);
      await opened.window.fix('Keep only exec');
      await opened.window.noSquiggle('error');
      expect(await opened.window.save(file)).toBe(
        RUNNER_CONFIG_FILE.replace(/ {2}\[runners\S+http_get\]\n {4}port = 8080\n\n/, '\n').replace(
          /\n\n$/,
          '\nscheme = "HTTP"\n',
        ),
      );
    });

    test('becomes hooks of jobs in a text beside it', async () => {
      await opened.window.goTo(6, 8);
      await opened.window.fix('Convert to Job Hooks');
      const beside = opened.window.page.locator('.editor-group-container.active .view-lines');
      await opened.window.page.locator('.tab.active', { hasText: 'Untitled' }).waitFor();
      await expect
        .poll(async () => (await beside.innerText()).replaceAll('\u00a0', ' '), { timeout: 10_000 })
        .toContain('pre_stop_k8s_container_handler:\n      exec:\n        - rm');
    });
  });
}
