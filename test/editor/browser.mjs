/** Opens pages of the VS Code server in the system's Chromium, without a visible window. */
import { chromium } from 'playwright-core';

const flags = [
  '--no-sandbox', // Chromium refuses to start as root with it, and only a page of this machine is opened
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Starts Chromium and opens one empty page.
 * @param {string} executablePath
 * @param {{ readonly width: number, readonly height: number, readonly scale?: number }} size
 */
export async function openPage(executablePath, { width, height, scale = 1 }) {
  const browser = await chromium.launch({ executablePath, args: flags });
  const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: scale });
  return { page, close: () => browser.close() };
}
