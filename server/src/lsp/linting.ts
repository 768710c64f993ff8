/** Has shellcheck read the scripts of open files, a few at a time, and stops it where an edit made that pointless. */
import type { Project } from '../ci/project.ts';
import { lintedScripts } from '../features/linted-scripts.ts';
import { readComments, type CheckedScript, type CommentsOn, type StartShellcheck } from '../shell/comments.ts';
import { keyOf, knownComments } from '../shell/known-comments.ts';
import type { Uri } from '../text/span.ts';
import type { Later } from '../workspace/environment.ts';
import type { SourceDocument } from '../yaml/tree.ts';

export interface Linting {
  /** What is known about scripts by now. */
  readonly commentsOn: CommentsOn;
  /** Starts what is missing about a file, and stops what nobody waits for any more; nothing is done without a program. */
  want(id: Uri, file: LintedFile | undefined, program: string | undefined): void;
}

export interface LintedFile {
  readonly document: SourceDocument;
  readonly owners: readonly Project[];
}

export interface LintingOptions {
  /** The program of that name or at that path; missing where none can be started. */
  readonly start: ((program: string) => StartShellcheck) | undefined;
  readonly later: Later;
  /** Called with a file about which more is known now. */
  readonly arrived: (id: Uri) => void;
  /** Told once for each program that does not work. */
  readonly warn: (message: string) => void;
}

/** A script that somebody waits for. */
interface Wanted {
  readonly script: CheckedScript;
  readonly program: string;
}

/** After the last keystroke. */
const REST = 300;
const MOST_AT_ONCE = 2;

export function lintingOf({ start, later, arrived, warn }: LintingOptions): Linting {
  const known = knownComments();
  const wanted = new Map<Uri, ReadonlyMap<string, Wanted>>();
  const running = new Map<string, () => void>();
  const broken = new Set<string>();
  let cancel = (): void => undefined;
  const waitingFor = (key: string): readonly Uri[] =>
    [...wanted].flatMap(([id, scripts]) => (scripts.has(key) ? [id] : []));
  const read = async (key: string, { script, program }: Wanted): Promise<void> => {
    let stop: (() => void) | undefined;
    try {
      const one = start?.(program)(script);
      if (!one) return;
      ({ stop } = one);
      running.set(key, stop);
      known.add(script, readComments(await one.answer, script.text));
      for (const id of waitingFor(key)) arrived(id);
    } catch (error) {
      // what was stopped did not fail
      if (running.get(key) === stop && !broken.has(program)) {
        broken.add(program);
        warn(`shellcheck could not be run: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    if (running.get(key) === stop) running.delete(key);
    readSome();
  };
  const readSome = (): void => {
    for (const scripts of wanted.values())
      for (const [key, one] of scripts) {
        if (running.size >= MOST_AT_ONCE) return;
        if (!known.has(one.script) && !running.has(key) && !broken.has(one.program)) void read(key, one);
      }
  };
  const stopOthers = (): void => {
    for (const [key, stop] of [...running]) {
      if (waitingFor(key).length > 0) continue;
      running.delete(key);
      stop();
    }
  };
  return {
    commentsOn: script => known.on(script),
    want(id, file, program) {
      if (!start) return;
      // switching it off and on tries again
      if (file && program === undefined) broken.clear();
      if (file && program !== undefined) wanted.set(id, scriptsOf(file, program));
      else if (!wanted.delete(id)) return;
      stopOthers();
      cancel();
      cancel = later(REST, readSome);
    },
  };
}

function scriptsOf({ document, owners }: LintedFile, program: string): ReadonlyMap<string, Wanted> {
  const scripts = owners.flatMap(project => lintedScripts(project, document));
  return new Map(scripts.map(script => [keyOf(script), { script, program }]));
}
