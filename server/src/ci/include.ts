/** The entries of `include`: which files they name, or why those cannot be told. */
import type { Finding } from '../text/problem.ts';
import type { Place } from '../text/span.ts';
import { member, type MapValue, type Value } from '../yaml/value.ts';
import { isPattern, withoutSlash } from './path-pattern.ts';
import { toS } from './ruby-text.ts';

/** What an entry stands for. GitLab finds the kinds other than local on servers, where we do not look. */
export type IncludeTarget =
  | { readonly kind: 'local'; readonly path: string }
  | { readonly kind: 'pattern'; readonly pattern: string }
  | { readonly kind: 'elsewhere'; readonly because: string };

export interface Include {
  /** The path or, for what is elsewhere, the whole entry. */
  readonly at: Place;
  readonly target: IncludeTarget;
  /** Whether `rules:` decide if it applies. */
  readonly conditional: boolean;
  readonly inputs?: Value;
}

export interface Includes {
  readonly entries: readonly Include[];
  /** What GitLab refuses, in its order. */
  readonly faults: readonly Finding[];
}

const KINDS = ['local', 'project', 'remote', 'template', 'artifact', 'component'] as const;

const SHOWN = KINDS.map(kind => `\`${kind}\``).join(', ');

const known = new WeakMap<Value, Includes>();

/** What a file includes, from the value of its `include` key; the same objects as long as the value is the same. */
export function readIncludes(value: Value | undefined): Includes {
  if (!value) return { entries: [], faults: [] };
  const before = known.get(value);
  if (before) return before;
  const includes = read(value);
  known.set(value, includes);
  return includes;
}

function read(value: Value): Includes {
  const items = itemsOf(value);
  const malformed = items.filter(item => !isEntry(item)).map(malformedFault);
  const results = items.filter(isEntry).map(item => (item.kind === 'map' ? readMap(item) : readText(item)));
  return {
    entries: results.flatMap(result => ('entries' in result ? result.entries : [])),
    faults: [...malformed, ...results.flatMap(result => ('fault' in result ? [result.fault] : []))],
  };
}

type Read = { readonly entries: readonly Include[] } | { readonly fault: Finding };

/** One entry or a list of them, empty ones left out. */
function itemsOf(value: Value): readonly Value[] {
  const items = value.kind === 'list' ? value.items : [value];
  return items.filter(item => !isNull(item));
}

function isNull(value: Value | undefined): boolean {
  return value?.kind === 'scalar' && value.datum.type === 'null';
}

function isEntry(value: Value): boolean {
  if (value.kind === 'unknown') return value.why !== 'reference';
  return value.kind === 'map' || (value.kind === 'scalar' && value.datum.type === 'string');
}

function malformedFault({ at, kind }: Value): Finding {
  const reference =
    kind === 'unknown' ? ' `!reference` is not possible here, since references are followed after includes.' : '';
  return {
    code: 'invalid-include',
    message: `An entry of \`include\` must be a path or a mapping with one of ${SHOWN}.${reference}`,
    at,
  };
}

/** A text is an address if it looks like one, else a path in this repository. */
function readText(value: Value): Read {
  if (value.kind !== 'scalar' || value.datum.type !== 'string')
    return elsewhere(value.at, 'its text is not known here');
  const text = value.datum.value;
  if (/^\s*(?:https?|ssh|git):/.test(text)) return elsewhere(value.at, 'it is on another server');
  if (text.trim() === '') return { fault: kindFault(value.at, 'an empty path') };
  return { entries: [localEntry(text, { at: value.at, conditional: false })] };
}

function readMap(value: MapValue): Read {
  if (isExcluded(value)) return { entries: [] };
  if (isPresent(member(value, 'project')?.value)) return readProject(value);
  const present = KINDS.filter(kind => isPresent(member(value, kind)?.value));
  const [kind] = present;
  if (kind === undefined || present.length > 1) return readUnclear(value, present);
  const given = member(value, kind)?.value;
  if (kind === 'local' && given) return readLocal(value, given);
  return elsewhere(value.at, `\`${kind}\` is not looked up here`);
}

