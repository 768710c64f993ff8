/** The text that alone decides whether a job is in a pipeline, so that jobs with the same text are judged once. */
import { given } from '../../ci/blank.ts';
import { cachedBy } from '../../text/cached.ts';
import { variablesIn } from '../../simulation/yaml-variables.ts';
import { member, type Value } from '../../yaml/value/value.ts';
import { sourceOf } from '../../yaml/edit/edit.ts';

/** Nothing if other parts of the job matter, too. */
export const decidingText = cachedBy((job: Value): string | undefined => {
  if (PARTICULAR.some(key => given(job, key))) return undefined;
  const parts = DECIDING.map(key => textOfKey(job, key));
  if (parts.some(text => RESTS_ON_MORE.test(text))) return undefined;
  const own = [...variablesIn(given(job, 'variables')).keys()];
  return own.some(name => parts.some(text => text.includes(`$${name}`))) ? undefined : parts.join('\n');
});

/** Copies and inherited values differ from job to job. */
const PARTICULAR = ['parallel', 'inherit'];

/** Even without a value, these replace the default of `only`. */
const DECIDING = ['rules', 'only', 'except', 'when'];

function textOfKey(job: Value, key: string): string {
  const held = member(job, key);
  if (!held) return '';
  return `${key}: ${sourceOf(held.value.at)}`;
}

/** Aliases, references, inputs, and variables that each job has for itself. */
const RESTS_ON_MORE = /!reference|\*\w|\$\[\[|CI_(?:JOB|NODE|ENVIRONMENT|BUILD)_/;
