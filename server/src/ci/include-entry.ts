/** One entry of `include`: which files it names, or why those cannot be told. */
import type { Finding } from '../text/problem.ts';
import type { Place } from '../text/span.ts';
import { member, type MapValue, type Value } from '../yaml/value.ts';
import { isNull, isPresent } from './blank.ts';
import { verdictOf } from './include-rules.ts';
import { isPattern, withoutSlash } from './path-pattern.ts';
import { toS } from './ruby-text.ts';

/** What an entry stands for. GitLab finds the kinds other than local on servers, where we do not look; with a `path` it is in this repository, only variables tell where. */
export type IncludeTarget =
  | { readonly kind: 'local'; readonly path: string }
  | { readonly kind: 'pattern'; readonly pattern: string }
  | { readonly kind: 'elsewhere'; readonly because: string; readonly path?: string };

export interface Include {
  /** The path or, for what is elsewhere, the whole entry. */
  readonly at: Place;
  /** The whole entry, a text or a mapping. */
  readonly entry: Place;
  readonly target: IncludeTarget;
  /** Whether `rules:` decide if it applies. */
  readonly conditional: boolean;
  /** Those rules, which the files of the repository may decide. */
  readonly rules?: Value;
  readonly inputs?: Value;
}

/** What GitLab takes an entry for: several where it names several files, none where it names none. */
export type ReadInclude = { readonly entries: readonly Include[] } | { readonly fault: Finding };

/** Reads an entry, a text or a mapping. */
export function readInclude(value: Value): ReadInclude {
  return value.kind === 'map' ? readMap(value) : readText(value);
}

const KINDS = ['local', 'project', 'remote', 'template', 'artifact', 'component'] as const;

export const SHOWN_KINDS = KINDS.map(kind => `\`${kind}\``).join(', ');

/** A text is an address if it looks like one, else a path in this repository. */
function readText(value: Value): ReadInclude {
  if (value.kind !== 'scalar' || value.datum.type !== 'string')
    return elsewhere(value.at, 'its text is not known here');
  const text = value.datum.value;
  if (/^\s*(?:https?|ssh|git):/.test(text)) return elsewhere(value.at, 'it is on another server');
  if (text.trim() === '') return { fault: kindFault(value.at, 'an empty path') };
  return { entries: [localEntry(text, { at: value.at, entry: value.at, conditional: false })] };
}

function readMap(value: MapValue): ReadInclude {
  const rules = member(value, 'rules')?.value;
  const verdict = verdictOf(rules, () => undefined);
  if (verdict === 'excluded') return { entries: [] };
  if (isPresent(member(value, 'project')?.value)) return readProject(value);
  const present = KINDS.filter(kind => isPresent(member(value, kind)?.value));
  const [kind] = present;
  if (kind === undefined || present.length > 1) return readUnclear(value, present);
  const given = member(value, kind)?.value;
  if (kind === 'local' && given) return readLocal(value, given, verdict === 'unknown' ? rules : undefined);
  return elsewhere(value.at, `\`${kind}\` is not looked up here`);
}

/** GitLab makes one entry of each `file` first, so that without one there is nothing to complain about. */
function readProject(value: MapValue): ReadInclude {
  const file = member(value, 'file')?.value;
  if (!file || isNull(file) || (file.kind === 'list' && file.items.length === 0)) return { entries: [] };
  const others = KINDS.filter(kind => kind !== 'project' && isPresent(member(value, kind)?.value));
  if (others.length > 0) return readUnclear(value, ['project', ...others]);
  return elsewhere(value.at, '`project` is not looked up here');
}

function readUnclear(value: MapValue, present: readonly string[]): ReadInclude {
  if (value.open) return elsewhere(value.at, 'not all of its keys are known here');
  if (present.length > 1) return { fault: manyFault(value.at, present) };
  const empty = KINDS.find(kind => member(value, kind));
  if (empty) return { fault: kindFault(value.at, `an empty \`${empty}\``) };
  const keys = [...value.members.values()]
    .map(({ name }) => ('value' in name ? `\`${name.value}\`` : ''))
    .filter(Boolean);
  return { fault: kindFault(value.at, keys.length > 0 ? `only ${keys.join(', ')}` : 'none of them') };
}

function readLocal(value: MapValue, given: Value, rules: Value | undefined): ReadInclude {
  if (given.kind === 'unknown') return elsewhere(given.at, 'its path is not known here');
  const inputs = member(value, 'inputs')?.value;
  const about = {
    at: given.at,
    entry: value.at,
    conditional: rules !== undefined,
    ...(rules && { rules }),
    ...(inputs && { inputs }),
  };
  const entry = localEntry(toS(given), about);
  return { entries: [given.kind === 'scalar' ? entry : { ...entry, target: { kind: 'local', path: toS(given) } }] };
}

function localEntry(text: string, about: Omit<Include, 'target'>): Include {
  return { ...about, target: targetOf(text) };
}

function targetOf(text: string): IncludeTarget {
  if (hasVariable(text)) return { kind: 'elsewhere', because: 'its path holds a variable', path: withoutSlash(text) };
  return isPattern(text) ? { kind: 'pattern', pattern: text } : { kind: 'local', path: withoutSlash(text) };
}

/** Only the forms that GitLab replaces; an input that nothing gave a value is as unknown. */
const VARIABLE = /\$(?:[a-zA-Z_]\w*|\{[a-zA-Z_]\w*\}|\[\[.*?\]\]|\[\[)|%[a-zA-Z_]\w*%/;

function hasVariable(text: string): boolean {
  return VARIABLE.test(text);
}

/** Whether the path is what the text becomes with some values of its variables. */
export function canBecome(text: string, path: string): boolean {
  const parts = text.split(VARIABLE);
  const [first = '', last = ''] = [parts[0], parts.at(-1)];
  if (!path.startsWith(first) || !path.endsWith(last) || path.length < first.length + last.length) return false;
  let at = first.length;
  return parts.slice(1, -1).every(part => {
    const found = path.indexOf(part, at);
    at = found + part.length;
    return found >= 0 && at <= path.length - last.length;
  });
}

function elsewhere(at: Place, because: string): ReadInclude {
  return { entries: [{ at, entry: at, target: { kind: 'elsewhere', because }, conditional: false }] };
}

function kindFault(at: Place, has: string): Finding {
  return {
    code: 'invalid-include',
    message: `An entry of \`include\` needs one of ${SHOWN_KINDS}; this one has ${has}.`,
    at,
  };
}

function manyFault(at: Place, present: readonly string[]): Finding {
  const shown = present.map(kind => `\`${kind}\``).join(' and ');
  return {
    code: 'invalid-include',
    message: `An entry of \`include\` can have only one of ${SHOWN_KINDS}; this one has ${shown}. Make two entries of it.`,
    at,
  };
}
