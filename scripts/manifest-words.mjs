/**
 * The texts that the editor shows from the manifest. `package.json` has only their keys and `package.nls.json` the English
 * texts; a text that is written into `package.json` is moved there by `npm run generate`.
 */

/** @typedef {{ [key: string]: unknown }} Node */
/** @typedef {Readonly<Record<string, string>>} Words */

/** Properties whose value is a text; of a list, each of its items. */
const SHOWN = new Set([
  'title',
  'category',
  'description',
  'markdownDescription',
  'enumDescriptions',
  'patternErrorMessage',
  'altText',
]);

/** Steps of a path that say nothing: where they stand, there is only one text. */
const SILENT = new Set(['properties', 'items', 'configuration', 'markdownDescription', 'description', 'title']);

/**
 * The manifest with keys in place of texts, and the English texts by these keys.
 * @param {{ readonly contributes?: unknown }} manifest
 * @param {Words} english what is known already
 */
export function withKeys(manifest, english) {
  /** @type {Record<string, string>} */
  const words = {};
  /** @param {string} text @param {readonly string[]} path */
  const keyed = (text, path) => {
    const known = /^%(.+)%$/.exec(text)?.[1];
    const steps = hasSeveralTexts(path) ? path : path.filter(step => !SILENT.has(step));
    // a section of the settings is named only for its own title
    const key = known ?? (steps.length > 1 ? steps.filter(step => !step.startsWith('section')) : steps).join('.');
    words[key] = known === undefined ? text : (english[known] ?? '');
    return `%${key}%`;
  };
  return { manifest: { ...manifest, contributes: eachText(manifest.contributes, [], keyed) }, english: words };
}

/**
 * The manifest with texts in place of keys.
 * @template Manifest
 * @param {Manifest & { readonly contributes?: unknown }} manifest
 * @param {Words} english
 * @returns {Manifest}
 */
export function withWords(manifest, english) {
  /** @param {string} text */
  const worded = text => english[/^%(.+)%$/.exec(text)?.[1] ?? ''] ?? text;
  return { ...manifest, contributes: eachText(manifest.contributes, [], worded) };
}

/**
 * The texts in another language, as far as there are translations of them.
 * @param {Words} english
 * @param {Words} translations by the English text
 */
export function translated(english, translations) {
  return Object.fromEntries(
    Object.entries(english).flatMap(([key, text]) => {
      const translation = translations[text];
      return translation === undefined ? [] : [[key, translation]];
    }),
  );
}

/**
 * A copy with every text replaced.
 * @param {unknown} value
 * @param {readonly string[]} path
 * @param {(text: string, path: readonly string[]) => string} replaced
 * @returns {unknown}
 */
function eachText(value, path, replaced) {
  if (Array.isArray(value))
    return value.map((item, index) => eachText(item, [...path, nameOf(item) ?? `${index}`], replaced));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      const inside = [...path, name];
      if (!SHOWN.has(name)) return [name, eachText(inner, inside, replaced)];
      if (name === 'category' && typeof inner === 'string') return [name, replaced(inner, ['category'])];
      if (Array.isArray(inner))
        return [name, inner.map((text, index) => replaced(String(text), [...inside, `${index}`]))];
      return [name, typeof inner === 'string' ? replaced(inner, inside) : eachText(inner, inside, replaced)];
    }),
  );
}

/** Whether texts stand next to each other, which their keys then have to tell apart. @param {readonly string[]} path */
function hasSeveralTexts(path) {
  return path[0] === 'walkthroughs';
}

/** What an item of a list is called, so that its key stays the same when others are added. @param {unknown} item */
function nameOf(item) {
  const { command, id, title, order } = /** @type {Node} */ (typeof item === 'object' && item !== null ? item : {});
  const name = command ?? id ?? (typeof title === 'string' ? `section${String(order)}` : undefined);
  return typeof name === 'string' ? name : undefined;
}
