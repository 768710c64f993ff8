/**
 * Translates what the server tells, at its edge: rules write plain English, and a text that the catalogue does not know as a
 * whole stays English, so that none is of two languages.
 */
import { catalogueOf, type Bundle, type Catalogue, type CatalogueEntry } from './catalogue.ts';
import { filled, HOLE, holed, indexOf, keyOf, signOf } from './holes.ts';

export type Translate = (text: string) => string;

/** Texts whose translation is kept: editors ask for the same ones after every keystroke. */
const MOST_KNOWN = 2000;

/** What is longer holds more of a file than of our words. */
const LONGEST = 3000;

/** Leaves every text as it is where there is no bundle. */
export function translatorOf(bundle: Bundle | undefined): Translate {
  if (bundle === undefined || Object.keys(bundle).length === 0) return text => text;
  const catalogue = catalogueOf(bundle);
  const known = new Map<string, string>();
  return text => {
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size >= MOST_KNOWN) known.clear();
    const translated = translationOf(text, { ...catalogue, glue: glueOf(bundle) });
    const shown = translated === undefined ? text : spaced(translated);
    known.set(text, shown);
    return shown;
  };
}

/** Between code and letters of scripts without spaces there is one all the same. */
function spaced(text: string): string {
  return text.replace(BESIDE_CODE, (_, before: string, code: string, after: string) =>
    [before && `${before} `, code, after && ` ${after}`].join(''),
  );
}

const BESIDE_CODE =
  /([\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]?)(`+[^`]*`+)([\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]?)/gu;

/** How parts are put together, each an entry of the bundle. */
type Glue = (form: string, ...parts: readonly string[]) => string;

interface Language extends Catalogue {
  readonly glue: Glue;
}

function glueOf(bundle: Bundle): Glue {
  return (form, ...parts) => put(bundle[form] ?? form, parts);
}

/** The text with parts in its numbered places. */
function put(text: string, parts: readonly string[]): string {
  return text.replace(/\{(\d+)\}/g, (mark, index) => parts[Number(index)] ?? mark);
}

/** The translation; nothing if a part of it is not known. */
export function translationOf(text: string, language: Language): string | undefined {
  const found = text.length > LONGEST ? undefined : holed(text);
  if (!found) return undefined;
  const { text: form, holes } = withLists(found.text, found.holes, language.glue);
  const asked: Asked = { holes, language };
  return (
    said(form, asked, { anything: !/[.?!]$/.test(form) }) ??
    inParts(form.split(BETWEEN_SENTENCES), part => sentence(part, asked), '{0} {1}', language.glue)
  );
}

const BETWEEN_SENTENCES = new RegExp(`(?<=[.?!]) (?=[\\p{Lu}${HOLE.slice(1, -1)}])`, 'u');

interface Asked {
  readonly holes: readonly string[];
  readonly language: Language;
}

/** A list of names, one of several names, and steps of a way are one hole: their number differs from file to file. */
const LIST = new RegExp(
  `${HOLE}(?:, ${HOLE})*,? and (${HOLE}) more|${HOLE}(?:, ${HOLE})*,? (and|or) ${HOLE}|${HOLE}(?:, ${HOLE})+|${HOLE}(?: → ${HOLE})+`,
  'g',
);

function withLists(text: string, holes: readonly string[], glue: Glue): { text: string; holes: readonly string[] } {
  const all = [...holes];
  const found = text.replace(LIST, (list: string, more?: string, last?: string) => {
    const names = Array.from(list.matchAll(new RegExp(HOLE, 'g')), ([sign]) => all[indexOf(sign)] ?? '');
    return signOf(all.push(list.includes('→') ? names.join(' → ') : listed(names, more ? 'more' : last, glue)) - 1);
  });
  return { text: found, holes: all };
}

function listed(names: readonly string[], last: string | undefined, glue: Glue): string {
  const row = (some: readonly string[]): string => some.reduce((before, name) => glue('{0}, {1}', before, name));
  if (last === undefined) return row(names);
  const form = last === 'more' ? '{0} and {1} more' : `{0} ${last} {1}`;
  return glue(form, row(names.slice(0, -1)), names.at(-1) ?? '');
}

/** One sentence: known as a whole, or as what is wrong and its reason. */
function sentence(text: string, asked: Asked): string | undefined {
  const [, words = '', stop = ''] = /^(.*?)([.?!]?)$/s.exec(text) ?? [];
  const found = said(words, asked) ?? clauses(words, asked);
  if (found === undefined) return undefined;
  const { glue } = asked.language;
  const whole = found.charAt(0).toUpperCase() + found.slice(1);
  return stop === '' ? whole : glue(`{0}${stop}`, whole);
}

/** In two parts at a colon or semicolon, the first part as long as possible. */
function clauses(words: string, asked: Asked): string | undefined {
  for (const { 0: between, index } of [...words.matchAll(/[:;] /g)].toReversed()) {
    const parts = [words.slice(0, index), words.slice(index + between.length)];
    if (!/\p{L}/u.test(parts[0] ?? '')) continue;
    const found = inParts(
      parts,
      (part, at) => said(part, asked) ?? (at === 0 ? undefined : clauses(part, asked)),
      `{0}${between}{1}`,
      asked.language.glue,
    );
    if (found !== undefined) return found;
  }
  return undefined;
}

function inParts(
  parts: readonly string[],
  translate: (part: string, at: number) => string | undefined,
  form: string,
  glue: Glue,
): string | undefined {
  const translated = parts.map(translate);
  if (translated.length === 0 || translated.includes(undefined)) return undefined;
  return translated.flatMap(part => part ?? []).reduce((before, part) => glue(form, before, part));
}

/** What an entry says. `anything` in an entry could be words of ours, too, so it takes a whole text or many words around it. */
function said(text: string, asked: Asked, { anything = false } = {}): string | undefined {
  const { exact, patterns } = asked.language;
  if (ONLY_HOLE.test(text)) return filled(text, asked.holes);
  const entry = exact.get(keyOf(text));
  if (entry)
    return into(
      entry,
      [...text.matchAll(new RegExp(HOLE, 'g'))].map(([sign]) => sign),
      asked,
    );
  for (const pattern of patterns) {
    if (!anything && pattern.weight < TELLING && pattern.holes.includes('anything')) continue;
    const [, ...parts] = pattern.form.exec(text) ?? [];
    const translated = parts.length > 0 ? into(pattern, parts, asked) : undefined;
    if (translated !== undefined) return translated;
  }
  return undefined;
}

const TELLING = 30;
const ONLY_HOLE = new RegExp(`^${HOLE}$`);

/** Words of ours are no name. */
const OURS = /^(?:all|an?|both|each|it|one|the|these|this|what) \p{L}/iu;

function into({ translation, holes }: CatalogueEntry, parts: readonly string[], asked: Asked): string | undefined {
  const filledParts = parts.map((part, index) => {
    if (holes[index] === 'words') return said(part, asked, { anything: true });
    return holes[index] === 'anything' && OURS.test(part) ? undefined : filled(part, asked.holes);
  });
  return filledParts.includes(undefined)
    ? undefined
    : put(
        translation,
        filledParts.flatMap(part => part ?? []),
      );
}
