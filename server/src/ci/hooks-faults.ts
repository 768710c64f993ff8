/** What GitLab refuses about `hooks`; the table checks the content of the proposed handler. */
import { hooks as hooksField } from '../spec/hooks.ts';
import type { Finding } from '../text/problem.ts';
import { member, type Member, type Value } from '../yaml/value/value.ts';
import { isNull } from './blank.ts';
import { placeOf, unknownKey, wrong } from './finding.ts';

/** GitLab accepts lists nested this deep. */
const DEEPEST_LIST = 10;

/** Faults of the `hooks` of a job or of `default:`. */
export function hooksFaults(value: Value): readonly Finding[] {
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
    `\`pre_get_sources_script\` must be a string or a list of strings, with lists in it up to ${DEEPEST_LIST} levels deep.`,
  );
}
