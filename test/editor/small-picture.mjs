/** Pictures for the package, in a format that takes a quarter of the size. */
import { writeFile } from 'node:fs/promises';

/**
 * Saves what a page shows as WebP; returns the number of bytes.
 * @param {import('playwright-core').Page} page
 * @param {string} file
 */
export async function saveSmall(page, file) {
  const png = await page.screenshot();
  const browser = page.context().browser();
  if (!browser) throw new Error('the browser is closed');
  const empty = await browser.newPage();
  const bytes = await empty.evaluate(asWebp, `data:image/png;base64,${png.toString('base64')}`);
  await empty.close();
  await writeFile(file, Uint8Array.from(bytes));
  return bytes.length;
}

/** Runs in the page. @param {string} source */
async function asWebp(source) {
  const picture = await createImageBitmap(await (await fetch(source)).blob());
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  canvas.getContext('2d')?.drawImage(picture, 0, 0);
  const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.6 });
  return Array.from(new Uint8Array(await blob.arrayBuffer()));
}
