/** The scripts of a file that shellcheck can read: whole, for a Unix shell, and without a syntax error. */
import { scriptsOf } from '../ci/job-scripts.ts';
import type { Project } from '../ci/project.ts';
import { gathered } from '../rules/engine/gathered.ts';
import { soundJob } from '../rules/engine/job-findings.ts';
import { contextOf } from '../rules/engine/rule.ts';
import { sceneOf } from '../rules/engine/scene.ts';
import { handlerVisits } from '../rules/engine/visits.ts';
import { commandOf, shellScriptOf } from '../rules/file/exec-command.ts';
import { isForUnixShell, isReplaced, type ShellLine } from '../rules/file/shell/lines.ts';
import { runsOtherShell } from '../rules/jobs/other-shell.ts';
import type { CheckedScript, Dialect } from '../shell/comments.ts';
import { joinedScript } from '../shell/joined.ts';
import { shellFault } from '../shell/syntax.ts';
import { cachedByPair } from '../text/cached.ts';
import type { SourceDocument } from '../yaml/tree.ts';

export interface LintedScript extends CheckedScript {
  readonly entries: readonly ShellLine[];
}

/** The scripts of the pipeline with an entry that is written in the file. */
export const lintedScripts = cachedByPair((project: Project, document: SourceDocument): readonly LintedScript[] => {
  const isHere = (entries: readonly ShellLine[]): boolean => entries.some(({ value }) => value.at.uri === document.uri);
  return [
    ...jobScripts(project)
      .filter(isHere)
      .map(entries => linted(entries, 'bash')),
    ...commandsIn(contextOf(project, document).blocks).map(line => linted([line], 'sh')),
  ].filter(({ text }) => !shellFault(text));
});

function linted(entries: readonly ShellLine[], dialect: Dialect): LintedScript {
  return { ...joinedScript(entries.map(({ text }) => text)), dialect, entries };
}

function jobScripts(project: Project): readonly (readonly ShellLine[])[] {
  const scene = sceneOf(project);
  return scene.configuration.names().flatMap(name => {
    const job = soundJob(scene, name);
    const scripts = job ? scriptsOf(project, job).filter(entries => !entries.some(isReplaced)) : [];
    const isOther = !job || !isForUnixShell(scripts.flat()) || runsOtherShell(project, job);
    return isOther ? [] : scripts;
  });
}

/** The texts that pre-stop handlers give to a shell. */
const commandsIn = gathered((block): readonly ShellLine[] =>
  handlerVisits(block).flatMap(visit => {
    const command = commandOf(visit);
    const script = command && shellScriptOf(command);
    return script && !isReplaced(script) && isForUnixShell([script]) ? [script] : [];
  }),
);
