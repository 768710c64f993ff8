/** The pipeline of this project passes the check that it runs itself. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkFiles } from '../../server/src/hosts/cli/check.ts';
import { root } from '../../scripts/ready.mjs';
import { run } from '../cli/repository.ts';

const PIPELINE = readFileSync(join(root, '.gitlab-ci.yml'), 'utf8');

test('its own check finds nothing, not even a warning', async () => {
  const [, options = ''] = /node dist\/cli\.js check (.*) --output /.exec(PIPELINE) ?? [];
  const args = options.split(' ');
  expect(args).toContain('.gitlab-ci.yml');
  expect(args.slice(-2)).toEqual(['--max-warnings', '0']);
  expect(await run(checkFiles, args, root)).toEqual({ code: 0, out: 'No problems.\n', err: '' });
});

test('what it runs is there', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly scripts: object };
  const named = [...PIPELINE.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name);
  expect(named.length).toBeGreaterThan(0);
  for (const name of named) expect(scripts).toHaveProperty(name);
  expect(PIPELINE).toContain('.ci/run');
  expect(existsSync(join(root, '.ci/run'))).toBe(true);
});

test.each(['SECURITY.md', 'SUPPORT.md'])('the files that %s names are there', name => {
  const page = readFileSync(join(root, name), 'utf8');
  const links = [...page.matchAll(/\]\(([^)#]+)\)|`(test\/[^`]+)`/g)].map(([, link, path]) => link ?? path ?? '');
  expect(links.filter(path => !existsSync(join(root, path)))).toEqual([]);
});
