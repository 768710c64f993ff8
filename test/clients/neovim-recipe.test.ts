/** The recipe for Neovim in `docs/editors.md`, exactly as it is written there. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { root } from '../../scripts/ready.mjs';
import { need } from '../../scripts/system.mjs';
import { recipeIn } from './drive.mjs';
import { runNeovim } from './neovim.ts';

const GUIDE = readFileSync(join(root, 'docs/editors.md'), 'utf8');
const WRONG = 'job: {script: x, hooks: {nope: 1}}\n';

const neovim = need('neovim');

describe.skipIf('why' in neovim)('the guide', () => {
  const folder = mkdtempSync(join(tmpdir(), 'recipe-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('puts the command on the path, and starts one server for each repository', () => {
    if ('why' in neovim) throw new Error(neovim.why);
    install(join(folder, 'global'));
    put('config/nvim/init.lua', recipeIn('lua'));
    const files = ['one/.gitlab-ci.yml', 'one/ci/build.gitlab-ci.yml', 'two/.gitlab-ci.yml'].map(path =>
      put(path, WRONG),
    );
    for (const repository of ['one', 'two']) mkdirSync(join(folder, repository, '.git'));
    const script = (name: string): string => `luafile ${join(root, 'test/clients', name)}`;
    const seen = runNeovim(
      neovim.path,
      folder,
      ['--cmd', script('neovim-older.lua'), '-c', script('neovim-recipe.lua')],
      {
        XDG_CONFIG_HOME: join(folder, 'config'),
        XDG_DATA_HOME: join(folder, 'data'),
        PATH: [join(folder, 'global/bin'), process.env['PATH']].join(delimiter),
        FILES: JSON.stringify(files),
      },
    );
    const codes = expect.arrayContaining(['unknown-key']) as unknown;
    expect(seen).toEqual({
      files: [
        { servers: [1], codes },
        { servers: [1], codes },
        { servers: [2], codes },
      ],
    });
  });

  function put(path: string, text: string): string {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  }
});

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
