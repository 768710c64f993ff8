/** Opens the repository of the scenario in editors that are set up exactly as `docs/editors.md` says. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { root } from '../../scripts/ready.mjs';
import { expectedTexts, insertionSteps } from './insertions.mjs';
import { makeRepository, withoutEmoji, WITH_SETTINGS } from './scenario.mjs';

/** @typedef {import('./scenario.mjs').Seen} Seen */

export const GUIDE = readFileSync(join(root, 'docs/editors.md'), 'utf8');

/** Setups of the guide by editor: the language of the block, and what only that block has. */
const SETUPS = /** @type {const} */ ({
  emacs: ['elisp', 'eglot-server-programs'],
  vim: ['vim', 'ale#linter#Define'],
  helix: ['toml', 'file-types'],
});

/** What the guide says about setting an editor up. @param {keyof typeof SETUPS} editor */
export function setupOf(editor) {
  const [language, has] = SETUPS[editor];
  return recipeIn(language, has);
}

/** The only block of that language in the guide, or the only one with that text. @param {string} language @param {string} [has] */
export function recipeIn(language, has = '') {
  const blocks = [...GUIDE.matchAll(/^```(\w+)\n([^]*?)^```$/gm)].filter(
    ([, name, text]) => name === language && text?.includes(has),
  );
  const [, , text] = blocks.length === 1 ? (blocks[0] ?? []) : [];
  if (text === undefined) throw new Error(`docs/editors.md has ${blocks.length} blocks of ${language} with ${has}`);
  return text;
}

/** Emacs with eglot. @param {string} program @param {string} folder @returns {Seen} */
export function seeInEmacs(program, folder) {
  const init = put(folder, 'home/init.el', setupOf('emacs'));
  const file = makeRepository(join(folder, 'repository'));
  return ran(folder, program, ['--batch', '-l', driver('emacs.el')], { INIT: init, FILE: file });
}

/** What Emacs marks with the settings of the guide. @param {string} program @param {string} folder @returns {Pick<Seen, 'faults'>} */
export function seeSettingsInEmacs(program, folder) {
  const init = put(folder, 'home/init.el', setupOf('emacs') + recipeIn('elisp', 'eglot-workspace-configuration'));
  const variables = { INIT: init, FILE: repositoryForSettings(folder), ONLY: 'faults' };
  return ran(folder, program, ['--batch', '-l', driver('emacs.el')], variables);
}

/** The pipeline in the repository for the settings of the guide. @param {string} folder */
export function repositoryForSettings(folder) {
  makeRepository(join(folder, 'repository'));
  return put(folder, 'repository/.gitlab-ci.yml', WITH_SETTINGS.text);
}

/** The texts after accepting completions in Emacs, with yasnippet or without. @param {string} program @param {string} folder @param {boolean} snippets */
export function insertInEmacs(program, folder, snippets) {
  const init = put(folder, 'home/init.el', setupOf('emacs'));
  const file = makeRepository(join(folder, 'repository'));
  const variables = {
    INIT: init,
    FILE: file,
    STEPS: JSON.stringify(insertionSteps()),
    ...(snippets && { SNIPPETS: '1' }),
  };
  return ran(folder, program, ['--batch', '-l', driver('emacs.el')], variables).texts;
}

/** Vim with ALE, without emoji. @param {string} program @param {string} folder @returns {Seen} */
export function seeInVim(program, folder) {
  return ranVim(program, folder, { FILE: makeRepository(join(folder, 'repository'), withoutEmoji) });
}

/** The texts after accepting completions in Vim with ALE, without emoji. @param {string} program @param {string} folder */
export function insertInVim(program, folder) {
  const file = makeRepository(join(folder, 'repository'), withoutEmoji);
  const steps = insertionSteps().filter(({ name }) => name in EXPECTED_IN_VIM);
  return ranVim(program, folder, { FILE: file, STEPS: withoutEmoji(JSON.stringify(steps)) }).texts;
}

/** ALE offers only what begins with the letters that were typed, so the item that begins with a brace is left out. */
export const EXPECTED_IN_VIM = Object.fromEntries(
  Object.entries(expectedTexts('oneLine')).flatMap(([name, text]) =>
    name === 'an item of several keys in brackets' ? [] : [[name, withoutEmoji(text)]],
  ),
);

/** What Vim with ALE marks behind emoji. @param {string} program @param {string} folder @returns {Pick<Seen, 'faults'>} */
export function seeFaultsInVim(program, folder) {
  return ranVim(program, folder, { FILE: makeRepository(join(folder, 'repository')), ONLY: 'faults' });
}

/** What Vim marks with the settings of the guide. @param {string} program @param {string} folder @returns {Pick<Seen, 'faults'>} */
export function seeSettingsInVim(program, folder) {
  const [above = '', below = ''] = setupOf('vim').split(/^(?=.*'initialization_options')/m);
  const vimrc = above + recipeIn('vim', 'lsp_config') + below;
  return ranVim(program, folder, { FILE: repositoryForSettings(folder), ONLY: 'faults' }, vimrc);
}

/**
 * @param {string} program @param {string} folder @param {Readonly<Record<string, string>>} variables
 * @param {string} setup
 */
function ranVim(program, folder, variables, setup = setupOf('vim')) {
  const vimrc = put(folder, 'home/.vimrc', setup);
  const args = ['-N', '-u', vimrc, '-i', 'NONE', '-n', '--not-a-term', '-T', 'dumb', '-S', driver('vim.vim')];
  return ran(folder, program, args, variables);
}

/** @param {string} name */
function driver(name) {
  return join(root, 'test/clients', name);
}

/** @param {string} folder @param {string} path @param {string} text */
export function put(folder, path, text) {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

/** The environment in which the command is on the path, and the home is the folder's own. @param {string} folder */
export function environment(folder) {
  const script = `#!/bin/sh\nexec '${process.execPath}' '${join(root, 'dist/cli.js')}' "$@"\n`;
  const command = put(folder, 'bin/gitlab-ci-language-tools', script);
  spawnSync('chmod', ['+x', command]);
  const path = [dirname(command), process.env.PATH].join(delimiter);
  return { ...process.env, HOME: join(folder, 'home'), LANG: 'C.UTF-8', PATH: path };
}

/**
 * What the driver wrote to OUT.
 * @param {string} folder @param {string} program @param {readonly string[]} args @param {Readonly<Record<string, string>>} variables
 * @returns {Seen & { readonly texts: Readonly<Record<string, string>> }}
 */
function ran(folder, program, args, variables) {
  const out = join(folder, 'seen.json');
  rmSync(out, { force: true });
  const env = { ...environment(folder), ...variables, OUT: out };
  const { status, stderr } = spawnSync(program, args, { encoding: 'utf8', timeout: 60_000, env, input: '' });
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr}`);
  const seen = /** @type {ReturnType<typeof ran> & { readonly failed?: string }} */ (
    JSON.parse(readFileSync(out, 'utf8'))
  );
  if (seen.failed !== undefined) throw new Error(`${program}: ${seen.failed}, after ${JSON.stringify(seen)}`);
  return seen;
}
