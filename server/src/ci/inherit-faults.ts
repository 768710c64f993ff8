/** What GitLab refuses about `inherit`. */
import { defaults } from '../spec/job.ts';
import type { Finding } from '../text/problem.ts';
import { member, type Member, type Value } from '../yaml/value/value.ts';
import { isNull } from './blank.ts';
import { placeOf, unknownKey, wrong } from './finding.ts';

/** Faults of the `inherit` of a job. */
export function inheritFaults(value: Value): readonly Finding[] {
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
    return [wrong(placeOf(choice), 'Expected `true`, `false` or a list of names: what is inherited.')];
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
