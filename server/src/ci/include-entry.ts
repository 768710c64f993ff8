/** Reads one entry of `include`: which files it names, or why they are unknown. */
import type { Finding } from '../text/problem.ts';
import type { Place } from '../text/span.ts';
import { member, type MapValue, type Value } from '../yaml/value/value.ts';
import { isNull, isPresent, textOf } from './blank.ts';
import { formFault, VARIABLE } from './include-form.ts';
import { verdictOf } from './include-rules.ts';
import { isPattern, withoutSlash } from './path-pattern.ts';
import { toS } from './ruby-text.ts';

/**
 * What an entry refers to. A component of this project is the first of its paths that exists. Other kinds are found on
 * servers, where we do not look; with a `path`, the file is in this repository, and only the value of a variable is
 * unknown.
 */
export type IncludeTarget =
  | { readonly kind: 'local'; readonly path: string }
  | { readonly kind: 'component'; readonly name: string; readonly paths: readonly [string, string] }
  | { readonly kind: 'pattern'; readonly pattern: string }
  | { readonly kind: 'elsewhere'; readonly because: string; readonly path?: string };

export interface Include {
  /** The path or, for files elsewhere, the whole entry. */
  readonly at: Place;
  /** The whole entry, a text or a mapping. */
  readonly entry: Place;
  readonly target: IncludeTarget;
  /** Whether `rules:` decide if it applies. */
  readonly conditional: boolean;
  /** The rules, if the files of the repository may decide them. */
  readonly rules?: Value;
  readonly inputs?: Value;
}

/**
 * How GitLab reads an entry: no include if it names nothing, or why it is not valid. `misnamed` is what it refuses
 * about file names.
 */
export type ReadInclude =
  | { readonly entries: readonly Include[]; readonly misnamed: readonly Finding[] }
  | { readonly fault: Finding };

/** Reads an entry, a text or a mapping. */
export function readInclude(value: Value): ReadInclude {
  return value.kind === 'map' ? readMap(value) : readText(value);
}

const KINDS = ['local', 'project', 'remote', 'template', 'artifact', 'component'] as const;

export const SHOWN_KINDS = KINDS.map(kind => `\`${kind}\``).join(', ');

/** A text is an address if it looks like one, else a path in this repository. */
function readText(value: Value): ReadInclude {
  if (value.kind !== 'scalar' || value.datum.type !== 'string')
    return elsewhere(value.at, 'its value is not known here');
  const text = value.datum.value;
  if (/^\s*(?:https?|ssh|git):/.test(text))
    return elsewhere(value.at, 'it is on another server', [formFault('remote', value)]);
  if (text.trim() === '') return { fault: kindFault(value.at, 'an empty path') };
  return one({ at: value.at, entry: value.at, conditional: false, target: targetOf(text) });
}

function readMap(value: MapValue): ReadInclude {
  const rules = member(value, 'rules')?.value;
  const verdict = verdictOf(rules, () => undefined);
  if (verdict === 'excluded') return { entries: [], misnamed: [] };
  const about = aboutOf(value, verdict === 'unknown' ? rules : undefined);
  if (isPresent(member(value, 'project')?.value)) return readProject(value, about);
  const present = KINDS.filter(kind => isPresent(member(value, kind)?.value));
  const [kind] = present;
  if (kind === undefined || present.length > 1) return readUnclear(value, present);
  const given = member(value, kind)?.value;
  if (kind === 'local' && given) return readLocal(given, about);
  const component = kind === 'component' ? ownComponent(textOf(given)) : undefined;
  if (component && given) return one({ ...about, at: given.at, target: component });
  const misnamed = given && kind !== 'local' && kind !== 'project' ? formFault(kind, given) : undefined;
  return elsewhere(value.at, `\`${kind}\` is not looked up here`, [misnamed], about.rules);
}

type About = Omit<Include, 'target' | 'at'>;

function aboutOf(value: MapValue, rules: Value | undefined): About {
  const inputs = member(value, 'inputs')?.value;
  return { entry: value.at, conditional: rules !== undefined, ...(rules && { rules }), ...(inputs && { inputs }) };
}

/** GitLab makes one entry of each `file` first, so without a `file` there is nothing to refuse. */
function readProject(value: MapValue, { rules }: About): ReadInclude {
  const file = member(value, 'file')?.value;
  const files = file?.kind === 'list' ? file.items : [file];
  if (!file || isNull(file) || files.length === 0) return { entries: [], misnamed: [] };
  const others = KINDS.filter(kind => kind !== 'project' && isPresent(member(value, kind)?.value));
  if (others.length > 0) return readUnclear(value, ['project', ...others]);
  const misnamed = files.map(one => one && formFault('file', one));
  return elsewhere(value.at, '`project` is not looked up here', misnamed, rules);
}

/**
 * Names a component of the project that includes it, at the commit of the pipeline: its files are those of this folder.
 */
const OWN_COMPONENT =
  /^\$\{?CI_SERVER_(?:FQDN|HOST)\}?\/\$\{?CI_PROJECT_PATH\}?\/([\w-]+)@\$\{?CI_COMMIT_(?:SHA|REF_NAME|BRANCH|TAG)\}?$/;

function ownComponent(text = ''): IncludeTarget | undefined {
  const [, name] = OWN_COMPONENT.exec(text) ?? [];
  return name === undefined
    ? undefined
    : { kind: 'component', name, paths: [`templates/${name}.yml`, `templates/${name}/template.yml`] };
}

function readUnclear(value: MapValue, present: readonly string[]): ReadInclude {
  if (value.open) return elsewhere(value.at, 'not all of its keys are known here');
  if (present.length > 1) return { fault: manyFault(value.at, present) };
  const empty = KINDS.find(kind => member(value, kind));
  if (empty) return { fault: kindFault(value.at, `an empty \`${empty}\``) };
  const keys = [...value.members.values()].flatMap(({ name }) => ('value' in name ? String(name.value) : []));
  const shown = keys.map(key => `\`${key}\``).join(', ');
  return { fault: kindFault(value.at, keys.length > 0 ? `only ${shown}` : 'none of them') };
}

function readLocal(given: Value, about: About): ReadInclude {
  if (given.kind === 'unknown') return elsewhere(given.at, 'its path is not known here');
  const path = toS(given);
  const target: IncludeTarget = given.kind === 'scalar' ? targetOf(path) : { kind: 'local', path };
  return one({ ...about, at: given.at, target });
}

function one(entry: Include): ReadInclude {
  return { entries: [entry], misnamed: [] };
}

function targetOf(text: string): IncludeTarget {
  if (hasVariable(text)) return { kind: 'elsewhere', because: 'its path holds a variable', path: withoutSlash(text) };
  return isPattern(text) ? { kind: 'pattern', pattern: text } : { kind: 'local', path: withoutSlash(text) };
}

function hasVariable(text: string): boolean {
  return VARIABLE.test(text);
}

/** Whether the text becomes the path with some values of its variables. */
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

function elsewhere(
  at: Place,
  because: string,
  found: readonly (Finding | undefined)[] = [],
  rules?: Value,
): ReadInclude {
  const misnamed = found.flatMap(fault => fault ?? []);
  const target: IncludeTarget = { kind: 'elsewhere', because };
  const entries: readonly Include[] = [{ at, entry: at, target, conditional: false, ...(rules && { rules }) }];
  return { entries, misnamed: rules ? misnamed.map(fault => ({ ...fault, atMost: 'warning' })) : misnamed };
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
    message: `An entry of \`include\` can have only one of ${SHOWN_KINDS}; this one has ${shown}. Split it into two entries.`,
    at,
  };
}
