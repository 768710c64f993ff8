/**
 * Checks keys that the table does not know as what they were meant to be, so that the cause is reported and not its
 * consequences.
 */
import type { Field, ForeignKey, RecordShape } from '../../spec/shape.ts';
import { entries } from '../../spec/pipeline.ts';
import { gitlabVersion } from '../../spec/version.ts';
import type { Edits } from '../../text/fix.ts';
import type { Edit, Finding, Fix, Report } from '../../text/problem.ts';
import { quoted, removeEntry, renameKey, rewriteEntry, sourceOf } from '../../yaml/edit/edit.ts';
import { pairLocation } from '../../yaml/edit/pair-location.ts';
import { member as memberOf, type MapValue, type Member } from '../../yaml/value/value.ts';
import { insteadText } from '../describe.ts';
import { fieldMeant, foreignKey } from '../find.ts';
import { meaningOf, type Meaning } from '../meaning.ts';
import { citing, enumerate, fix, preferredFix, short, type At } from './at.ts';
import { checkDedented } from './dedented.ts';

/** A key with the name that it has or was meant to have. */
export interface Understood {
  readonly name: string;
  readonly member: Member;
}

/** A mapping as written, and its shape. */
export interface Mapping {
  readonly shape: RecordShape;
  readonly map: MapValue;
}

/** Reports the key and checks its value as that of the key that was meant, if any. */
export function checkUnknown(report: Report, { shape, map }: Mapping, member: Member, at: At): readonly Understood[] {
  // the whole file is refused for such a key, which a rule of its own reports
  if (member.name.type === 'forbidden') return [];
  const name = member.name.type === 'string' ? member.name.value : undefined;
  if (checkDedented(report, shape, member, 'capitals')) return [];
  const foreign = name === undefined ? undefined : foreignKey(shape, name);
  if (foreign) return checkForeign(report, foreign, member, map, at);
  if (shape.mixed && name !== undefined && fieldMeant(shape, name)) return [];
  const meaning = name === undefined ? undefined : meaningOf(shape, name);
  if (meaning) return checkMeant(report, { shape, map }, meaning, member, at);
  if (checkDedented(report, shape, member, 'any name')) return [];
  // a hidden job may contain anything for others to use
  if (!at.hidden) report(unknown(shape, member, at));
  return [];
}

/** Whether a newer GitLab may know the key: then nothing is certain that depends on the keys next to it. */
export function mayBeNewer(shape: RecordShape, { name }: Member): boolean {
  if (shape.closed || shape.open || shape.others || name.type !== 'string') return false;
  if (Object.hasOwn(shape.fields, name.value) || !/^[a-z]\w*$/i.test(name.value)) return false;
  if (isOfJobs(shape, name.value) || foreignKey(shape, name.value)) return false;
  return !meaningOf(shape, name.value) && !(shape.mixed && fieldMeant(shape, name.value));
}

/** Reports a key that GitLab has removed, and checks it as the one that replaced it. */
export function checkRemoved(
  report: Report,
  { shape, map }: Mapping,
  { status }: Field,
  member: Member,
  at: At,
): readonly Understood[] {
  const [instead, ...more] = status?.instead ?? [];
  const field = instead !== undefined && more.length === 0 ? shape.fields[instead] : undefined;
  const renamed = instead !== undefined && field && !map.members.has(instead);
  report({
    code: 'removed-key',
    ...(status?.removedIn !== undefined && { versions: { from: status.removedIn } }),
    message: `\`${short(sourceOf(member.key))}\` ${inside(at)} was removed. ${status?.removed ?? ''}${insteadText(status?.instead)}`,
    at: member.key,
    fixes: renamed ? preferredFix(`Rename to ${instead}`, () => renameKey(member.key, instead)) : [],
  });
  if (!renamed) return [];
  at.inside(report, field.shape, member.value, { ...at, item: undefined, name: instead, field, owner: member.key });
  return [{ name: instead, member }];
}

function unknown(shape: RecordShape, member: Member, at: At): Finding {
  // no keyword is a number, a boolean or has other characters, and none ever will
  if (shape.closed || member.name.type !== 'string' || !/^[a-z]\w*$/i.test(member.name.value))
    return refused(shape, member, at);
  const key = `\`${short(sourceOf(member.key))}\` ${inside(at)}`;
  return {
    code: 'newer-key',
    message: `Unknown key ${key}, as of GitLab ${gitlabVersion}. ${adviceOn(shape, member.name.value)} GitLab refuses unknown keys.`,
    at: member.key,
    // a keyword of jobs is too deep in any version
    ...(!isOfJobs(shape, member.name.value) && {
      beyondTable: {
        severity: 'information',
        message: `Cannot check ${key}: this extension knows GitLab up to ${gitlabVersion}, and the newer one that you chose may have added it.`,
      },
    }),
  };
}

function adviceOn(shape: RecordShape, name: string): string {
  if (isOfJobs(shape, name)) return `\`${name}\` is a keyword of jobs: is it indented too deeply?`;
  return 'Check its spelling and its place, unless your GitLab is newer.';
}

/** Whether it is a keyword of jobs in a place that is too deep. */
function isOfJobs(shape: RecordShape, name: string): boolean {
  return Object.hasOwn(entries.job.shape.fields, name) && shape !== entries.job.shape;
}

function refused(shape: RecordShape, { key }: Member, at: At): Finding {
  return {
    code: 'unknown-key',
    message: `Unknown key \`${short(sourceOf(key))}\` ${inside(at)}${expected(shape)}. GitLab refuses unknown keys.`,
    at: key,
  };
}

