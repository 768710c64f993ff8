/** GitLab's checks of jobs that decide about hooks: the name, the kind, `hooks` and `inherit`. Other keys are not judged here. */
import { hooks as hooksField } from '../spec/hooks.ts';
import { defaults } from '../spec/job.ts';
import type { Finding } from '../text/problem.ts';
import type { Place } from '../text/span.ts';
import { member, type Member, type Value } from '../yaml/value.ts';
import { isJobName, kindOf } from './job-kind.ts';
import { strayHooks } from './stray-hooks.ts';

/** GitLab takes lists in lists so deep. */
const DEEPEST_LIST = 10;

/** What GitLab refuses about an entry of the merged configuration; less is certain where that is not complete. */
export function entryFaults(name: string, entry: Member, complete: boolean): readonly Finding[] {
  const { key, value } = entry;
  const kind = kindOf(name, value);
  if (kind === 'other') return keywordFaults(name, value);
  if (kind === 'job')
    return [...nameFaults(entry), ...hooksFaults(value), ...inheritFaults(value), ...strayHooks(name, value)];
  if (!complete) return [];
  if (kind === 'hidden') return isBlank(value) ? [emptyTemplate(name, key)] : [];
  if (kind === 'invalid') return [noWork(name, key)];
  return [...nameFaults(entry), ...triggerFaults(value), ...strayHooks(name, value)];
}

function keywordFaults(name: string, value: Value): readonly Finding[] {
  const stray = strayHooks(name, value);
  return name === 'default' ? [...hooksFaults(value), ...stray] : stray;
}

function nameFaults({ key, name }: Member): readonly Finding[] {
  return isJobName(name) ? [] : [wrong(key, 'The name of a job must be a text: quote it.')];
}

function emptyTemplate(name: string, key: Place): Finding {
  return wrong(key, `\`${name}\` is empty, which GitLab refuses even for a hidden job.`);
}

function noWork(name: string, at: Place): Finding {
  return {
    code: 'no-script',
    message: `\`${name}\` is taken for a job, but it has nothing to do: it needs \`script\`, \`run\` or \`trigger\`.`,
    at,
  };
}

/** A job that starts another pipeline has no hooks, not even empty ones. */
function triggerFaults(value: Value): readonly Finding[] {
  const hooks = member(value, 'hooks');
  const fault = hooks && {
    code: 'misplaced-hooks',
    message: 'A job that starts another pipeline cannot have `hooks`: no runner takes it.',
    at: hooks.key,
  };
  return [...(fault ? [fault] : []), ...inheritFaults(value)];
}

function hooksFaults(value: Value): readonly Finding[] {
  const hooks = member(value, 'hooks');
  if (!hooks || isNull(hooks.value) || hooks.value.kind === 'unknown') return [];
  if (hooks.value.kind !== 'map') return [wrong(placeOf(hooks), '`hooks` must be a mapping of hook names.')];
  const fields: Readonly<Record<string, unknown>> = hooksField.shape.fields;
  const unknown = [...hooks.value.members].filter(([id]) => !Object.hasOwn(fields, id));
  if (unknown.length > 0) return unknown.map(([id, { key }]) => unknownKey(key, id, Object.keys(fields)));
  const script = member(hooks.value, 'pre_get_sources_script');
  return script && !isScript(script.value) ? [notScript(script)] : [];
}

function isScript(value: Value): boolean {
  return isNull(value) || isText(value) || (value.kind === 'list' && isTextList(value.items, 1));
}

function isTextList(items: readonly Value[], depth: number): boolean {
  if (depth > DEEPEST_LIST) return false;
  return items.every(item => isText(item) || (item.kind === 'list' && isTextList(item.items, depth + 1)));
}

function isText(value: Value): boolean {
  if (value.kind === 'unknown') return true;
  return value.kind === 'scalar' && (value.datum.type === 'string' || value.datum.type === 'symbol');
}

function notScript(script: Member): Finding {
  return wrong(
    placeOf(script),
    `\`pre_get_sources_script\` must be a text or a list of texts; lists can stand in it up to ${DEEPEST_LIST} levels deep.`,
  );
}

function inheritFaults(value: Value): readonly Finding[] {
  const inherit = member(value, 'inherit');
  if (!inherit || isNull(inherit.value) || inherit.value.kind === 'unknown') return [];
  if (inherit.value.kind !== 'map')
    return [wrong(placeOf(inherit), '`inherit` must be a mapping with `default`, `variables` or both.')];
  const unknown = [...inherit.value.members].filter(([id]) => id !== 'default' && id !== 'variables');
  if (unknown.length > 0) return unknown.map(([id, { key }]) => unknownKey(key, id, ['default', 'variables']));
  return [
    ...choiceFaults(member(inherit.value, 'default'), Object.keys(defaults.shape.fields)),
    ...choiceFaults(member(inherit.value, 'variables'), undefined),
  ];
}

function choiceFaults(choice: Member | undefined, words: readonly string[] | undefined): readonly Finding[] {
  if (!choice || isNull(choice.value) || choice.value.kind === 'unknown') return [];
  const { value } = choice;
  if (value.kind === 'scalar' && value.datum.type === 'boolean') return [];
  if (value.kind !== 'list' || !value.items.every(isPlainText))
    return [wrong(placeOf(choice), 'What is inherited is said by `true`, by `false` or by a list of names.')];
  return value.items.flatMap(item => (words && !isWord(item, words) ? [unknownWord(item, words)] : []));
}

function isPlainText(item: Value): boolean {
  return item.kind === 'unknown' || (item.kind === 'scalar' && item.datum.type === 'string');
}

function isWord(item: Value, words: readonly string[]): boolean {
  return item.kind !== 'scalar' || item.datum.type !== 'string' || words.includes(item.datum.value);
}

function unknownWord({ at }: Value, words: readonly string[]): Finding {
  return { code: 'unknown-value', message: `Only keys of \`default\` can be inherited: ${words.join(', ')}.`, at };
}

function unknownKey(at: Place, id: string, known: readonly string[]): Finding {
  return {
    code: 'unknown-key',
    message: `\`${id}\` is not known here; possible are ${known.map(name => `\`${name}\``).join(', ')}.`,
    at,
  };
}

/** A wrong text is shown itself; of what is longer, the key. */
function placeOf({ key, value }: Member): Place {
  return value.kind === 'scalar' ? value.at : key;
}

function wrong(at: Place, message: string): Finding {
  return { code: 'wrong-type', message, at };
}

function isNull(value: Value): boolean {
  return value.kind === 'scalar' && value.datum.type === 'null';
}

function isBlank(value: Value): boolean {
  if (value.kind === 'list') return value.items.length === 0;
  if (value.kind === 'map') return value.members.size === 0 && !value.open;
  return isNull(value) || (value.kind === 'scalar' && value.datum.type === 'string' && value.datum.value.trim() === '');
}
