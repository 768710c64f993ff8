/** The context of a check of a runner's settings, and the words in which it describes what it finds. */
import { enumerate } from '../../readings/check/at.ts';
import type { Field } from '../../spec/shape.ts';
import type { Finding, Fix } from '../../text/problem.ts';
import type { Place } from '../../text/span.ts';
import { short } from '../../text/shown.ts';
import type { Member, Value } from '../../yaml/value/value.ts';
import { sourceOf } from '../../yaml/edit/edit.ts';
import type { RunnerConfig } from '../read.ts';
import type { Path } from '../tables.ts';

/** A field of the table, and what is written for it. */
export interface KeyAt {
  readonly config: RunnerConfig;
  readonly name: string;
  readonly field: Field;
  readonly path: Path;
  readonly member: Member;
  /** Whether what is not there is really missing. */
  readonly complete: boolean;
}

export type Say = (finding: Finding) => void;

/** The same with nothing above a warning: what the runner ignores is not refused. */
export function capped(say: Say): Say {
  return finding => say({ ...finding, atMost: 'warning' });
}

/** The kind of a value in the terms of TOML. */
export function kindOf(value: Value): string {
  if (value.kind === 'map') return 'a table';
  if (value.kind === 'list') return isTables(value) ? 'an array of tables' : 'an array';
  if (value.kind !== 'scalar') return 'an unknown value';
  const source = `\`${short(sourceOf(value.at), 40)}\``;
  switch (value.datum.type) {
    case 'string':
      return `the string ${source}`;
    case 'integer':
    case 'float':
      return `the number ${source}`;
    case 'boolean':
      return source;
    default:
      return `the date ${source}`;
  }
}

export function isTables(value: Value): boolean {
  return value.kind === 'list' && value.items.length > 0 && value.items.every(item => item.kind === 'map');
}

/** A value of another type than the runner's field has: the whole file does not load then. */
export function wrongType(expected: string, value: Value, at: KeyAt, fixes: readonly Fix[] = []): Finding {
  const because = at.field.because ? `: ${at.field.because}` : '';
  return {
    code: 'wrong-type',
    message: `Expected ${expected} for \`${at.name}\`, found ${kindOf(value)}${because}. The runner cannot load the file like this.`,
    at: placeOf(value, at.member),
    fixes,
  };
}

/** A scalar is marked itself, anything larger at its key. */
export function placeOf(value: Value, { key }: Pick<Member, 'key'>): Place {
  return value.kind === 'scalar' && !/[\r\n]/.test(sourceOf(value.at)) ? value.at : key;
}

export { enumerate };
