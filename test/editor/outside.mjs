/** What happens around a window while a person works in it: other programs read and write files, and the server is killed. */
import { once } from 'node:events';
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { root } from '../../scripts/ready.mjs';

/**
 * @typedef {{
 *   readonly read: (name: string) => Promise<Buffer | undefined>,
 *   readonly write: (name: string, text: string) => Promise<void>,
 *   readonly killServer: () => Promise<void>,
 *   readonly open?: (name: string) => Promise<void>,
 * }} Outside `open` where Quick Open cannot
 */

/**
 * Around a window whose files are on the disk, and whose server is a process.
 * @param {string} folder @param {string} extensions from where the server is started
 * @returns {Outside}
 */
export function aroundProcesses(folder, extensions) {
  return {
    read: name => readFile(join(folder, name)).catch(() => undefined),
    write: async (name, content) => {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), content);
    },
    killServer: async () => {
      for (const id of await startedFrom(extensions)) process.kill(id, 'SIGKILL');
    },
  };
}

/** The processes that run a server of these extensions. @param {string} extensions */
async function startedFrom(extensions) {
  const ids = (await readdir('/proc')).filter(name => /^\d+$/.test(name));
  const commands = await Promise.all(ids.map(id => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')));
  return ids.filter((_, index) => /dist\/server\.js/.test(commands[index]?.split(extensions)[1] ?? '')).map(Number);
}

/**
 * Around a window whose files are only in the page: an extension in it, which asks this program what to do.
 * @param {string} folder for the extension
 */
export async function aroundPage(folder) {
  const asked = mailbox();
  const answered = mailbox();
  const server = createServer((request, response) => {
    const reply = (/** @type {string} */ body) =>
      response.writeHead(200, { 'access-control-allow-origin': '*' }).end(body);
    if (request.method === 'GET') void asked.take().then(reply);
    else void text(request).then(answer => (answered.put(answer), reply('')));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  await writeExtension(join(folder, 'outside'), `http://127.0.0.1:${port}/`);
  const ask = async (/** @type {Readonly<Record<string, string>>} */ what) => {
    asked.put(JSON.stringify(what));
    /** @type {{ readonly done?: string, readonly failed?: string }} */
    const answer = JSON.parse(await answered.take());
    if (answer.failed !== undefined) throw new Error(`${what.does} ${what.name}: ${answer.failed}`);
    return answer.done ?? '';
  };
  /** @type {Outside} */
  const outside = {
    read: name =>
      ask({ does: 'read', name }).then(
        bytes => Buffer.from(bytes, 'base64'),
        () => undefined,
      ),
    write: async (name, content) => void (await ask({ does: 'write', name, content })),
    killServer: async () => void (await ask({ does: 'kill' })),
    open: async name => void (await ask({ does: 'open', name })),
  };
  return {
    outside,
    extensions: folder,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** @param {string} folder @param {string} address */
async function writeExtension(folder, address) {
  await mkdir(folder, { recursive: true });
  await cp(join(root, 'test/editor/outside-extension.cjs'), join(folder, 'extension.js'));
  const manifest = { name: 'outside', publisher: 'test', version: '0.0.0', engines: { vscode: '^1.91.0' } };
  const contributes = { browser: './extension.js', activationEvents: ['*'], address };
  await writeFile(join(folder, 'package.json'), JSON.stringify({ ...manifest, ...contributes }));
}

/** Texts that wait to be taken, or the other way round. */
function mailbox() {
  /** @type {string[]} */
  const waiting = [];
  /** @type {((text: string) => void)[]} */
  const takers = [];
  return {
    put(/** @type {string} */ one) {
      const taker = takers.shift();
      if (taker) taker(one);
      else waiting.push(one);
    },
    /** @returns {Promise<string>} */
    take() {
      const one = waiting.shift();
      return one === undefined ? new Promise(resolve => takers.push(resolve)) : Promise.resolve(one);
    },
  };
}
