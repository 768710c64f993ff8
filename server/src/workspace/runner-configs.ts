/** The runners' settings in a repository: found when they are first asked for, and again after files changed. */
import type { Files } from '../ci/files.ts';
import { isRunnerConfig, mayBeRunnerConfig } from '../runner-config/is-runner-config.ts';
import { readRunnerConfig, type RunnerConfig } from '../runner-config/read.ts';
import type { Uri } from '../text/span.ts';
import { uriBelow } from '../text/uri.ts';
import type { WorkspaceEnvironment } from './environment.ts';
import { isAmong } from './changed.ts';
import { search } from './paths.ts';

export interface RunnerConfigs {
  /** Those that are there, with what is typed in them. */
  all(): Promise<readonly RunnerConfig[]>;
  /** Those that were read last. */
  uris(): readonly Uri[];
  /** Files on the disk are others now. */
  filesChanged(uris: readonly Uri[]): void;
  /** Any of them may be another now. */
  forget(): void;
}

/** Nobody has more of them in a repository; each is read as a whole. */
const MOST_READ = 20;

type Around = Pick<WorkspaceEnvironment, 'text' | 'excludes' | 'busy'>;

export function runnerConfigsAt(folder: Uri, files: Files, { text, excludes, busy }: Around): RunnerConfigs {
  let found: Promise<ReadonlyMap<Uri, string>> | undefined;
  let known: readonly Uri[] = [];
  const read = async (): Promise<ReadonlyMap<Uri, string>> => {
    const isExcluded = await excludes(folder);
    const { paths } = await search({ root: folder, files, isExcluded, isWanted: mayBeRunnerConfig });
    const texts = new Map<Uri, string>();
    for (const uri of paths.slice(0, MOST_READ).flatMap(path => uriBelow(folder, path) ?? [])) {
      const held = await files.read(uri);
      if (typeof held === 'string') texts.set(uri, held);
    }
    known = [...texts.keys()];
    return texts;
  };
  return {
    async all() {
      found ??= busy('Looking for settings of runners', read());
      const texts = await found;
      return [...texts].flatMap(([uri, saved]) => {
        const newest = text(uri) ?? saved;
        return isRunnerConfig(uri, newest) ? [readRunnerConfig(uri, newest)] : [];
      });
    },
    uris: () => known,
    filesChanged(uris) {
      const changed = new Set(uris);
      if (uris.some(mayBeRunnerConfig) || known.some(isAmong(changed))) found = undefined;
    },
    forget: () => (found = undefined),
  };
}