/** GitLab makes one entry of each `file` first, so that without one there is nothing to complain about. */
function readProject(value: MapValue): Read {
  const file = member(value, 'file')?.value;
  if (!file || isNull(file) || (file.kind === 'list' && file.items.length === 0)) return { entries: [] };
  const others = KINDS.filter(kind => kind !== 'project' && isPresent(member(value, kind)?.value));
  if (others.length > 0) return readUnclear(value, ['project', ...others]);
  return elsewhere(value.at, '`project` is not looked up here');
}

function readUnclear(value: MapValue, present: readonly string[]): Read {
  if (value.open) return elsewhere(value.at, 'not all of its keys are known here');
  if (present.length > 1) return { fault: manyFault(value.at, present) };
  const keys = [...value.members.values()]
    .map(({ name }) => ('value' in name ? `\`${name.value}\`` : ''))
    .filter(Boolean);
  return { fault: kindFault(value.at, keys.length > 0 ? `only ${keys.join(', ')}` : 'none of them') };
}

function readLocal(value: MapValue, given: Value): Read {
  if (given.kind === 'unknown') return elsewhere(given.at, 'its path is not known here');
  const inputs = member(value, 'inputs')?.value;
  const about = { at: given.at, conditional: hasRules(value), ...(inputs && { inputs }) };
  const entry = localEntry(toS(given), about);
  return { entries: [given.kind === 'scalar' ? entry : { ...entry, target: { kind: 'local', path: toS(given) } }] };
}

function localEntry(text: string, about: Omit<Include, 'target'>): Include {
  return { ...about, target: targetOf(text) };
}

function targetOf(text: string): IncludeTarget {
  if (hasVariable(text)) return { kind: 'elsewhere', because: 'its path holds a variable' };
  return isPattern(text) ? { kind: 'pattern', pattern: text } : { kind: 'local', path: withoutSlash(text) };
}

/** Only the forms that GitLab replaces; an input that nothing gave a value is as unknown. */
function hasVariable(text: string): boolean {
  return /\$(?:[a-zA-Z_]\w*|\{[a-zA-Z_]\w*\}|\[\[)|%[a-zA-Z_]\w*%/.test(text);
}

function elsewhere(at: Place, because: string): Read {
  return { entries: [{ at, target: { kind: 'elsewhere', because }, conditional: false }] };
}

/** Ruby on Rails' `present?`: neither nil, false, blank text nor an empty collection. */
function isPresent(value: Value | undefined): boolean {
  if (!value) return false;
  if (value.kind === 'list') return value.items.length > 0;
  if (value.kind === 'map') return value.open || value.members.size > 0;
  if (value.kind === 'unknown') return true;
  const { datum } = value;
  if (datum.type === 'string' || datum.type === 'symbol') return datum.value.trim() !== '';
  return datum.type !== 'null' && !(datum.type === 'boolean' && !datum.value);
}

function rulesOf(value: MapValue): readonly Value[] {
  const rules = member(value, 'rules')?.value;
  return rules?.kind === 'list' ? rules.items : [];
}

function hasRules(value: MapValue): boolean {
  return rulesOf(value).some(rule => !isUnconditional(rule)) || member(value, 'rules')?.value.kind === 'unknown';
}

/** Whether the first rule says "never" and asks for nothing. */
function isExcluded(value: MapValue): boolean {
  const [first] = rulesOf(value);
  const when = member(first, 'when')?.value;
  return (
    isUnconditional(first) && when?.kind === 'scalar' && when.datum.type === 'string' && when.datum.value === 'never'
  );
}

function isUnconditional(rule: Value | undefined): boolean {
  return rule?.kind === 'map' && !rule.open && ['if', 'exists', 'changes'].every(key => !rule.members.has(key));
}

function kindFault(at: Place, has: string): Finding {
  return {
    code: 'invalid-include',
    message: `An entry of \`include\` needs one of ${SHOWN}; this one has ${has}.`,
    at,
  };
}

function manyFault(at: Place, present: readonly string[]): Finding {
  const shown = present.map(kind => `\`${kind}\``).join(' and ');
  return {
    code: 'invalid-include',
    message: `An entry of \`include\` can have only one of ${SHOWN}; this one has ${shown}. Make two entries of it.`,
    at,
  };
}
