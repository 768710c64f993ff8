/** Checks whether the keys of a table are known to the runner, and whether required ones exist. */
import { meaningOf, type Meaning } from '../../readings/meaning.ts';
import type { ForeignKey, RecordShape } from '../../spec/shape.ts';
import { fix, preferredFix } from '../../text/fix.ts';
import type { Edit, Finding, Fix } from '../../text/problem.ts';
import type { MapValue, Member, Value } from '../../yaml/value/value.ts';
import { placeIn, quoted, remove, rename, statementsBelow } from '../edits.ts';
import { replaceValue, sourceOf } from '../../yaml/edit/edit.ts';
import { memberOf } from '../hooks.ts';
import { capped, enumerate, isTables, wrongType, type KeyAt, type Say } from './at.ts';
import { checkMeaning } from './meaning.ts';
import { checkValue } from './value.ts';

/** Checks a key and everything below it. */
export function checkKey(say: Say, at: KeyAt): void {
  const { field, member } = at;
  const { shape } = field;
  checkMeaning(say, at);
  if (shape.kind !== 'record') {
    checkValue(say, shape, member.value, at);
    if (shape.kind === 'list' && shape.item.kind === 'record') checkEntries(say, shape.item, member.value, at);
  } else if (member.value.kind === 'map') checkTable(say, shape, member.value, at);
  else say(wrongType('a table', member.value, at, asTable(shape, at)));
}

function checkEntries(say: Say, shape: RecordShape, value: Value, at: KeyAt): void {
  if (value.kind !== 'list') return;
  value.items.forEach((item, index) => {
    if (item.kind !== 'map') return;
    // an entry has no key of its own: what it lacks is reported where it is written
    const key = item.at.block.text.startsWith('{', item.at.span.start) ? item.at : headerOf(at, index);
    checkTable(say, shape, item, { ...at, path: [...at.path, index], member: { ...at.member, key } });
  });
}

function headerOf({ config, path, member }: KeyAt, index: number): Member['key'] {
  const parts = statementsBelow(config, [...path, index]).find(({ header }) => header)?.parts;
  const last = parts?.at(-1);
  return last ? placeIn(config, last.span) : member.key;
}

/** A key with the name that it has or was meant to have. */
interface Understood {
  readonly id: string;
  readonly member: Member;
  readonly meaning: Meaning | undefined;
  readonly known: boolean;
}

function checkTable(say: Say, shape: RecordShape, table: MapValue, at: KeyAt): void {
  const understood = [...table.members].map(([id, member]): Understood => {
    const exact = Object.keys(shape.fields).find(name => name === id.toLowerCase());
    const field = exact === undefined ? undefined : shape.fields[exact];
    if (exact !== undefined && field) return { id, member, known: true, meaning: { name: exact, field, sure: true } };
    return { id, member, known: false, meaning: meaningOf(shape, id) };
  });
  const isTaken = (name: string): boolean => understood.some(one => one.known && one.meaning?.name === name);
  for (const one of understood) {
    const { id, member, meaning, known } = one;
    const inner = meaning && { ...at, name: meaning.name, field: meaning.field, path: [...at.path, id], member };
    if (known && inner) {
      checkKey(say, inner);
      continue;
    }
    const finding = unknownKey(shape, one, at, isTaken);
    say(finding);
    // what is below it is checked as what it will be after the fix
    if (inner && meaning.sure && !isTaken(meaning.name))
      checkKey(finding.severity === 'error' ? say : capped(say), inner);
  }
  checkHandlers(say, shape, understood, at);
  if (at.complete) for (const finding of missing(shape, understood, at)) say(finding);
}

/** The runner ignores an unknown key; the consequences are refused only if something is missing then. */
function unknownKey(
  shape: RecordShape,
  { id, member, meaning }: Understood,
  at: KeyAt,
  isTaken: (name: string) => boolean,
): Finding {
  const path = [...at.path, id];
  const foreign = shape.foreign?.find(({ name }) => name === id.toLowerCase());
  const isFree = meaning !== undefined && !isTaken(meaning.name);
  const without = fix(`Remove ${id}`, () => remove(at.config, path, member));
  const rewrite = foreign ? rewritten(foreign, path, member, at) : [];
  const fixes = foreign
    ? [...rewrite, ...(shape.rules.some(rule => hasHandler(rule, isTaken)) ? without : [])]
    : isFree
      ? preferredFix(`Replace with ${meaning.name}`, () => rename(at.config, path, member, meaning.name))
      : without;
  const isNeeded = meaning?.field.required === true || isHandler(shape, meaning?.name ?? id) || foreign?.rewrite;
  return {
    code: 'unknown-key',
    message: foreign
      ? `\`${id}\` is no handler of the runner: ${foreign.because}. The runner passes over it.`
      : `\`${id}\` is not a key of \`${at.name}\`${isFree ? `. Did you mean \`${meaning.name}\`?` : `, expected ${enumerate(Object.keys(shape.fields), 'or')}.`} The runner passes over keys that it does not know.`,
    at: member.key,
    severity: isNeeded && !(meaning && isTaken(meaning.name)) ? 'error' : 'warning',
    fixes,
  };
}

function hasHandler(rule: RecordShape['rules'][number], isTaken: (name: string) => boolean): boolean {
  return rule.kind === 'exactlyOne' && rule.keys.some(isTaken);
}

function isHandler({ rules }: RecordShape, name: string): boolean {
  return rules.some(rule => rule.kind === 'exactlyOne' && rule.keys.includes(name));
}

/** `sleep` with its seconds as a command. */
function rewritten({ rewrite }: ForeignKey, path: KeyAt['path'], { value }: Member, { config }: KeyAt): readonly Fix[] {
  const found = rewrite && memberOf(value, rewrite.from)?.value;
  const [table, ...more] = rewrite ? statementsBelow(config, path) : [];
  if (!rewrite || found?.kind !== 'scalar' || !table?.header || more.some(({ header }) => header)) return [];
  const words = rewrite.items.map(item => quoted(item.replace('{}', sourceOf(found.at))));
  const last = table.parts.at(-1);
  const edits: readonly Edit[] = [
    ...(last ? replaceValue(placeIn(config, last.span), rewrite.key) : []),
    ...more.flatMap(({ span }, index) =>
      index === 0 ? replaceValue(placeIn(config, span), `command = [${words.join(', ')}]`) : [],
    ),
  ];
  return more.length === 1 ? fix(`Replace with ${rewrite.key}`, edits) : [];
}

/** Exactly one handler; one with a wrong name counts, so that only its name is reported. */
function checkHandlers(say: Say, shape: RecordShape, understood: readonly Understood[], at: KeyAt): void {
  for (const rule of shape.rules) {
    if (rule.kind !== 'exactlyOne') continue;
    const isForeign = ({ id }: Understood): boolean =>
      shape.foreign?.some(({ name, rewrite }) => rewrite && name === id.toLowerCase()) === true;
    const chosen = understood.filter(({ meaning }) => meaning && rule.keys.includes(meaning.name));
    if (chosen.length === 0 && at.complete && !understood.some(isForeign)) say(noHandler(rule, at));
    for (const surplus of chosen.slice(1)) say(oneTooMany(rule, surplus, chosen, at));
  }
}

type ExactlyOne = Extract<RecordShape['rules'][number], { kind: 'exactlyOne' }>;

function noHandler({ keys, becauseNone }: ExactlyOne, { name, member }: KeyAt): Finding {
  const message = `\`${name}\` needs exactly one of ${enumerate(keys, 'and')}, found none: ${becauseNone}.`;
  return { code: 'no-handler', message, at: member.key };
}

