/** Drives a window of the VS Code server as a person does, by keyboard and mouse, and reads what it shows. */
import { basename, dirname, join } from 'node:path';
import { addressOf, remoteUri } from './address.mjs';
import { openPage } from './browser.mjs';
import { aroundProcesses } from './outside.mjs';
import { installExtension, makeProfile, startServer } from './vscode-server.mjs';

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {Awaited<ReturnType<typeof openWindow>>} Window
 */

/** Generous, since a busy machine is slow. */
const limit = 30_000;

/** The text in which the cursor is, when several are side by side. */
const active = '.editor-group-container.active .editor-instance .monaco-editor';
const input = '.quick-input-widget input[type=text]';
const fixes = '.action-widget .monaco-list-row.action';

/**
 * Starts the server with a packaged extension in a new profile, and opens a folder in a window of it.
 * @param {{
 *   readonly editor: import('./vscode-server.mjs').Editor,
 *   readonly chromium: string,
 *   readonly profile: string,
 *   readonly vsix: string,
 *   readonly folder: string,
 *   readonly size: Parameters<typeof openPage>[1],
 *   readonly settings?: Readonly<Record<string, unknown>>,
 * }} options
 */
export async function openWindow({ editor, chromium, profile: home, vsix, folder, size, settings = {} }) {
  const profile = await makeProfile(home, settings);
  await installExtension(editor, profile, vsix);
  const server = await startServer(editor, profile);
  const { page, close } = await openPage(chromium, { ...size, drawn: 'still' });
  const end = async () => {
    await close();
    await server.stop();
  };
  try {
    await showFolder(page, server.host, folder);
  } catch (error) {
    await end();
    throw error;
  }
  const outside = aroundProcesses(folder, profile.extensions);
  return {
    page,
    outside,
    ...actions(page, folder, outside),
    ...sights(page),
    close: end,
    /** One more window on the folder, in another language; what is not ours stays English, without a language pack. */
    inLanguage: async (/** @type {string} */ language) => {
      const other = await openIn(page, language);
      await showFolder(other, server.host, folder);
      return { page: other, outside, ...actions(other, folder, outside), ...sights(other), close: () => other.close() };
    },
  };
}

/** @param {Page} page @param {string} language */
async function openIn(page, language) {
  const browser = page.context().browser();
  if (!browser) throw new Error('the browser is closed');
  const other = await browser.newPage({ viewport: page.viewportSize(), reducedMotion: 'reduce', locale: language });
  // where the editor looks its language up
  await other.addInitScript(chosen => Reflect.set(globalThis, '_VSCODE_NLS_LANGUAGE', chosen), language);
  return other;
}

/** @param {Page} page @param {string} host @param {string} folder */
async function showFolder(page, host, folder) {
  page.setDefaultTimeout(limit);
  const first = remoteUri(host, join(folder, '.gitlab-ci.yml'));
  await page.goto(addressOf(host, folder, [['openFile', first]]), { waitUntil: 'commit' });
  await page.locator('.monaco-editor .view-line').first().waitFor({ timeout: 90_000 });
}

/**
 * What a person does.
 * @param {Page} page @param {string} folder @param {import('./outside.mjs').Outside} outside
 */
export function actions(page, folder, outside) {
  const press = (/** @type {string} */ keys) => page.keyboard.press(keys);
  /** By its whole path: that needs no search, which not every server can do. */
  const quickOpen = async (/** @type {string} */ name) => {
    await press('Control+p');
    await page.locator(input).fill(join(folder, name));
    // other folders have files of this name: the row and the path above the text show which one it is
    const label = page.locator('.label-name', { hasText: exactly(basename(name)) });
    const inFolder = dirname(name) === '.' ? {} : { hasText: basename(dirname(name)) };
    await page.locator('.quick-input-list .monaco-list-row.focused', { has: label, ...inFolder }).waitFor();
    await press('Enter');
  };
  return {
    press,
    /** Types letter by letter, as fast as a quick typist. */
    type: (/** @type {string} */ text) => page.keyboard.type(text, { delay: 40 }),
    /** Opens a file of the folder. */
    open: async (/** @type {string} */ name) => {
      const inFolder = dirname(name) === '.' ? {} : { hasText: basename(dirname(name)) };
      await (outside.open ?? quickOpen)(name);
      await page.locator(`.tab.active[data-resource-name="${basename(name)}"]`).waitFor();
      await page.locator('.breadcrumbs-control', inFolder).first().waitFor();
      await page.locator('.editor-instance .view-line').first().waitFor();
    },
    /** Puts the cursor at a line and column, both counted from 1. */
    goTo: async (/** @type {number} */ line, /** @type {number} */ column) => {
      await press('Control+g');
      await page.locator(input).fill(`:${line}:${column}`);
      await press('Enter');
      await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
      await page.locator(`${active}.focused`).waitFor();
      // the list that closed lets go of its keys, such as Enter, only after the events of this moment
      await page.evaluate(() => new Promise(resolve => setTimeout(() => requestAnimationFrame(resolve))));
    },
    /** Rests the mouse on a word of the text. */
    pointAt: async (/** @type {string} */ word) => {
      const place = page.locator('.view-line span', { hasText: exactly(word) }).last();
      await page.mouse.move(5, 5);
      await place.hover();
      pointed.set(page, place);
    },
    /** Chooses a command from the palette by its title. */
    run: async (/** @type {string} */ title) => {
      await press('F1');
      await page.locator(input).fill(`>${title}`);
      await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: title }).waitFor();
      await press('Enter');
      await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    },
    /** Chooses a scenario in the list behind the status bar, by words of its description. */
    chooseScenario: async (/** @type {string} */ description) => {
      await scenarioIn(page).click();
      await page.locator('.quick-input-list .monaco-list-row', { hasText: description }).first().click();
    },
    /** Clicks a link of the hover that is open, and waits for the file that it leads to. */
    follow: async (/** @type {string} */ link, /** @type {string} */ file) => {
      await page.locator('.monaco-hover:visible a', { hasText: link }).first().click();
      await page.locator('.tab.active', { hasText: file }).waitFor();
    },
    /** Saves the active file and returns what was saved. */
    save: async (/** @type {string} */ name) => {
      await press('Control+s');
      await page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
      return (await outside.read(name))?.toString();
    },
    /** Opens the menu of quick fixes at the cursor and chooses the one with that title. */
    fix: async (/** @type {string} */ title) => {
      await openFixes(page);
      const titles = await page.locator(fixes).allInnerTexts();
      const index = titles.findIndex(candidate => candidate.includes(title));
      if (index < 0) throw new Error(`there is no fix "${title}", only ${titles.join(', ')}`);
      for (let row = 0; row < index; row++) await press('ArrowDown');
      await press('Enter');
      await page.locator(fixes).first().waitFor({ state: 'hidden' });
    },
  };
}

