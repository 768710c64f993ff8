/** Drives Helix, which understands nothing but keys: it runs in a terminal of tmux, whose screen is read. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { environment, put, recipeIn } from './drive.mjs';
import { makeRepository } from './scenario.mjs';

/** How long to wait for something to appear. */
const PATIENCE = 20_000;

/**
 * @param {readonly string[]} command that starts Helix @param {string} tmux @param {string} folder
 * @returns {Promise<import('./scenario.mjs').Seen>}
 */
export async function seeInHelix(command, tmux, folder) {
  put(folder, 'home/.config/helix/languages.toml', recipeIn('toml'));
  const file = makeRepository(join(folder, 'repository'));
  const env = { ...environment(folder), TERM: 'xterm-256color', COLORTERM: 'truecolor', TMUX: '' };
  const run = (/** @type {readonly string[]} */ ...args) =>
    spawnSync(tmux, ['-S', join(folder, 'tmux'), '-f', '/dev/null', ...args], { encoding: 'utf8', env }).stdout;
  const screen = () => run('capture-pane', '-p');
  const press = (/** @type {readonly string[]} */ ...keys) => void run('send-keys', ...keys);
  const until = async (/** @type {string} */ what, /** @type {() => boolean} */ holds) => {
    for (const end = Date.now() + PATIENCE; !holds(); await setTimeout(50))
      if (Date.now() > end) throw new Error(`Helix: waited in vain for ${what}\n${screen()}`);
  };
  const shows = (/** @type {string} */ text) => until(text, () => screen().includes(text));
  const saved = async (/** @type {(lines: readonly string[]) => boolean} */ holds) => {
    press(':w', 'Enter');
    await until('a saved file', () => holds(linesOf(file)));
  };
  run('new-session', '-d', '-x', '120', '-y', '24', '-c', join(folder, 'repository'), ...command, '.gitlab-ci.yml');
  try {
    await shows('● 1');
    press(']', 'd');
    press(':pipe-to cat > ../selected', 'Enter');
    const selected = join(folder, 'selected');
    await until('a selection', () => read(selected) !== '');
    press('Space', 'a');
    await shows('Rename to stage');
    press('Enter');
    await saved(lines => !lines[3]?.includes('stagee'));
    press('g', 'e', 'A', 'h', 't');
    await shows('http_get');
    press('Tab', 'Enter');
    await shows('port:');
    press('Escape');
    await saved(lines => lines.some(line => line.includes('port:')));
    press(':3', 'Enter', 'f', '.');
    press('g', 'd');
    await shows('ci/base.yml');
    const [, line] = /ci\/base\.yml.* (\d+):\d+/.exec(screen()) ?? [];
    press('Space', 'r');
    await shows('rename-to:');
    press('C-u', '.graceful', 'Enter');
    const base = join(folder, 'repository/ci/base.yml');
    press(':wa', 'Enter');
    await until('the other name', () => {
      press(':wa', 'Enter');
      return read(base).includes('.graceful') && read(file).includes('.graceful');
    });
    const lines = linesOf(file).filter(one => one.trim() !== '');
    return {
      faults: [`4: ${read(selected)}`],
      completed: lines.slice(-3),
      fixed: lines[3] ?? '',
      jumped: `ci/base.yml:${line}`,
      renamed: [lines[2] ?? '', linesOf(base)[0] ?? ''],
    };
  } finally {
    run('kill-server');
  }
}

/** @param {string} file */
function linesOf(file) {
  return read(file).split('\n');
}

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
