/** `docs/what-the-runner-gets.md` shows what the commands really print. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { root } from '../../scripts/ready.mjs';
import { checkFiles } from '../../server/src/hosts/cli/check.ts';
import { resolveFiles } from '../../server/src/hosts/cli/resolve.ts';
import { repository, run } from './repository.ts';

const page = readFileSync(new URL('../../docs/what-the-runner-gets.md', import.meta.url), 'utf8');
const file = blocksOf('yaml')[0] ?? '';
const [config = ''] = blocksOf('toml');
const shown = blocksOf('console').map(block => {
  const [command = '', ...lines] = block.split('\n');
  return { command: command.replace(/^\$ /, ''), output: lines.join('\n') };
});

function blocksOf(language: string): readonly string[] {
  return [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'gm'))].map(([, text = '']) => text);
}

test('the page shows each step', () => {
  expect(shown.length).toBeGreaterThan(5);
  expect(page.match(/^## Step \d/gm)).toEqual(['## Step 1', '## Step 2', '## Step 3', '## Step 4']);
});

test.each(shown)('$command', async ({ command, output }) => {
  expect(await printed(command)).toBe(output);
});

/** Only standard output: the page leaves out the problems that `resolve` reports. */
async function printed(command: string): Promise<string> {
  const [program, ...args] = command.split(' ');
  if (program === 'git') return execFileSync('git', args, { cwd: root, encoding: 'utf8' });
  const runner = command.includes('config.toml') ? { 'runner/config.toml': config } : {};
  const folder = repository({ '.gitlab-ci.yml': file, '.git/HEAD': 'ref: refs/heads/main\n', ...runner });
  const [name, ...rest] = args;
  const { out } = await run(name === 'check' ? checkFiles : resolveFiles, rest, folder);
  return out;
}