/** @type {WeakMap<Page, import('playwright-core').Locator>} The word on which the mouse rests. */
const pointed = new WeakMap();

/** What a person sees. @param {Page} page */
export function sights(page) {
  const rows = page.locator('.suggest-widget.visible .monaco-list-row');
  return {
    /** The rows of the list of suggestions, once it is open; `kind` is the name of the icon, words of the file have `text`. */
    suggestions: async () => {
      await rows.first().waitFor();
      return rows.evaluateAll(elements =>
        elements.map(row => ({
          label: row.querySelector('.label-name')?.textContent ?? '',
          detail: row.querySelector('.details-label')?.textContent ?? '',
          kind: /codicon-symbol-([a-z-]+)/.exec(row.querySelector('.suggest-icon')?.className ?? '')?.[1] ?? '',
        })),
      );
    },
    /** Waits for a wavy line of a severity. */
    squiggle: (/** @type {'error' | 'warning' | 'info' | 'hint'} */ severity) =>
      page.locator(`.monaco-editor .squiggly-${severity}`).first().waitFor({ state: 'attached' }),
    /** Waits until no wavy line of a severity is left. */
    noSquiggle: (/** @type {'error' | 'warning' | 'info' | 'hint'} */ severity) =>
      page.waitForFunction(
        selector => document.querySelector(selector) === null,
        `.monaco-editor .squiggly-${severity}`,
      ),
    /** What the hover says, once it says something that holds the text. */
    hover: async (/** @type {string} */ text) => {
      const hover = page.locator('.monaco-hover:visible', { hasText: text }).first();
      await hover.waitFor({ timeout: limit / 4 }).catch(async () => {
        // if the text under a resting mouse is drawn again, such as for late colours, the hover closes and does not
        // come back
        await page.mouse.move(5, 5);
        await pointed.get(page)?.hover();
        await hover.waitFor();
      });
      await page.waitForTimeout(300); // the hover fades in
      return hover.innerText();
    },
    /** The visible text of the active editor, with its line breaks. */
    text: () =>
      page.locator(`${active} .view-lines`).evaluate(lines =>
        [...lines.querySelectorAll('.view-line')]
          .map(line => ({
            top: Number.parseFloat(/** @type {HTMLElement} */ (line).style.top),
            text: line.textContent,
          }))
          .sort((a, b) => a.top - b.top)
          .map(({ text }) => text.replaceAll('\u00a0', ' '))
          .join('\n'),
      ),
    /** The item of the status bar that names the scenario. */
    scenario: () => scenarioIn(page),
    /** The page of the panel that is open next to the text. */
    panel: () => page.frameLocator('iframe.webview:visible').frameLocator('#active-frame'),
    /** The number of the line with the cursor. */
    cursorLine: () => page.locator('.editor-instance .active-line-number').first().innerText(),
    /** The titles in the menu of quick fixes at the cursor. */
    fixes: async () => {
      await openFixes(page);
      return page.locator(fixes).allInnerTexts();
    },
  };
}

/** @param {Page} page */
function scenarioIn(page) {
  return page.locator('.statusbar-item', { has: page.locator('.codicon-play-circle') });
}

/** The menu closes by itself if something else happens meanwhile, such as a late hover. @param {Page} page */
async function openFixes(page) {
  for (let attempts = 1; ; attempts++) {
    await page.keyboard.press('Control+.');
    try {
      return await page
        .locator(fixes)
        .first()
        .waitFor({ timeout: limit / 4 });
    } catch (error) {
      if (attempts === 4) throw error;
      await page.keyboard.press('Escape');
    }
  }
}

/** @param {string} word */
function exactly(word) {
  return new RegExp(`^${word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
}
