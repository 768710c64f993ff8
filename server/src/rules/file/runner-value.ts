/**
 * Warns about values that the runner does not understand, such as `GIT_STRATEGY: clon`: GitLab accepts any text for a
 * variable.
 */
import { enumerate } from '../../readings/check/at.ts';
import { nearest } from '../../readings/meaning.ts';
import { runnerVariables, type RunnerVariable } from '../../spec/runner.ts';
import { onOrOff } from '../../spec/runner/variable.ts';
import { guardedEach } from '../../text/failure.ts';
import { fix } from '../../text/fix.ts';
import type { Finding, Fix } from '../../text/problem.ts';
import { short } from '../../text/shown.ts';
import { quoted, replaceValue } from '../../yaml/edit/edit.ts';
import { member, type ScalarValue, type Value } from '../../yaml/value/value.ts';
import type { BlockRule } from '../engine/rule.ts';

export const runnerValue: BlockRule = {
  codes: ['unknown-value'],
  check({ kind, block, root }, report) {
    // most blocks mention none of them
    if (kind !== 'content' || !MENTION.test(block.text)) return;
    guardedEach('unknown-value', setIn(root), ({ name, value }) => {
      const finding = findingFor(name, value);
      if (finding) report(finding);
    });
  },
};

const CLOSED = new Map(
  Object.entries(runnerVariables).filter(
    ([, { values, otherwise, series }]) => !series && (otherwise !== undefined || values === onOrOff),
  ),
);
const MENTION = new RegExp(`\\b(?:${[...CLOSED.keys()].join('|')})\\b`);

/** The spellings of a boolean that Go accepts. */
const SWITCH = /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/;

interface Set {
  readonly name: string;
  readonly value: ScalarValue;
}

/** The variables set by any `variables` below a value. */
function setIn(value: Value): readonly Set[] {
  if (value.kind === 'list') return value.items.flatMap(setIn);
  if (value.kind !== 'map') return [];
  return [...value.members].flatMap(([key, { value: inner }]) =>
    key === 'variables' && inner.kind === 'map' ? [...inner.members].flatMap(setBy) : setIn(inner),
  );
}

function setBy([name, { value }]: readonly [string, { readonly value: Value }]): readonly Set[] {
  const text = value.kind === 'map' ? member(value, 'value')?.value : value;
  return CLOSED.has(name) && text?.kind === 'scalar' ? [{ name, value: text }] : [];
}

function findingFor(name: string, value: ScalarValue): Finding | undefined {
  const variable = CLOSED.get(name);
  const text = textOf(value);
  if (!variable || text === undefined || text.trim() === '' || text.includes('$') || isKnown(variable, text))
    return undefined;
  const words = (variable.values ?? []).map(word => word.value);
  const near = nearest(text.trim(), words) ?? (variable.values === onOrOff ? switchFor(text.trim()) : undefined);
  const guess = near === undefined ? '' : ` Did you mean \`${near}\`?`;
  return {
    code: 'unknown-value',
    severity: 'warning',
    message: `\`${name}\` cannot be \`${short(text)}\`.${guess} Expected ${enumerate(words, 'or')}. ${variable.otherwise ?? 'The runner reads no other word as on or off.'}`,
    at: value.at,
    fixes: near === undefined ? [] : replacing(value, near),
  };
}

function textOf({ datum }: ScalarValue): string | undefined {
  if (datum.type === 'string' || datum.type === 'symbol') return datum.value;
  return datum.type === 'integer' || datum.type === 'boolean' ? String(datum.value) : undefined;
}

function isKnown({ values }: RunnerVariable, text: string): boolean {
  if (values === onOrOff) return SWITCH.test(text);
  return values?.some(({ value }) => value === text) ?? false;
}

/** Other spellings of `true` and `false` that people use; YAML leaves them as they are if quoted. */
function switchFor(text: string): string | undefined {
  if (/^(?:y|yes|on|enabled?)$/i.test(text)) return 'true';
  return /^(?:n|no|off|disabled?|none|never)$/i.test(text) ? 'false' : undefined;
}

/** In quotes, if YAML would give it another type. */
function replacing({ at }: ScalarValue, word: string): readonly Fix[] {
  const isBoolean = word === 'true' || word === 'false';
  return fix(`Replace with ${word}`, () => replaceValue(at, isBoolean ? quoted(word, at.block.text) : word));
}
