/** Searches workspace folders for pipelines and runners' settings by their names; only if the settings ask for it. */
import { isSameList } from '../text/identity.ts';
import { uriBelow } from '../text/uri.ts';
import { isStart } from '../ci/project.ts';
import { mayBeRunnerConfig } from '../runner-config/is-runner-config.ts';
import type { Uri } from '../text/span.ts';
import { isBelowExcluded, type IsExcluded } from './excludes.ts';
import { search } from './paths.ts';
import type { FilesOf } from './roots.ts';

export interface Survey {
  /**
   * Searches these folders, and watches them for changes from now on; `undefined` if other folders were requested
   * meanwhile, or if that has been done and excludes have not changed.
   */
  begin(folders: readonly Uri[]): Promise<readonly Uri[] | undefined>;
  /** Makes the next search run whatever was searched before. */
  forget(): void;
  /** Those of the changed files that such a search finds. */
  among(uris: readonly Uri[]): Promise<readonly Uri[]>;
  /** Whether the file is in a folder that is still searched: others may be requested while something is waited for. */
  isInside(uri: Uri): boolean;
}

export interface Surveying {
  readonly filesOf: FilesOf;
  readonly excludes: (uri: Uri) => Promise<IsExcluded>;
  readonly warn: (message: string) => void;
}

const isSought = (name: string): boolean => isStart(name) || mayBeRunnerConfig(name);

export function surveyOf({ filesOf, excludes, warn }: Surveying): Survey {
  let wanted: readonly Uri[] = [];
  /** What was searched last, or is being searched. */
  let done: readonly unknown[] | undefined = [];
  const lookIn = async (folder: Uri): Promise<readonly Uri[]> => {
    const files = filesOf(folder);
    if (!files) return [];
    const { paths, cut } = await search({
      root: folder,
      files,
      isExcluded: await excludes(folder),
      isWanted: isSought,
    });
    if (cut) warn(`${folder} has too many files to search all of them for pipelines.`);
    return paths.flatMap(path => uriBelow(folder, path) ?? []);
  };
  const isInside = (uri: Uri): boolean => wanted.some(folder => uri.startsWith(folder));
  const isWanted = async (uri: Uri): Promise<boolean> => {
    return isSought(uri) && isInside(uri) && !isBelowExcluded(uri, await excludes(uri));
  };
  return {
    async begin(folders) {
      wanted = folders;
      const about = [...folders, ...(await Promise.all(folders.map(excludes)))];
      if (wanted !== folders || (done && isSameList(done, about))) return undefined;
      done = about;
      const found = await Promise.all(folders.map(lookIn));
      // asked for once more meanwhile, it is searched only once
      return done === about ? found.flat() : undefined;
    },
    forget: () => (done = undefined),
    isInside,
    async among(uris) {
      const answers = await Promise.all(uris.map(isWanted));
      return uris.filter((_, index) => answers[index]);
    },
  };
}
