/** Keys that the table does not know, judged as what they were meant to be, so that the cause is reported and not what follows. */
import type { ForeignKey, RecordShape } from '../../spec/shape.ts';
import type { Edit, Finding, Fix, Report } from '../../text/problem.ts';
import { quoted, removeEntry, renameKey, rewriteEntry, sourceOf } from '../../yaml/edit.ts';
import { member as memberOf, type MapValue, type Member } from '../../yaml/value.ts';
import { foreignKey } from '../find.ts';
import { meaningOf, type Meaning } from '../meaning.ts';
import { enumerate, fix, preferredFix, short, type At } from './at.ts';

/** A key with the name that it has or was meant to have. */
export interface Understood {
  readonly name: string;
  readonly member: Member;
}

/** A mapping as written, and what it should be. */
export interface Mapping {
  readonly shape: RecordShape;
  readonly map: MapValue;
}

/** Reports the key and checks its value as that of the key it means, if there is one. */
export function checkUnknown(report: Report, { shape, map }: Mapping, member: Member, at: At): readonly Understood[] {
  const name = member.name.type === 'string' ? member.name.value : undefined;
  const foreign = name === undefined ? undefined : foreignKey(shape, name);
  if (foreign) return checkForeign(report, foreign, member, map);
  const meaning = name === undefined ? undefined : meaningOf(shape, name);
  if (meaning) return checkMeant(report, { shape, map }, meaning, member, at);
  // A hidden job may keep whatever it likes for others to take out.
  if (!at.hidden) report(unknown(shape, member, at));
  return [];
}

function unknown(shape: RecordShape, { key }: Member, at: At): Finding {
  return {
    code: 'unknown-key',
    message: `Unknown key \`${short(sourceOf(key))}\` ${inside(at)}; expected ${expected(shape)}. GitLab refuses keys that it does not know.`,
    at: key,
  };
}

function inside({ name, item }: At): string {
  return item ? `in an entry of \`${name}\`` : `in \`${name}\``;
}

function expected({ fields }: RecordShape): string {
  return enumerate(Object.keys(fields), 'or');
}

function checkForeign(report: Report, foreign: ForeignKey, member: Member, map: MapValue): readonly Understood[] {
  const { rewrite } = foreign;
  const taken = rewrite && map.members.has(rewrite.key);
  const text = rewrite && !taken ? rewritten(rewrite, member) : undefined;
  report({
    code: 'unknown-key',
    message: `Unknown key \`${foreign.name}\`: ${foreign.because}.${text ? ` \`${text}\` does the same.` : ''}`,
    at: member.key,
    fixes: text ? preferredFix(`Replace by ${text}`, rewriteEntry(member.key, text)) : [],
  });
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
  if (taken) {
    report(beside(name, member, taken));
    return [];
  }
  const inner: Finding[] = [];
  const { item: _, ...context } = at;
  at.inside(finding => inner.push(finding), field.shape, member.value, { ...context, name, field, owner: member.key });
  report(meant(shape, meaning, member, inner, at));
  for (const finding of inner) report(finding);
  return [{ name, member }];
}

/** Another spelling of a key that is there as well. */
function beside(name: string, { key }: Member, taken: Member): Finding {
  return {
    code: 'unknown-key',
    message: `Unknown key \`${short(sourceOf(key))}\`: here it is called \`${name}\`, which is there already. GitLab refuses keys that it does not know. Remove one of them.`,
    at: key,
    related: [{ at: taken.key, message: `\`${name}\` is here` }],
    fixes: fix(`Remove ${sourceOf(key)}`, removeEntry(key)),
  };
}

function meant(shape: RecordShape, meaning: Meaning, { key }: Member, inner: readonly Finding[], at: At): Finding {
  const { name, sure } = meaning;
  const hint = sure ? `here it is called \`${name}\`` : `did you mean \`${name}\`?`;
  const rest = sure ? '.' : ` Expected ${expected(shape)}.`;
  return {
    code: 'unknown-key',
    message: `Unknown key \`${short(sourceOf(key))}\` ${inside(at)}: ${hint}${rest} GitLab refuses keys that it does not know.`,
    at: key,
    fixes: renameFix(name, sure, [...renameKey(key, name), ...spellingsBelow(inner)]),
  };
}

function renameFix(name: string, sure: boolean, edits: readonly Edit[]): readonly Fix[] {
  const title = `Rename to ${name}`;
  return sure ? preferredFix(title, edits) : fix(title, edits);
}

/** `preStop` brings `httpGet` and `httpHeaders` along: one fix for all of them. */
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
