import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkFiles } from '../../server/src/hosts/cli/check.ts';
import { repository, run } from './repository.ts';

const PRE_STOP = '[runners.kubernetes.container_lifecycle.pre_stop';
const WRONG = `[[runners]]\n${PRE_STOP}.exec]\ncommand = ["sync"]\n${PRE_STOP}.http_get]\nport = "80"\n`;
const RIGHT = `[[runners]]\n${PRE_STOP}.exec]\ncommand = ["sync"]\n`;

describe('check of a config.toml', () => {
  test('tells what is wrong, and where', async () => {
    const { code, out } = await run(checkFiles, ['config.toml'], repository({ 'config.toml': WRONG }));
    expect(out).toContain('config.toml:4:50: error: `http_get` conflicts with `exec`');
    expect(out).toContain('config.toml:5:8: error: Expected an integer from 1 to 65535 for `port`');
    expect(code).toBe(1);
  });

  test('has nothing to say of one that is right, whatever it is called', async () => {
    const folder = repository({ 'my-runner.toml': RIGHT, 'other.toml': '[server]\nport = 1\n' });
    expect((await run(checkFiles, ['my-runner.toml'], folder)).code).toBe(0);
    const other = await run(checkFiles, ['other.toml'], folder);
    expect([other.code, other.err]).toEqual([2, expect.stringContaining('It has no [[runners]]')]);
  });

  test('finds it in a folder, beside the pipelines', async () => {
    const folder = repository({
      '.gitlab-ci.yml': 'job: {script: x}\n',
      'runner/config.toml': WRONG,
      'other/config.toml': '[server]\nport = 1\n',
    });
    const { out } = await run(checkFiles, ['.', '--format', 'json'], folder);
    const { files } = JSON.parse(out) as {
      readonly files: readonly {
        readonly file: string;
        readonly problems: readonly { readonly code: string; readonly fixes: readonly unknown[] }[];
      }[];
    };
    expect(files.map(({ file, problems }) => [file, problems.map(({ code, fixes }) => [code, fixes.length])])).toEqual([
      ['.gitlab-ci.yml', []],
      [
        'runner/config.toml',
        [
          ['one-handler', 2],
          ['wrong-type', 1],
        ],
      ],
    ]);
  });

  test('writes the safe fixes, and shows them as a patch', async () => {
    const folder = repository({ 'config.toml': WRONG });
    const patch = await run(checkFiles, ['config.toml', '--diff'], folder);
    expect(patch.out).toContain('-port = "80"\n+port = 80\n');
    await run(checkFiles, ['config.toml', '--fix'], folder);
    expect(readFileSync(join(folder, 'config.toml'), 'utf8')).toBe(WRONG.replace('"80"', '80'));
  });

  test('obeys --rule and comments', async () => {
    const folder = repository({ 'config.toml': `# gitlab-ci-disable-file one-handler\n${WRONG}` });
    const { code, out } = await run(checkFiles, ['config.toml', '--rule', 'wrong-type=warning'], folder);
    expect([code, out.includes('one-handler'), out.includes('warning: Expected')]).toEqual([0, false, true]);
  });
});
