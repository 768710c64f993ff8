/** Reads one repository, and once more if something changes meanwhile. */
import type { Files } from '../ci/files.ts';
import type { Uri } from '../text/span.ts';
import { groundsChanged, readGrounds } from './grounds.ts';
import { isYaml, yamlPaths } from './paths.ts';
import { concerning } from './concerning.ts';
import { cutWarning, forgetSpare, refresh, repositoryAt, wants, type Repository } from './repository.ts';
import type { WorkspaceEnvironment } from './environment.ts';

export interface Reading {
  readonly repository: Repository;
  /** Kept even if none of its files is open, since a search found its pipelines. */
  surveyed: boolean;
  /** Reads what is missing or stale; if a reading is in progress, once more afterwards. */
  now(): Promise<void>;
  /** Reads when typing has paused. */
  soon(): void;
  /** Reads again if the pipelines may depend on these files, which changed on disk; `comings` were made or deleted. */
  filesChanged(uris: readonly Uri[], comings?: readonly Uri[]): Promise<void>;
  isBusy(): boolean;
  /** Stops reading and notifying for good. */
  end(): void;
  /** Waits until no reading is in progress. */
  settled(): Promise<void>;
  /** The YAML files of the repository; searched on demand, and again after files changed. */
  paths(): Promise<readonly string[]>;
}

/**
 * `idle` → `reading` by `now`; `reading` → `again` by another `now`, which leads back to `reading` when the first is
 * done, so that no change is missed and no two readings run at the same time; every state → `ended`, for good.
 */
type State = 'idle' | 'reading' | 'again' | 'ended';

/** How long typing has to pause before files that an edit names are looked for. */
export const REST = 300;

type Around = Pick<WorkspaceEnvironment, 'open' | 'later' | 'busy' | 'excludes' | 'onRead' | 'warn'>;

export function readingAt(folder: Uri, files: Files, around: Around): Reading {
  const repository = repositoryAt(folder, files);
  const { open } = around;
  let state: State = 'idle';
  let work = Promise.resolve();
  let callOff: (() => void) | undefined;
  let paths: Promise<readonly string[]> | undefined;

  const is = (one: State): boolean => state === one;
  const now = (): Promise<void> => {
    callOff?.();
    if (is('ended')) return Promise.resolve();
    if (!is('idle')) state = 'again';
    else work = around.busy('Reading included files', readAll());
    return work;
  };
  const readAll = async (): Promise<void> => {
    try {
      do {
        state = 'reading';
        if (await readOnce()) state = 'again';
      } while (is('again'));
    } finally {
      if (!is('ended')) state = 'idle';
    }
  };
  /** Returns whether more has to be read: files that turn out to be pipelines of their own may include others. */
  const readOnce = async (): Promise<boolean> => {
    await refreshed(repository, around);
    if (is('ended')) return false;
    const before = new Set(repository.alone.keys());
    around.onRead(folder);
    learn();
    return !is('ended') && [...repository.alone.keys()].some(uri => !before.has(uri));
  };
  const learn = (): void => learnGrounds(repository, () => !is('ended') && around.onRead(folder));
  return {
    repository,
    surveyed: false,
    now,
    soon() {
      callOff?.();
      callOff = around.later(REST, () => void now());
    },
    async filesChanged(uris, comings = []) {
      const inside = changedIn(repository, uris);
      if (inside.length === 0) return;
      const mayMatter = yamlOrAmong(comings);
      if (inside.some(mayMatter)) paths = undefined;
      if (groundsChanged(repository, inside, comings)) learn();
      // while pipelines are being read, it is unknown what they depend on
      const isConcerned = is('idle') ? concerning(repository) : mayMatter;
      if (makeStale(repository, inside, uri => isConcerned(uri) && !open.get(uri))) await now();
    },
    isBusy: () => is('reading') || is('again'),
    end() {
      callOff?.();
      state = 'ended';
    },
    settled: () => (is('ended') ? Promise.resolve() : work),
    paths: () => (paths ??= search(folder, files, around)),
  };
}

async function refreshed(repository: Repository, { open, warn }: Around): Promise<void> {
  const wasCut = repository.cut;
  await refresh(repository, open);
  if (repository.cut && !wasCut) warn(cutWarning(repository.folder));
}

/** Those of the changed files that are below the folder, and the links to them, of which no editor tells. */
function changedIn({ folder, files }: Repository, uris: readonly Uri[]): readonly Uri[] {
  const below = uris.filter(uri => uri.startsWith(folder));
  return [...below, ...below.flatMap(uri => [...(files.linksTo?.(uri) ?? [])])];
}

/** What comes or goes may be a folder. */
function yamlOrAmong(comings: readonly Uri[]): (uri: Uri) => boolean {
  const come = new Set(comings);
  return uri => isYaml(uri) || come.has(uri);
}

/** Marks the files that are concerned; returns whether anything has to be read now. */
function makeStale(repository: Repository, uris: readonly Uri[], isConcerned: (uri: Uri) => boolean): boolean {
  forgetSpare(repository, new Set(uris));
  const changed = uris.filter(isConcerned);
  for (const uri of changed) repository.stale.add(uri);
  return changed.length > 0 && wants(repository);
}

/** Reads what scenarios need in the background; what depends on it is shown again afterwards. */
function learnGrounds(repository: Repository, learnt: () => void): void {
  void readGrounds(repository).then(
    isNew => isNew && learnt(),
    () => undefined,
  );
}

async function search(folder: Uri, files: Files, { excludes, busy }: Around): Promise<readonly string[]> {
  const isExcluded = await excludes(folder);
  return busy('Looking for YAML files', yamlPaths({ root: folder, files, isExcluded }));
}
