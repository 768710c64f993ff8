/** Reports hooks where GitLab refuses them: in trigger jobs, `workflow`, a `spec:` header and at the top level. */
import { entryKind, find } from '../../readings/find.ts';
import { hooks } from '../../spec/hooks.ts';
import { guardedEach } from '../../text/failure.ts';
import type { Finding, Fix, Report } from '../../text/problem.ts';
import { removeEntry } from '../../yaml/edit/edit.ts';
import { member, type Member } from '../../yaml/value/value.ts';
import { moveToDefault } from './move-to-default.ts';
import { blocksWith } from '../engine/gathered.ts';
import { perBlock, type DocumentContext, type DocumentRule } from '../engine/rule.ts';

const NAME = 'hooks';

export const misplacedHooks: DocumentRule = {
  codes: ['misplaced-hooks'],
  check(context, report) {
    for (const block of suspicious(context.blocks)) {
      guardedEach('misplaced-hooks', suspectsIn(block), ({ name, entry }) => {
        if (block.kind === 'content') checkEntry(context, name, entry, report);
        else if (name === 'spec') checkHeader(entry, report);
      });
    }
  },
};

/** Entries that have hooks, or are named so. */
const suspectsIn = perBlock(({ kind, root, block }) => {
  if (kind === 'ignored' || root.kind !== 'map' || block.flaws.length > 0) return [];
  const entries = [...root.members].map(([name, entry]) => ({ name, entry }));
  return entries.filter(({ name, entry }) => name === NAME || (mayRefuse(name, entry) && member(entry.value, NAME)));
});

const suspicious = blocksWith(block => suspectsIn(block).length > 0);

/** Whether the entry is something else than an ordinary job, which may have hooks. */
function mayRefuse(name: string, { value }: Member): boolean {
  return name === 'spec' || name === 'workflow' || member(value, 'trigger') !== undefined;
}

function checkHeader(spec: Member, report: Report): void {
  const found = member(spec.value, NAME);
  if (!found) return;
  const message =
    'A `spec:` header cannot have `hooks`: GitLab refuses the file. They belong to `default:` or to a job, below the line `---`.';
  report(misplaced(found, message, [removal(found, 'Remove hooks from the header')]));
}

function checkEntry(context: DocumentContext, name: string, entry: Member, report: Report): void {
  const keys = entry.value.kind === 'map' ? [...entry.value.members.keys()] : [];
  if (name === NAME && find([name], { entryKeys: keys })?.field === hooks) return checkTopLevel(context, entry, report);
  const found = member(entry.value, NAME);
  if (!found) return;
  if (entryKind(name, keys) === 'workflow') checkWorkflow(context, found, report);
  else if (isTrigger(keys)) checkTrigger(name, entry, found, report);
}

/** All keys are hooks, so this can be no job; GitLab takes it for one all the same. */
function checkTopLevel(context: DocumentContext, entry: Member, report: Report): void {
  const message =
    '`hooks` cannot be at the top level: GitLab reads it as a job without a `script` and refuses it. Hooks for all jobs go under `default:`.';
  report(misplaced(entry, message, moves(context, entry)));
}

function checkWorkflow(context: DocumentContext, found: Member, report: Report): void {
  const message =
    '`workflow` cannot have `hooks`: it only decides whether a pipeline is created, and GitLab refuses the file. Hooks for all jobs go under `default:`.';
  report(misplaced(found, message, [...moves(context, found), removal(found, 'Remove hooks from workflow')]));
}

function checkTrigger(name: string, entry: Member, found: Member, report: Report): void {
  const trigger = member(entry.value, 'trigger');
  const message =
    'A job with `trigger` cannot have `hooks`: it only starts another pipeline and no runner runs it, so GitLab refuses the file. Put them into the jobs of the pipeline that it starts.';
  const related = trigger ? [{ at: trigger.key, message: '`trigger` makes this job a trigger job.' }] : [];
  const hidden = name.startsWith('.') ? ({ atMost: 'warning' } as const) : {};
  report({ ...misplaced(found, message, [removal(found, 'Remove hooks from the trigger job')]), related, ...hidden });
}

/** With `script` or `run` next to it, GitLab takes the job for an ordinary one and refuses `trigger`. */
function isTrigger(keys: readonly string[]): boolean {
  return keys.includes('trigger') && !keys.includes('script') && !keys.includes('run');
}

function misplaced(found: Member, message: string, fixes: readonly Fix[]): Finding {
  return { code: 'misplaced-hooks', message, at: found.key, fixes: fixes.filter(({ edits }) => edits.length > 0) };
}

function removal({ key }: Member, title: string): Fix {
  return { title, edits: removeEntry(key) };
}

function moves(context: DocumentContext, found: Member): readonly Fix[] {
  return [{ title: 'Move these hooks to default:', edits: moveToDefault(context, found) }];
}
