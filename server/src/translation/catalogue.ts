/**
 * A catalogue: English texts of ours with numbered holes, each with its translation. `{0}` holds a name or number, `{0~}`
 * words that have a translation of their own, `{0_}` one word as it is, `{0*}` whatever is there.
 */
import { HOLE, keyOf, signOf } from './holes.ts';

/** As in the bundles of an editor: `Unknown key {0} in {1}` and what that is in another language. */
export type Bundle = Readonly<Record<string, string>>;

export interface CatalogueEntry {
  readonly translation: string;
  /** How each hole is filled. */
  readonly holes: readonly ('name' | 'words' | 'word' | 'anything')[];
}

export interface Catalogue {
  /** Entries whose holes hold only names and numbers, by their text with signs for them. */
  readonly exact: ReadonlyMap<string, CatalogueEntry>;
  /** The others, the one with the most words of its own first. */
  readonly patterns: readonly (CatalogueEntry & { readonly form: RegExp; readonly weight: number })[];
}

/** How parts are put together, which is no text by itself. */
const GLUE = /^\{0\}(?:[.?!]|(?:[:;,]? )\{1\})$/;

const MARK = /\{(\d+)([*~_]?)\}/g;
const FORMS = { '': `(${HOLE})`, '~': '(.+?)', _: '(\\S*[^\\s.,:])', '*': '(.+?)' } as const;
const FILLED = { '': 'name', '~': 'words', _: 'word', '*': 'anything' } as const;

export function catalogueOf(bundle: Bundle): Catalogue {
  const exact = new Map<string, CatalogueEntry>();
  const patterns: Catalogue['patterns'][number][] = [];
  for (const [english, translation] of Object.entries(bundle)) {
    if (GLUE.test(english)) continue;
    const kinds = Array.from(english.matchAll(MARK), ([, , kind]) => kind as keyof typeof FORMS);
    const entry = { translation, holes: kinds.map(kind => FILLED[kind]) };
    if (kinds.every(kind => kind === '')) exact.set(keyOf(english.replace(MARK, signOf(0))), entry);
    else patterns.push({ ...entry, form: formOf(english), weight: english.replace(MARK, '').length });
  }
  return { exact, patterns: patterns.sort((one, other) => other.weight - one.weight) };
}

function formOf(english: string): RegExp {
  const parts = english.split(MARK);
  // split leaves the words, then for each mark its number, its kind and the words behind it
  const source = parts.map((part, at) => {
    if (at % 3 === 0) return part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
    return at % 3 === 1 ? '' : FORMS[part as keyof typeof FORMS];
  });
  return new RegExp(`^${source.join('')}$`, 'i');
}
