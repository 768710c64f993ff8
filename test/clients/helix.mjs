/** Drives Helix, which understands nothing but keys: it runs in a terminal of tmux, whose screen is read. */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { environment, put, recipeIn, repositoryForSettings, setupOf } from './drive.mjs';
import { CURSOR, insertionSteps } from './insertions.mjs';
import { makeRepository, REMOVED } from './scenario.mjs';

/** How long to wait for something to appear. */
const PATIENCE = 20_000;

/**
 * Starts Helix in the repository of the scenario, in a terminal of which `use` presses the keys and reads the screen.
 * @template Result
 * @param {Started} started @param {(terminal: ReturnType<typeof terminalOf>) => Promise<Result>} use
 */
async function inHelix({ command, tmux, folder, config = '', settings = '', file: own }, use) {
  put(folder, 'home/.config/helix/languages.toml', setupOf('helix') + settings);
  put(folder, 'home/.config/helix/config.toml', config);
  const file = own ?? makeRepository(join(folder, 'repository'));
  const env = { ...environment(folder), TERM: 'xterm-256color', COLORTERM: 'truecolor', TMUX: '' };
  const run = (/** @type {readonly string[]} */ ...args) =>
    spawnSync(tmux, ['-S', join(folder, 'tmux'), '-f', '/dev/null', ...args], { encoding: 'utf8', env }).stdout;
  run('new-session', '-d', '-x', '120', '-y', '24', '-c', join(folder, 'repository'), ...command, '.gitlab-ci.yml');
  try {
    return await use(terminalOf(run, file));
  } finally {
    run('kill-server');
  }
}

/** @typedef {{ readonly command: readonly string[], readonly tmux: string, readonly folder: string, readonly config?: string, readonly settings?: string, readonly file?: string }} Started */

/** @param {(...args: readonly string[]) => string} run @param {string} file */
function terminalOf(run, file) {
  const screen = () => run('capture-pane', '-p');
  const press = (/** @type {readonly string[]} */ ...keys) => void run('send-keys', ...keys);
  const until = async (/** @type {string} */ what, /** @type {() => boolean} */ holds) => {
    for (const end = Date.now() + PATIENCE; !holds(); await setTimeout(50))
      if (Date.now() > end) throw new Error(`Helix: waited in vain for ${what}\n${screen()}`);
  };
  const shows = (/** @type {string} */ text) => until(text, () => screen().includes(text));
  /** Leaves the insert mode; a key right behind Escape would be taken as one with Alt. */
  const leave = () => {
    press('Escape');
    return shows(' NOR ');
  };
  /** With its kind, since a message about what is half typed may name it, too. */
  const lists = (/** @type {string} */ label) => {
    const row = new RegExp(`${label} +(?:property|struct|enum[-_]member|field|value|variable)`);
    return until(`the completion ${label}`, () => row.test(screen()));
  };
  return { file, screen, press, until, shows, leave, lists };
}

/** What is marked with the settings of the guide. @param {Started} started @returns {Promise<Pick<import('./scenario.mjs').Seen, 'faults'>>} */
export function seeSettingsInHelix(started) {
  const settings = recipeIn('toml', '.config.gitlabCi');
  return inHelix({ ...started, settings, file: repositoryForSettings(started.folder) }, async terminal => {
    await terminal.shows('● 1 ');
    return { faults: [`1: ${await selectedAtProblem(started.folder, terminal, 'found')}`] };
  });
}

/**
 * The texts after accepting completions.
 * @param {Started} started @param {boolean} snippets
 */
export function insertInHelix(started, snippets) {
  const config = `[editor.lsp]\nsnippets = ${snippets}\n`;
  return inHelix({ ...started, config }, async terminal => {
    await terminal.shows('● 1');
    /** @type {Record<string, string>} */
    const texts = {};
    for (const [index, step] of insertionSteps().entries())
      texts[step.name] = await textAfter(terminal, step, `${index}.gitlab-ci.yml`);
    return texts;
  });
}

/**
 * @param {ReturnType<typeof terminalOf>} terminal @param {ReturnType<typeof insertionSteps>[number]} step
 * @param {string} name
 */
async function textAfter({ file, press, until, shows, leave, lists }, { text, label }, name) {
  const before = text.slice(0, text.indexOf(CURSOR)).split('\n');
  const path = put(dirname(file), name, text.replace(CURSOR, ''));
  press(`:open ${name}:${before.length}:${Array.from(before.at(-1) ?? '').length}`, 'Enter');
  await shows(name);
  press('a', 'C-x');
  await lists(label);
  press('Tab', 'Enter');
  await leave();
  press(':write', 'Enter');
  await until('a saved file', () => !['', text.replace(CURSOR, '')].includes(read(path)));
  return read(path);
}

/**
 * @param {Started} started
 * @returns {Promise<import('./scenario.mjs').Seen>}
 */
export function seeInHelix(started) {
  return inHelix(started, async ({ file, screen, press, until, shows, leave, lists }) => {
    const saved = async (/** @type {(lines: readonly string[]) => boolean} */ holds) => {
      press(':w', 'Enter');
      await until('a saved file', () => holds(linesOf(file)));
    };
    await shows('● 1');
    const selected = await selectedAtProblem(started.folder, { press, until }, 'found');
    press('Space', 'a');
    await shows('Rename to stage');
    press('Enter');
    await saved(lines => !lines[3]?.includes('stagee'));
    press('g', 'e', 'A', 'h', 't', 'C-x');
    await lists('http_get');
    press('Tab', 'Enter');
    await shows('port:');
    await leave();
    await saved(lines => lines.some(line => line.includes('port:')));
    press(':3', 'Enter', 'f', '.');
    press('g', 'd');
    const jumped = () => /ci\/base\.yml.* (\d+):\d+/.exec(screen());
    await until('the definition', () => jumped() !== null);
    const [, line] = jumped() ?? [];
    press('Space', 'r');
    await shows('rename-to:');
    press('C-u', '.graceful', 'Enter');
    const base = join(started.folder, 'repository/ci/base.yml');
    press(':wa', 'Enter');
    await until('the other name', () => {
      press(':wa', 'Enter');
      return read(base).includes('.graceful') && read(file).includes('.graceful');
    });
    const lines = linesOf(file).filter(one => one.trim() !== '');
    // an included file goes, which only the next save lets the server notice
    rmSync(join(started.folder, 'repository', REMOVED));
    press(':open .gitlab-ci.yml', 'Enter');
    await shows(' .gitlab-ci.yml');
    press(':write!', 'Enter');
    await shows('● 1');
    press('g', 'g');
    const noticed = await selectedAtProblem(started.folder, { press, until }, 'noticed');
    return {
      faults: [`4: ${selected}`],
      noticed: `2: ${noticed}`,
      completed: lines.slice(-3),
      fixed: lines[3] ?? '',
      jumped: `ci/base.yml:${line}`,
      renamed: [lines[2] ?? '', linesOf(base)[0] ?? ''],
    };
  });
}

/**
 * Goes to the next problem, which selects it.
 * @param {string} folder @param {Pick<ReturnType<typeof terminalOf>, 'press' | 'until'>} terminal @param {string} name
 */
async function selectedAtProblem(folder, { press, until }, name) {
  press(']', 'd');
  press(`:pipe-to cat > ../${name}`, 'Enter');
  await until('a selection', () => read(join(folder, name)) !== '');
  return read(join(folder, name));
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
