/** The recipes for Neovim in `docs/editors.md`, exactly as they are written there. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../scripts/ready.mjs';
import { need } from '../../scripts/system.mjs';
import { GUIDE, recipeIn } from './drive.mjs';
import { minorOf, runNeovim } from './neovim.ts';
import { WITH_SETTINGS } from './scenario.mjs';

const WRONG = 'job: {script: x, hooks: {nope: 1}}\n';

const neovim = need('neovim');

/** A text that only this recipe has, and what it needs. Debian 12 has an older Neovim than the second one is for. */
const recipes = [
  { has: 'nvim_create_autocmd', since: 0, withSettings: withLine },
  {
    has: 'vim.lsp.enable',
    since: 11,
    withSettings: (recipe: string) => recipe + recipeIn('lua', "config('gitlab_ci', {\n  settings"),
  },
].filter(({ since }) => since <= ('why' in neovim ? 0 : minorOf(neovim.path)));

describe.skipIf('why' in neovim).each(recipes)('the guide, by $has', ({ has, withSettings }) => {
  const folder = mkdtempSync(join(tmpdir(), 'recipe-'));
  beforeAll(() => install(join(folder, 'global')));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('puts the command on the path, and starts one server for each repository', () => {
    if ('why' in neovim) throw new Error(neovim.why);
    put('config/nvim/init.lua', recipeIn('lua', has));
    const files = ['one/.gitlab-ci.yml', 'one/ci/build.gitlab-ci.yml', 'two/.gitlab-ci.yml'].map(path =>
      put(path, WRONG),
    );
    for (const repository of ['one', 'two']) mkdirSync(join(folder, repository, '.git'));
    const seen = opened(files);
    const codes = expect.arrayContaining(['unknown-key']) as unknown;
    expect(seen).toEqual({
      files: [
        { servers: [1], codes },
        { servers: [1], codes },
        { servers: [2], codes },
      ],
    });
  });

  test('passes settings to the server', () => {
    put('config/nvim/init.lua', withSettings(recipeIn('lua', has)));
    mkdirSync(join(folder, 'three/.git'), { recursive: true });
    const seen = opened([put('three/.gitlab-ci.yml', WITH_SETTINGS.text)]);
    expect(seen).toEqual({ files: [{ servers: [1], codes: WITH_SETTINGS.codes }] });
  });

  /** What the editor shows of these files. */
  function opened(files: readonly string[]): unknown {
    if ('why' in neovim) throw new Error(neovim.why);
    const script = (name: string): string => `luafile ${join(root, 'test/clients', name)}`;
    return runNeovim(neovim.path, folder, ['--cmd', script('neovim-older.lua'), '-c', script('neovim-recipe.lua')], {
      XDG_CONFIG_HOME: join(folder, 'config'),
      XDG_DATA_HOME: join(folder, 'data'),
      PATH: [join(folder, 'global/bin'), process.env['PATH']].join(delimiter),
      FILES: JSON.stringify(files),
    });
  }

  function put(path: string, text: string): string {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  }
});

/** The recipe with the line of the guide for settings. */
function withLine(recipe: string): string {
  return recipe.replace(/^(?= *root_dir)/m, recipeIn('lua', '      init_options'));
}

/** Runs the line of the guide that installs the command, into a folder instead of the system. */
function install(prefix: string): void {
  const [line] = /^npm install --global \S+/m.exec(GUIDE) ?? [];
  if (line === undefined) throw new Error('the guide does not tell how the command is installed');
  const [program = '', ...args] = line.split(' ');
  const { status, stderr } = spawnSync(program, [...args, '--offline', `--prefix=${prefix}`], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${line} ended with ${status}: ${stderr}`);
}
