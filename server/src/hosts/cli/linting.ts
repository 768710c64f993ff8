/** `check --shellcheck`: what shellcheck says about the scripts of all files. */
import { availableParallelism } from 'node:os';
import { lintedScripts } from '../../features/linted-scripts.ts';
import { readComments, type CheckedScript, type CommentsOn, type StartShellcheck } from '../../shell/comments.ts';
import { keyOf, knownComments } from '../../shell/known-comments.ts';
import { oneLine } from '../../text/shown.ts';
import type { Io } from './io.ts';
import { documentIn, ownersIn } from './project.ts';
import type { CheckTarget } from './subjects.ts';

/** The comments on all scripts; nothing if shellcheck could not read one of them, which is told. */
export async function lintAll(
  targets: Iterable<CheckTarget>,
  start: StartShellcheck,
  io: Pick<Io, 'err' | 'progress'>,
): Promise<CommentsOn | undefined> {
  const known = knownComments();
  const scripts = scriptsIn(targets);
  const left = [...scripts];
  let failure: string | undefined;
  const work = async (): Promise<void> => {
    for (let script = left.pop(); script && failure === undefined; script = left.pop()) {
      io.progress(`shellcheck: ${scripts.length - left.length} of ${scripts.length} scripts`);
      try {
        known.add(script, readComments(await start(script).answer, script.text));
      } catch (error) {
        failure ??= error instanceof Error ? error.message : String(error);
      }
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  io.progress('');
  if (failure === undefined) return script => known.on(script);
  io.err(`shellcheck could not be run: ${oneLine(failure)}\n`);
  return undefined;
}

/** Each script once. */
function scriptsIn(targets: Iterable<CheckTarget>): readonly CheckedScript[] {
  const scripts = new Map<string, CheckedScript>();
  for (const { uri, opened } of targets) {
    const document = documentIn(opened, uri);
    for (const project of document ? ownersIn(opened, document) : [])
      if (document) for (const script of lintedScripts(project, document)) scripts.set(keyOf(script), script);
  }
  return [...scripts.values()];
}
