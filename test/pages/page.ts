/** A page of a panel in a real browser, in the same shell as in the editor; the test takes the part of the editor. */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { shellOf } from '../../client/src/panel/shell.ts';
import { openPage } from '../editor/browser.mjs';
import { root } from '../../scripts/ready.mjs';
import { THEMES, type Theme } from './themes.ts';

export interface OpenedPage<FromPage, ToPage> {
  readonly page: Page;
  /** The messages of the page so far. */
  readonly said: FromPage[];
  /** Errors of the browser, such as violations of the content security policy. */
  readonly complaints: string[];
  readonly tell: (message: ToPage) => Promise<void>;
  readonly dress: (theme: Theme) => Promise<void>;
  readonly close: () => Promise<void>;
}

const NONCE = 'a1b2c3';

interface OpenedBundle {
  readonly bundle: string;
  readonly first: string;
  /** As the editor gives them to the page; without them, it is in English. */
  readonly translations?: Readonly<Record<string, string>>;
}

/** Opens the page of a bundle of `dist/`; `first` is an element that exists once the page listens. */
export async function openPanelPage<FromPage, ToPage>(
  chromium: string,
  { bundle, first, translations = {} }: OpenedBundle,
  size = { width: 900, height: 620 },
): Promise<OpenedPage<FromPage, ToPage>> {
  const server = await serve(bundle, translations);
  const { page, close } = await openPage(chromium, size);
  const said: FromPage[] = [];
  const complaints: string[] = [];
  page.on('console', message => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', error => complaints.push(String(error)));
  await page.exposeFunction('say', (message: FromPage) => said.push(message));
  await page.addInitScript(() => {
    const held = window as unknown as { say: (message: unknown) => void; acquireVsCodeApi: () => unknown };
    held.acquireVsCodeApi = () => ({
      postMessage: (message: unknown) => held.say(message),
      getState: () => undefined,
      setState: () => undefined,
    });
  });
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await page.locator(first).waitFor();
  return {
    page,
    said,
    complaints,
    tell: message => page.evaluate(data => window.postMessage(data, '*'), message),
    dress: theme => page.evaluate(dressed, THEMES[theme]),
    async close() {
      await close();
      server.close();
    },
  };
}

/** What the tab key reaches from the start of a page, in this order, until it comes round or at most so many times. */
export async function reachedByTab(page: Page, most = 40): Promise<readonly string[]> {
  // the next Tab goes on from where the focus was last, also after a blur: make that the beginning
  await page.evaluate(() => {
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
  });
  const reached: string[] = [];
  for (let times = 0; times < most; times++) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => {
      const { activeElement: at } = document;
      const label = at instanceof HTMLInputElement ? at.labels?.[0]?.textContent : undefined;
      return at === document.body ? '' : (at?.getAttribute('aria-label') ?? label ?? at?.textContent ?? '');
    });
    if (name === '') break;
    reached.push(name.trim());
  }
  return reached;
}

/** The editor also sets its colours on the root element by script. */
function dressed(colours: Readonly<Record<string, string>>): void {
  document.documentElement.removeAttribute('style');
  for (const [name, value] of Object.entries(colours))
    document.documentElement.style.setProperty(`--vscode-${name}`, value);
}

async function serve(bundle: string, translations: OpenedBundle['translations'] = {}): Promise<Server> {
  const html = shellOf({
    ...{ title: 'Panel', script: `/${bundle}.js`, style: `/${bundle}.css`, nonce: NONCE },
    ...{ language: 'en', translations },
  });
  const types: Readonly<Record<string, string>> = { js: 'text/javascript', css: 'text/css' };
  const server = createServer(({ url = '/' }, response) => {
    const file = /^\/([a-z]+-page\.(js|css))$/.exec(url);
    if (url === '/') response.setHeader('content-type', 'text/html').end(html);
    else if (file?.[1] !== undefined)
      response
        .setHeader('content-type', types[file[2] ?? ''] ?? 'text/plain')
        .end(readFileSync(join(root, 'dist', file[1])));
    else response.writeHead(404).end();
  });
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening));
  return server;
}