function oneTooMany(
  { becauseMany }: ExactlyOne,
  surplus: Understood,
  chosen: readonly Understood[],
  at: KeyAt,
): Finding {
  const others = chosen.filter(other => other !== surplus);
  const keep = (kept: Understood): readonly Fix[] => {
    const rest = chosen.filter(other => other !== kept);
    const edits = rest.flatMap(({ id, member }) => remove(at.config, [...at.path, id], member));
    return fix(`Keep only ${kept.id}`, edits);
  };
  return {
    code: 'one-handler',
    message: `\`${surplus.id}\` conflicts with ${enumerate(
      others.map(({ id }) => id),
      'and',
    )}; only one of them can be used: ${becauseMany}. Keep one.`,
    at: surplus.member.key,
    related: others.map(({ id, member }) => ({ at: member.key, message: `\`${id}\` is here` })),
    fixes: chosen.flatMap(keep),
  };
}

/** A required key; one with a wrong name counts. */
function missing(
  { fields }: RecordShape,
  understood: readonly Understood[],
  { name, member, path }: KeyAt,
): readonly Finding[] {
  const needed = Object.entries(fields).filter(
    ([key, { required }]) => required && !understood.some(({ meaning }) => meaning?.name === key),
  );
  const owner = typeof path.at(-1) === 'number' ? `An entry of \`${name}\`` : `\`${name}\``;
  return needed.map(([key, { shape, because }]): Finding => {
    const pattern = shape.kind === 'text' ? shape.pattern : undefined;
    const why = pattern?.because ?? ('because' in shape ? shape.because : undefined) ?? because;
    // the runner then sends an empty text, which Kubernetes accepts unless a certain form is required
    const isTaken = shape.kind === 'text' && !pattern;
    return {
      code: 'missing-key',
      message: isTaken
        ? `${owner} lacks \`${key}\`, so it is sent empty. Write \`${key} = ""\` if that is meant.`
        : `${owner} needs \`${key}\`: ${why ?? 'Kubernetes refuses the pod otherwise'}.`,
      at: member.key,
      severity: isTaken ? 'warning' : 'error',
    };
  });
}

/** Forms in which people write a table that they know from YAML. */
function asTable(shape: RecordShape, { config, path, member }: KeyAt): readonly Fix[] {
  const { value } = member;
  if (isTables(value) && value.kind === 'list' && value.items.length === 1) return singleBrackets(path, config);
  const [only, ...more] = Object.keys(shape.fields);
  const list = only !== undefined && more.length === 0 ? shape.fields[only]?.shape : undefined;
  if (only === undefined || list?.kind !== 'list' || value.kind === 'map') return [];
  if (value.kind === 'list' && !isTables(value))
    return preferredFix(`Put it into ${only}`, replaceValue(value.at, `{ ${only} = ${sourceOf(value.at)} }`));
  if (value.kind !== 'scalar' || value.datum.type !== 'string') return [];
  const { value: text } = value.datum;
  const words = /^\S+$/.test(text) ? `[${quoted(text)}]` : `["sh", "-c", ${quoted(text)}]`;
  return fix(`Put it into ${only}`, replaceValue(value.at, `{ ${only} = ${words} }`));
}

function singleBrackets(path: KeyAt['path'], config: KeyAt['config']): readonly Fix[] {
  const header = statementsBelow(config, [...path, 0]).find(
    ({ path: other }) => other.length === path.length + 1,
  )?.header;
  if (!header) return [];
  const { text } = config;
  const [start, end] = [text.lastIndexOf('[[', header.start), text.indexOf(']]', header.end)];
  return preferredFix('Make it one table', [
    ...replaceValue(placeIn(config, { start, end: start + 2 }), '['),
    ...replaceValue(placeIn(config, { start: end, end: end + 2 }), ']'),
  ]);
}
