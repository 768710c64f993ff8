/**
 * GitLab's checks of jobs that concern hooks: the name, the kind, `hooks` and `inherit`. Other keys are not checked
 * here.
 */
import type { Finding } from '../text/problem.ts';
import { short } from '../text/shown.ts';
import type { Place } from '../text/span.ts';
import { sourceOf } from '../yaml/edit/style.ts';
import { member, type Member, type Value } from '../yaml/value/value.ts';
import { isPresent } from './blank.ts';
import { wrong } from './finding.ts';
import { hooksFaults } from './hooks-faults.ts';
import { inheritFaults } from './inherit-faults.ts';
import { isJobName, kindOf } from './job-kind.ts';
import { strayHooks } from './stray-hooks.ts';

/** What GitLab refuses about an entry of the merged configuration; less is certain if that is incomplete. */
export function entryFaults(name: string, entry: Member, complete: boolean): readonly Finding[] {
  const { key, value } = entry;
  const kind = kindOf(name, value);
  if (kind === 'other') return keywordFaults(name, value);
  if (kind === 'job')
    return [...nameFaults(entry), ...hooksFaults(value), ...inheritFaults(value), ...strayHooks(name, value)];
  if (!complete) return [];
  if (kind === 'hidden') return isPresent(value) ? [] : [emptyTemplate(name, key)];
  if (kind === 'invalid') return [noWork(name, entry)];
  const work = hasTrigger(value) ? [] : [noWork(name, entry)];
  return [...nameFaults(entry), ...work, ...triggerFaults(value), ...strayHooks(name, value)];
}

/** `needs` alone make a job only if they mirror the pipeline of another project; unknown needs may do so. */
function hasTrigger(job: Value): boolean {
  const needs = member(job, 'needs')?.value;
  return member(job, 'trigger') !== undefined || job.kind !== 'map' || job.open || mirrors(needs);
}

function mirrors(need: Value | undefined): boolean {
  if (need?.kind === 'list') return need.items.some(mirrors);
  if (need?.kind === 'map') return need.open || (need.members.has('pipeline') && !need.members.has('job'));
  return need?.kind === 'unknown';
}

function keywordFaults(name: string, value: Value): readonly Finding[] {
  const stray = strayHooks(name, value);
  return name === 'default' ? [...hooksFaults(value), ...stray] : stray;
}

function nameFaults({ key, name }: Member): readonly Finding[] {
  if (!isJobName(name)) return [wrong(key, 'The name of a job must be a string: quote it.')];
  const length = 'value' in name && typeof name.value === 'string' ? Array.from(name.value).length : 0;
  if (length <= LONGEST_NAME) return [];
  const message = `The name of a job can have at most ${LONGEST_NAME} characters; this one has ${length}.`;
  return [{ code: 'wrong-form', severity: 'error', message, at: key }];
}

const LONGEST_NAME = 255;

function emptyTemplate(name: string, key: Place): Finding {
  return wrong(key, `\`${name}\` is empty, which GitLab refuses even for a hidden job.`);
}

function noWork(name: string, { key: at, name: key }: Member): Finding {
  const shown = isJobName(key) ? name : short(sourceOf(at));
  return {
    code: 'no-script',
    message: `\`${shown}\` is read as a job, but has nothing to do: it needs \`script\`, \`run\` or \`trigger\`.`,
    at,
  };
}

/** A job that starts another pipeline must not have hooks, not even empty ones. */
function triggerFaults(value: Value): readonly Finding[] {
  const hooks = member(value, 'hooks');
  const fault: Finding | undefined = hooks && {
    code: 'misplaced-hooks',
    message: 'A job that starts another pipeline cannot have `hooks`: no runner runs it.',
    at: hooks.key,
  };
  return [...(fault ? [fault] : []), ...inheritFaults(value)];
}
