/**
 * A person opens the panel of a job's hooks next to its text: it follows the typing and the cursor, and links to where
 * the hooks are written.
 */
import { expect, test } from 'vitest';
import type { Opened } from './opened.ts';

export const HOOKS_FILE = `.graceful:
  hooks:
    pre_stop_k8s_container_handler:
      http_get: { path: /shutdown, port: 8080 }
serve:
  extends: .graceful
  script: ./serve.sh
plain:
  script: make
`;

/** In {@link HOOKS_FILE}, at `file` below the folder of the window. */
export function testHooks(opened: Opened, file: string): void {
  test(
    'the hooks of a job open by their lens, follow typing and cursor, and lead to where they are written',
    { timeout: 120_000 },
    async () => {
      await opened.window.open(file);
      const lenses = opened.window.page.locator('.codelens-decoration', { hasText: 'pre-stop hook from .graceful' });
      await lenses.getByText('Preview pre-stop hook').click();
      await opened.window.panel().getByRole('heading', { name: 'Pre-stop hook of serve' }).waitFor();
      await opened.window.panel().getByLabel('Grace period (seconds)').fill('0');
      await opened.window.panel().getByText('with a grace period of 0').waitFor();
      await opened.window.panel().getByRole('button', { name: 'Copy: Pod in Kubernetes' }).click();
      await opened.window.panel().getByText('Pod in Kubernetes: copied.').waitFor();
      await opened.window.panel().getByRole('button', { name: 'hooks.gitlab-ci.yml:4, via extends' }).first().click();
      await expect.poll(opened.window.cursorLine, { timeout: 10_000 }).toBe('4');
      await opened.window.panel().getByRole('heading', { name: 'Pre-stop hook of .graceful' }).waitFor();
      await opened.window.goTo(4, 46);
      await opened.window.type('1');
      await opened.window.panel().getByText('port: 80801').first().waitFor();
      await opened.window.goTo(9, 5);
      await opened.window.panel().getByText('No hook takes effect in this job.').waitFor();
    },
  );
}
