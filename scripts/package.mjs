/**
 * Makes the VSIX: the bundles that run in an editor, the files that the manifest names, and the licences of everything
 * that was bundled. With --prepack it only makes the content of the npm package for the command line.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
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

/** Builds and packs everything; returns the path of the VSIX. */
export async function makePackage() {
  await buildWithNotices();
  await writeFile(join(root, README), withoutPictures(await readFile(join(root, 'README.md'), 'utf8')));
  const vsix = vsixPath();
  const code = await run(process.execPath, [
    binOf('@vscode/vsce', 'vsce'),
    'package',
    '--no-dependencies', // everything is bundled
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
    '--readme-path',
    README,
    '--out',
    vsix,
  ]);
  if (code !== 0) throw new Error('vsce could not make the package');
  return vsix;
}

/** The README as the package shows it. */
const README = 'dist/README.md';

/**
 * Removes the pictures, each a paragraph of its own: they would add three quarters of a megabyte to the package, and links to
 * them lead nowhere as long as the manifest names no repository.
 * @param {string} markdown
 */
function withoutPictures(markdown) {
  return markdown.replaceAll(/^!\[[^\]]*\]\(docs\/images\/[^)]*\)\r?\n\r?\n/gm, '');
}

async function buildWithNotices() {
  const inputs = await build();
  await writeFile(join(root, 'dist', 'THIRD-PARTY.txt'), noticesFor(inputs));
}

/** The licence text of every package whose code is in a bundle. @param {readonly string[]} inputs */
function noticesFor(inputs) {
  const names = inputs.flatMap(input => /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []);
  const notices = [...new Set(names)].sort().map(noticeFor);
  return `This program contains code of the following packages.\n\n${notices.join('\n')}`;
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
  const name = readdirSync(folder).find(file => /^licen[cs]e(?:[-.]|$)/i.test(file));
  if (name === undefined) throw new Error(`no licence text was found in ${folder}`);
  return readFileSync(join(folder, name), 'utf8').trim();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  ready();
  await (process.argv.includes('--prepack') ? buildWithNotices() : makePackage());
}
