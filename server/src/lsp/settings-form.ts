/** Brings settings of any form that clients send into one form: nested, without the section around them. */
import { short } from '../text/shown.ts';
import { SECTION, type InitializationOptions } from './requests.ts';
import { SETTINGS } from './settings-schema.ts';
import { isRecord } from './values.ts';

export type Section = Readonly<Record<string, unknown>>;

export interface FormedSection {
  readonly section: Section;
  /** What is not understood, as sentences. */
  readonly strange: readonly string[];
}

const NOTHING: FormedSection = { section: {}, strange: [] };

/** Keys that clients put around their settings. */
const WRAPPERS: ReadonlySet<string> = new Set([SECTION, 'settings']);

/**
 * The settings in what was sent: bare, or below `settings` or the name of the section, nested or with dots in their
 * names. If the section is named, everything next to it belongs to others.
 */
export function sectionIn(raw: unknown): FormedSection {
  if (raw === undefined || raw === null) return NOTHING;
  if (!isRecord(raw)) {
    const kind = Array.isArray(raw) ? 'array' : typeof raw;
    return { ...NOTHING, strange: [`The settings are left out: they must be an object, not ${kind}.`] };
  }
  const entries = Object.entries(raw);
  const ours = entries.filter(([key]) => WRAPPERS.has(key) || key.startsWith(`${SECTION}.`));
  const parts = (ours.length > 0 ? ours : entries).map(partOf);
  return { section: parts.reduce((below, one) => layered(below, one.section), {}), strange: strangeIn(parts) };
}

interface Part extends FormedSection {
  /** A name that is not one of ours. */
  readonly unknown?: string;
}

function partOf([key, value]: readonly [string, unknown]): Part {
  if (WRAPPERS.has(key)) return sectionIn(value);
  const [first = '', ...rest] = key.replace(`${SECTION}.`, '').split('.');
  if (!SETTINGS.includes(first)) return { ...NOTHING, unknown: key };
  const nested = rest.reduceRight<unknown>((held, name) => ({ [name]: held }), value);
  return { ...NOTHING, section: { [first]: nested } };
}

function strangeIn(parts: readonly Part[]): readonly string[] {
  const unknown = parts.flatMap(part => part.unknown ?? []);
  const inside = parts.flatMap(({ strange }) => strange);
  if (unknown.length === 0) return inside;
  return [...inside, `Unknown settings are left out: ${short(unknown.join(', '))}. Known are ${SETTINGS.join(', ')}.`];
}

/** What a client says about itself at the start, besides its settings. */
const ABOUT_CLIENT: Readonly<Record<Exclude<keyof InitializationOptions, 'files' | 'scenarios' | 'settings'>, true>> = {
  suggestCommand: true,
  recognised: true,
  showPlacesCommand: true,
  showCopiesCommand: true,
  translations: true,
  previewHookCommand: true,
  openTextCommand: true,
  pushDiagnostics: true,
  oneLineCompletions: true,
  asIsSnippets: true,
  indentsFirst: true,
  pictures: true,
};

/** Settings from the start, without what the client says about itself. */
export function sectionAtStart(options: unknown): FormedSection {
  if (!isRecord(options)) return sectionIn(options);
  const { files, scenarios, ...others } = options;
  const rest = Object.entries(others).filter(([key]) => !Object.hasOwn(ABOUT_CLIENT, key));
  return sectionIn({
    ...Object.fromEntries(rest),
    ...(isRecord(files) && { files }),
    ...(Array.isArray(scenarios) && { scenarios }),
  });
}

/** The upper value wins, key by key; null counts as not given. */
export function layered(below: Section, above: Section): Section {
  const merged = Object.entries(above).map(([key, value]): [string, unknown] => {
    const under = Object.hasOwn(below, key) ? below[key] : undefined;
    return [key, isRecord(under) && isRecord(value) ? layered(under, value) : (value ?? under)];
  });
  return { ...below, ...Object.fromEntries(merged) };
}
