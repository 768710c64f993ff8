/** Makes the VSIX: the bundles, what the manifest names, and the licences of everything that was bundled. */
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { ready, root } from './ready.mjs';
import { binOf, run } from './run.mjs';

/** The packaged extension that {@link makePackage} leaves behind. */
export function vsixPath() {
  const { name, version } = /** @type {{ name: string, version: string }} */ (
    JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  );
  return join(root, `${name}-${version}.vsix`);
}

/** Builds everything and packs it; answers with the path of the VSIX. */
export async function makePackage() {
  const inputs = await build();
  await writeFile(join(root, 'dist', 'THIRD-PARTY.txt'), noticesFor(inputs));
  const vsix = vsixPath();
  const code = await run(process.execPath, [
    binOf('@vscode/vsce', 'vsce'),
    'package',
    '--no-dependencies', // everything is bundled
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
    '--out',
    vsix,
  ]);
  if (code !== 0) throw new Error('vsce could not make the package');
  return vsix;
}

/** The licence text of every package whose code is in a bundle. @param {readonly string[]} inputs */
function noticesFor(inputs) {
  const names = inputs.flatMap(input => /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []);
  const notices = [...new Set(names)].sort().map(noticeFor);
  return `This extension contains code of the following packages.\n\n${notices.join('\n')}`;
}

/** @param {string} name */
function noticeFor(name) {
  const folder = join(root, 'node_modules', name);
  const { version, license } = /** @type {{ version: string, license?: string }} */ (
    JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  );
  const line = '-'.repeat(80);
  return `${line}\n${name} ${version} (${license ?? 'licence not named'})\n${line}\n${licenceText(folder)}\n`;
}

/** @param {string} folder */
function licenceText(folder) {
  const names = ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'License.txt', 'license', 'license.txt', 'LICENCE'];
  for (const name of names) {
    try {
      return readFileSync(join(folder, name), 'utf8').trim();
    } catch {
      // the next spelling
    }
  }
  throw new Error(`no licence text was found in ${folder}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  ready();
  await makePackage();
}
