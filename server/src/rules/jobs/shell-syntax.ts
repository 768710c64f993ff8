/** Syntax errors of the shell in what a job runs: the job would stop there, after everything above it has run. */
import type { EffectiveJob } from '../../ci/effective-job.ts';
import { given } from '../../ci/blank.ts';
import { entriesIn, scriptsOf, sharedScripts } from '../../ci/job-scripts.ts';
import { cutCommentOf } from '../../readings/check/slip.ts';
import { shellFault } from '../../shell/syntax.ts';
import { cachedBy } from '../../text/cached.ts';
import { asWritten } from '../../yaml/value/step.ts';
import { member, type MapValue, type Value } from '../../yaml/value/value.ts';
import type { Heir, InheritedEdit } from '../engine/inherited-edit.ts';
import type { MergedFinding } from '../engine/reported.ts';
import type { ScriptRule } from '../engine/pipeline-rules.ts';
import type { Scene } from '../engine/scene.ts';
import { lineFault, type LineFault } from '../file/shell/line-fault.ts';
import { isForUnixShell, isReplaced, partOf, type ShellLine } from '../file/shell/lines.ts';
import { runsOtherShell } from './other-shell.ts';

export const shellSyntax: ScriptRule = { codes: ['shell-syntax'], check: findingsOf, stays };

/** Whatever the edit puts together, it is sound if all of its parts are. */
function stays({ project }: Scene, _edit: InheritedEdit, { parts }: Heir): boolean {
  return parts.every(isSound) && sharedScripts(project).every(script => isSoundScript(asWritten(script)));
}

const isSound = cachedBy((part: MapValue): boolean => {
  const hook = given(member(part, 'hooks')?.value, 'pre_get_sources_script');
  const scripts = [...SCRIPTS.map(key => given(part, key)), hook];
  return scripts.every(script => !script || isSoundScript(asWritten(script)));
});

const SCRIPTS = ['before_script', 'script', 'after_script'];

/** Whether the shell can read it, and is then at the beginning of a command again. */
const isSoundScript = cachedBy((script: Value): boolean => {
  const entries = entriesIn(script);
  const lines = entries.flatMap(entry => entry ?? []);
  const isOpen = ({ text }: ShellLine): boolean => text.includes('<<') || text.endsWith('\\');
  return lines.length === entries.length && !lines.some(isOpen) && !lineFault(lines);
});

function findingsOf({ project }: Scene, job: EffectiveJob): readonly MergedFinding[] {
  // where YAML ends a line at a `#`, that is what is wrong with it
  const isWhole = (entry: ShellLine): boolean => !isReplaced(entry) && !cutCommentOf(entry.value);
  const scripts = scriptsOf(project, job).filter(entries => entries.every(isWhole));
  const faults = scripts.flatMap(entries => faultIn(entries) ?? []);
  // most scripts are sound, so only few have to be looked at for signs of another shell
  if (faults.length === 0 || !isForUnixShell(scripts.flat()) || runsOtherShell(project, job)) return [];
  return faults.map(({ line, fault: { at, message } }) => ({
    finding: { code: 'shell-syntax', message, at: partOf(line, at) },
    via: line.value.via,
  }));
}

function faultIn(entries: readonly ShellLine[]): LineFault | undefined {
  const found = lineFault(entries);
  if (!found?.fault.isOpen) return found;
  // the quote that is open is above, and each entry with a quote turned the meaning of the next one round
  for (const line of entries) {
    const fault = shellFault(line.text);
    if (fault?.isOpen) return { line, fault };
  }
  return found;
}
