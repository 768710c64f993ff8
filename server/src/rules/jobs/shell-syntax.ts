/** Syntax errors of the shell in what a job runs: the job would stop there, after everything above it has run. */
import type { EffectiveJob } from '../../ci/effective-job.ts';
import { scriptsOf } from '../../ci/job-scripts.ts';
import { cutCommentOf } from '../../readings/check/slip.ts';
import { shellFault } from '../../shell/syntax.ts';
import type { MergedFinding } from '../engine/reported.ts';
import type { ScriptRule } from '../engine/pipeline-rules.ts';
import type { Scene } from '../engine/scene.ts';
import { lineFault, type LineFault } from '../file/shell/line-fault.ts';
import { isForUnixShell, isReplaced, partOf, type ShellLine } from '../file/shell/lines.ts';
import { runsOtherShell } from './other-shell.ts';

export const shellSyntax: ScriptRule = { codes: ['shell-syntax'], check: findingsOf };

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
