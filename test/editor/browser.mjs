/** Opens pages of the VS Code server in the system's Chromium, without a visible window. */
import { chromium } from 'playwright-core';

const flags = [
  '--no-sandbox', // Chromium refuses to start as root with the sandbox, and only a page of this machine is opened
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Styles of an editor whose window is only read and clicked: a browser without a graphics card draws each frame of a fade or
 * of a moving list on the processor, which costs a fifth of a run. Where nobody looks at all, nothing is drawn, while
 * everything still has its place and the focus.
 */
const still = '*, *::before, *::after { animation: none !important; transition: none !important; }';
const unseen = `${still} html { opacity: 0; }`;

/**
 * Starts Chromium and opens one empty page; how it is drawn is as a person has it, or cheaper.
 * @param {string} executablePath
 * @param {{ readonly width: number, readonly height: number, readonly scale?: number, readonly drawn?: 'still' | 'unseen' }} size
 */
export async function openPage(executablePath, { width, height, scale = 1, drawn }) {
  const browser = await chromium.launch({ executablePath, args: flags });
  const page = await browser.newPage({
    viewport: { width, height },
    deviceScaleFactor: scale,
    ...(drawn === undefined ? {} : { reducedMotion: 'reduce' }),
  });
  if (drawn !== undefined) await page.addInitScript(addStyles, drawn === 'still' ? still : unseen);
  return { page, close: () => browser.close() };
}

/** Runs in the page. The frames within it are pages of our own, which keep their styles. @param {string} styles */
function addStyles(styles) {
  if (window !== window.top) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  document.adoptedStyleSheets.push(sheet);
}

/** Draws a page that was opened `unseen`, for a picture of it. @param {import('playwright-core').Page} page */
export async function draw(page) {
  await page.evaluate(() => document.documentElement.style.setProperty('opacity', '1'));
}
