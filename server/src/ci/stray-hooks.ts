/** Finds `hooks` where GitLab accepts none: in mappings below jobs and root keywords whose keys are all known. */
import type { Finding } from '../text/problem.ts';
import { cachedBy } from '../text/cached.ts';
import { asWritten } from '../yaml/value/step.ts';
import { member, type Member, type Value } from '../yaml/value/value.ts';
import { kindOf } from './job-kind.ts';

/** Keys of a job or of `default:` that have such mappings, directly or as items of a list. */
const CLOSED = ['image', 'services', 'cache', 'rules'] as const;

/** Misplaced hooks in a job, in `default:` or in a keyword of the root. */
export function strayHooks(name: string, value: Value): readonly Finding[] {
  const isKeyword = kindOf(name, value) === 'other' && name !== 'default';
  return isKeyword ? inKeyword(name, value) : inJob(value);
}

function inKeyword(name: string, value: Value): readonly Finding[] {
  if (name === 'variables') return inVariables(value);
  if (name === 'workflow') return [...hooksIn(value), ...hooksIn(member(value, 'rules')?.value)];
  return CLOSED.some(key => key === name) ? hooksIn(value) : [];
}

function inJob(value: Value): readonly Finding[] {
  const below = CLOSED.flatMap(key => hooksIn(member(value, key)?.value));
  return [...misspelt(value), ...below, ...inVariables(member(value, 'variables')?.value)];
}

/** A mapping in place of the text of a variable. */
function inVariables(value: Value | undefined): readonly Finding[] {
  if (value?.kind !== 'map') return [];
  return [...value.members.values()].flatMap(held => hooksIn(held.value));
}

function hooksIn(value: Value | undefined): readonly Finding[] {
  if (value?.kind === 'scalar') return NONE;
  if (value?.kind === 'list') return hooksInList(asWritten(value));
  const found = member(value, 'hooks');
  return found ? [stray(found)] : [];
}

/** Once for all jobs that inherit the list, since its keys are in the same places in each of them. */
const hooksInList = cachedBy((list: Value): readonly Finding[] =>
  list.kind === 'list' ? list.items.flatMap(hooksIn) : NONE,
);

const NONE: readonly Finding[] = [];

function stray({ key }: Member): Finding {
  return {
    code: 'misplaced-hooks',
    message: 'Hooks are not allowed here: they belong directly in a job or in `default`. GitLab refuses the file.',
    at: key,
  };
}

function misspelt(value: Value): readonly Finding[] {
  if (value.kind !== 'map') return [];
  const found: Finding[] = [];
  value.members.forEach(({ key }, id) => {
    if ((id.length === 5 || id.length === 6) && id !== 'hooks' && /^:?hooks$/i.test(id))
      found.push({ code: 'unknown-key', message: `Unknown key \`${id}\`; write \`hooks\`.`, at: key });
  });
  return found;
}
