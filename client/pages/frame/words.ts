/** The words of a page in the language of the editor, which puts them into the page. */
import { translatorOf } from '../../../server/src/translation/translate.ts';

const given = document.getElementById('translations')?.textContent ?? '';

/** The text in that language; what has no translation stays English. */
export const say = translatorOf(given === '' ? undefined : (JSON.parse(given) as Record<string, string>));