function inside({ name, item }: At): string {
  return item ? `in an entry of \`${name}\`` : `in \`${name}\``;
}

/** "; expected `a` or `b`", unless the list would be too long. */
function expected({ fields }: RecordShape): string {
  const names = Object.keys(fields);
  return names.length > MANY ? '' : `; expected ${enumerate(names, 'or')}`;
}

const MANY = 12;

function checkForeign(
  report: Report,
  foreign: ForeignKey,
  member: Member,
  map: MapValue,
  at: At,
): readonly Understood[] {
  const { rewrite, instead } = foreign;
  if (foreign.told) return [];
  const rename = instead !== undefined && !map.members.has(instead) ? instead : undefined;
  const taken = rewrite && map.members.has(rewrite.key);
  const text = rewrite && !taken ? rewritten(rewrite, member) : undefined;
  report({
    code: 'unknown-key',
    message: `Unknown key \`${foreign.name}\`${foreign.elsewhere ? ` ${inside(at)}` : ''}: ${foreign.because}.${text ? ` \`${text}\` does the same.` : ''}`,
    at: member.key,
    fixes: text
      ? preferredFix(`Replace with ${text}`, () => rewriteEntry(member.key, text))
      : rename === undefined
        ? []
        : preferredFix(`Rename to ${rename}`, () => renameKey(member.key, rename)),
  });
  if (rename !== undefined) return [{ name: rename, member }];
  return rewrite && !taken ? [{ name: rewrite.key, member }] : [];
}

/** `exec: ["sleep", "10"]` for `sleep: {seconds: 10}`. */
function rewritten({ key, from, items }: NonNullable<ForeignKey['rewrite']>, member: Member): string | undefined {
  const source = memberOf(member.value, from)?.value;
  if (source?.kind !== 'scalar' || (source.datum.type !== 'integer' && source.datum.type !== 'string'))
    return undefined;
  const value = String(source.datum.value);
  const list = items.map(item =>
    quoted(
      item.replace('{}', () => value),
      member.key.block.text,
    ),
  );
  return `${key}: [${list.join(', ')}]`;
}

function checkMeant(
  report: Report,
  { shape, map }: Mapping,
  meaning: Meaning,
  member: Member,
  at: At,
): readonly Understood[] {
  const { name, field } = meaning;
  const taken = map.members.get(name);
  if (taken && stand(member, taken)) {
    report(beside(meaning, member, taken));
    return [];
  }
  // that another mapping adds the right name does not mean that this key was to be left out
  if (taken) {
    report(meant(shape, meaning, member, [], at));
    return [];
  }
  const inner: Finding[] = [];
  const keep = citing(finding => inner.push(finding), field);
  at.inside(keep, field.shape, member.value, { ...at, item: undefined, name, field, owner: member.key });
  report(meant(shape, meaning, member, inner, at));
  for (const finding of inner) report(finding);
  return [{ name, member }];
}

/** Whether both are written in the same mapping; a merged mapping may have keys from several. */
function stand({ key }: Member, beside: Member): boolean {
  return key.block === beside.key.block && pairLocation(key)?.map === pairLocation(beside.key)?.map;
}

/**
 * Another spelling of an existing key is surplus; whether a key that is only similar may be removed is for the author
 * to say.
 */
function beside({ name, sure }: Meaning, { key }: Member, taken: Member): Finding {
  const hint = sure
    ? `here it is called \`${name}\`, which is already there.`
    : `did you mean \`${name}\`, which is already there?`;
  return {
    code: 'unknown-key',
    message: `Unknown key \`${short(sourceOf(key))}\`: ${hint} GitLab refuses unknown keys. Remove one of them.`,
    at: key,
    related: [{ at: taken.key, message: `\`${name}\` is here` }],
    fixes: sure ? fix(`Remove ${sourceOf(key)}`, () => removeEntry(key)) : [],
  };
}

function meant(shape: RecordShape, meaning: Meaning, { key }: Member, inner: readonly Finding[], at: At): Finding {
  const { name, sure } = meaning;
  const hint = sure ? `here it is called \`${name}\`` : `did you mean \`${name}\`?`;
  const rest = sure ? '.' : expected(shape).replace(/^; expected (.*)$/, ' Expected $1.');
  return {
    code: 'unknown-key',
    message: `Unknown key \`${short(sourceOf(key))}\` ${inside(at)}: ${hint}${rest} GitLab refuses unknown keys.`,
    at: key,
    fixes: renameFix(name, sure, () => [...renameKey(key, name), ...spellingsBelow(inner)]),
  };
}

function renameFix(name: string, sure: boolean, edits: Edits): readonly Fix[] {
  const title = `Rename to ${name}`;
  return sure ? preferredFix(title, edits) : fix(title, edits);
}

/** `preStop` contains `httpGet` and `httpHeaders`, too: one fix for all of them. */
function spellingsBelow(inner: readonly Finding[]): readonly Edit[] {
  const edits = inner
    .filter(({ code }) => code === 'unknown-key')
    .flatMap(({ fixes = [] }) => fixes.filter(({ preferred }) => preferred).flatMap(({ edits }) => edits));
  const seen = new Set<string>();
  return edits.filter(({ at: { span } }) => {
    const id = `${span.start} ${span.end}`;
    return !seen.has(id) && seen.add(id);
  });
}
