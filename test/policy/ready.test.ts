/** What the scripts do first, tested in a checkout of a few empty files. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'ready-'));
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('packages that lie behind a link are left to whoever they belong to', () => {
  const [checkout, elsewhere] = [join(folder, 'checkout'), join(folder, 'elsewhere')];
  for (const path of [join(checkout, 'scripts'), elsewhere]) mkdirSync(path, { recursive: true });
  cpSync(join(import.meta.dirname, '../../scripts/ready.mjs'), join(checkout, 'scripts/ready.mjs'));
  writeFileSync(join(checkout, 'package-lock.json'), '{ "packages": { "node_modules/a": { "integrity": "b" } } }');
  writeFileSync(join(elsewhere, 'kept'), '');
  symlinkSync(elsewhere, join(checkout, 'node_modules'), 'dir');

  const call = `import { ready } from ${JSON.stringify(pathToFileURL(join(checkout, 'scripts/ready.mjs')).href)}; ready();`;
  const ran = spawnSync(process.execPath, ['--input-type=module', '-e', call], { encoding: 'utf8' });

  expect(ran.stderr).toContain('node_modules is a link');
  expect(ran.status).toBe(1);
  expect(ran.stdout).toBe('');
  expect(existsSync(join(elsewhere, 'kept'))).toBe(true);
});
