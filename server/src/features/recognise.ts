/**
 * Decides what a file is, and why: by the settings first, then by its name, and by its first lines where the name is
 * not enough.
 */
import { partsOf } from '../text/uri.ts';
import { globOf } from '../text/glob.ts';
import { sentence } from '../text/shown.ts';
import type { Readable } from '../text/edited-text.ts';
import type { Uri } from '../text/span.ts';
import { isPipelineLike, mayBeElse, notPipelineLike, somethingElse } from './recognise/content.ts';
import { byComponent, byLanguage, byName, CONFIGURATION_FILE, fileOf } from './recognise/names.ts';

/** Globs of files that are CI files and of files that are not; a relative glob may begin at any folder. */
export interface FileLists {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/** The lists of the user. */
export interface FileSettings extends FileLists {
  /** The lists of the repository's configuration, for files that the user's lists do not mention. */
  readonly shared?: FileLists;
}

export interface Recognition {
  readonly as: 'gitlab-ci' | 'other';
  /** What is offered for the file: everything, documentation only, or nothing at all. */
  readonly service: 'full' | 'hover' | 'none';
  /** The reason as a sentence, for a user who wonders. */
  readonly why: string;
}

/** Reads the lists from whatever a client sends. */
export function readFileSettings(raw: unknown): FileLists {
  const { include, exclude } = (raw ?? {}) as { readonly include?: unknown; readonly exclude?: unknown };
  return { include: globs(include), exclude: globs(exclude) };
}

/** Old versions of files and copies of other people: nothing can be changed in them. */
const READ_ONLY_SCHEMES = new Set(['git', 'gitlens', 'gl-review', 'svn', 'vscode-local-history', 'conflict-diff']);
const NOTEBOOKS = 'vscode-notebook-cell';

/** Enough of a text to know what it is. */
const HEAD = 50_000;

/**
 * What the file is taken for. `language` is the editor's language mode, which counts if it names GitLab; `use` says
 * which pipeline the file is part of, which makes it a CI file whatever its name.
 */
export function recognise(
  uri: Uri,
  text: Readable,
  settings: FileSettings,
  language = 'yaml',
  use?: string,
): Recognition {
  const { scheme, path } = partsOf(uri);
  if (scheme === NOTEBOOKS) return other('Notebook cells are never GitLab CI.');
  if (fileOf(path) === CONFIGURATION_FILE)
    return other('It says how the GitLab CI files of its repository are judged.');
  const service = READ_ONLY_SCHEMES.has(scheme) ? 'hover' : 'full';
  const { shared } = settings;
  const chosen =
    byGlobs(settings, path, service, 'The setting gitlabCi.files.LIST names it') ??
    (shared && byGlobs(shared, path, service, `${CONFIGURATION_FILE} names it under files.LIST`));
  if (chosen) return chosen;
  if (use !== undefined) return ci(service, use);
  return byContent({ scheme, path, service }, text.slice(0, HEAD).replace(/^\uFEFF/, ''), language);
}

interface Asked {
  readonly scheme: string;
  readonly path: string;
  readonly service: Recognition['service'];
}

/** What nobody decided: by the name of the file, and by its beginning. */
function byContent({ scheme, path, service }: Asked, beginning: string, language: string): Recognition {
  const sure = byName(path) ?? byLanguage(language);
  // at every keystroke in a file with the usual name, its lines need not even be told apart
  if (sure?.isSure && !mayBeElse(beginning)) return ci(service, sure.why);
  const head = beginning.split(/\r\n?|\n/);
  const named = sure ?? byComponent(path, head);
  const foreign = somethingElse(head) ?? (named?.isSure ? undefined : notPipelineLike(fileOf(path), head));
  if (named) return foreign === undefined ? ci(service, named.why) : other(foreign);
  if (scheme === 'untitled' && foreign === undefined && isPipelineLike(head))
    return ci(service, 'It is not saved yet, and its content looks like GitLab CI jobs.');
  return other(somethingElse(head) ?? 'Neither its name nor a setting says that it is GitLab CI.');
}

/** What the lists say about a file; LIST in the sentence is replaced by the list that names it. */
function byGlobs(
  { include, exclude }: FileLists,
  path: string,
  service: Recognition['service'],
  why: string,
): Recognition | undefined {
  const excluded = firstMatch(exclude, path);
  if (excluded !== undefined) return other(`${why.replace('LIST', 'exclude')}: ${excluded}`);
  const included = firstMatch(include, path);
  return included === undefined ? undefined : ci(service, `${why.replace('LIST', 'include')}: ${included}`);
}

/** An empty or endless glob would only make the matcher fail. */
function globs(value: unknown): readonly string[] {
  const all: readonly unknown[] = Array.isArray(value) ? value : [];
  const sound = all.filter(glob => typeof glob === 'string' && glob.length > 0 && glob.length < 1000);
  return sound.slice(0, MOST_GLOBS) as readonly string[];
}

/** Each of them is tried on every file. */
const MOST_GLOBS = 500;

function ci(service: Recognition['service'], why: string): Recognition {
  return { as: 'gitlab-ci', service, why: sentence(why) };
}

function other(why: string): Recognition {
  return { as: 'other', service: 'none', why: sentence(why) };
}

function firstMatch(globs: readonly string[], path: string): string | undefined {
  return globs.find(glob => matcher(/^(?:\/|\*\*\/|[a-zA-Z]:)/.test(glob) ? glob : `**/${glob}`)(path));
}

const matchers = new Map<string, (path: string) => boolean>();

/** The test of a glob; cached, since settings have few globs and every keystroke asks. */
function matcher(glob: string): (path: string) => boolean {
  const cached = matchers.get(glob);
  if (cached) return cached;
  const made = globOf(glob);
  const matches = (path: string): boolean => made(path) || made(path.replace(/^\//, ''));
  matchers.set(glob, matches);
  return matches;
}
