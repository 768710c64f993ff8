/**
 * Makes what people install: the VSIX with the bundles that run in an editor and the files that the manifest names, and the
 * npm package with the command line. Both name the repository, if its public address is known (see `address.mjs`), and
 * have the licences of everything that was bundled. With --prepack it only makes the content of the npm package.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { repositoryAddress, repositoryFields, withAbsoluteLinks } from './address.mjs';
import { build } from './build.mjs';
import { ready, root } from './ready.mjs';
import { binOf, collected, run } from './run.mjs';

/** @typedef {{ readonly name: string, readonly version: string }} Manifest */

/** The folder with exactly what the VSIX holds. */
export const contentOfVsix = join(root, 'dist/vsix');

/** The packaged extension that {@link makePackage} leaves behind. */
export function vsixPath() {
  const { name, version } = manifest();
  return join(root, `${name}-${version}.vsix`);
}

/** @returns {Manifest} */
function manifest() {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
}

/**
 * Builds everything and packs the VSIX; returns its path.
 * @param {string} [address] of the repository
 */
export async function makePackage(address) {
  await buildWithNotices();
  const { listFiles, PackageManager } = await import('@vscode/vsce');
  await copyFiles(await listFiles({ cwd: root, packageManager: PackageManager.None }), contentOfVsix, address);
  await cp(join(root, '.vscodeignore'), join(contentOfVsix, '.vscodeignore'));
  const vsix = vsixPath();
  // everything is bundled, and links are absolute already
  const args = ['package', '--no-dependencies', '--no-rewrite-relative-links', '--out', vsix];
  // vsce asks a person at a terminal what to do without an address
  await runCollected(process.execPath, [binOf('@vscode/vsce', 'vsce'), ...args], contentOfVsix);
  return vsix;
}

/** Packs the npm package from what has been built. @param {string | undefined} address of the repository */
async function makeNpmPackage(address) {
  const flags = { cwd: root, encoding: /** @type {const} */ ('utf8'), shell: process.platform === 'win32' };
  const { stdout } = spawnSync('npm', ['pack', '--dry-run', '--ignore-scripts', '--json'], flags);
  const [{ files }] = /** @type {[{ files: { path: string }[] }]} */ (JSON.parse(stdout));
  const content = join(root, 'dist/npm');
  const paths = files.map(({ path }) => path);
  await copyFiles(paths, content, address);
  await runCollected('npm', ['pack', '--ignore-scripts', '--pack-destination', root], content);
}

/**
 * Copies files into a new folder, with the address in the manifest and the README.
 * @param {readonly string[]} files
 * @param {string} folder
 * @param {string | undefined} address
 */
async function copyFiles(files, folder, address) {
  await rm(folder, { recursive: true, force: true });
  for (const file of files) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await cp(join(root, file), join(folder, file));
  }
  const readme = withAbsoluteLinks(await readFile(join(root, 'README.md'), 'utf8'), address);
  await writeFile(join(folder, 'README.md'), readme);
  if (address === undefined) return;
  const named = { ...manifest(), ...repositoryFields(address) };
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(named, undefined, 2)}\n`);
}

/** @param {string} program @param {readonly string[]} args @param {string} cwd */
async function runCollected(program, args, cwd) {
  await collected(async output => {
    const code = await run(program, args, { cwd });
    console.log(output());
    if (code !== 0) throw new Error(`${args[0] ?? program} could not make the package`);
  });
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
  if (process.argv.includes('--prepack')) await buildWithNotices();
  else {
    const address = givenAddress();
    console.log(address ?? 'No public address is known (--repository URL): these packages are not for publishing.');
    await makePackage(address);
    await makeNpmPackage(address);
  }
}

/** Ends with what is wrong with an address that nobody could open. */
function givenAddress() {
  try {
    return repositoryAddress(process.argv, process.env);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return process.exit(2);
  }
}
