/** What a file is taken for, and why: by the settings first, then by its name, and by its first lines where a name cannot tell. */
import picomatch from 'picomatch';
import type { Uri } from '../text/span.ts';

/** Globs of the user; a relative one may begin at any folder. */
export interface FileSettings {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

export interface Recognition {
  readonly as: 'gitlab-ci' | 'other';
  /** How much is done for the file: everything, documentation only, or nothing at all. */
  readonly service: 'full' | 'hover' | 'none';
  /** A sentence for the person who wonders. */
  readonly why: string;
}

/** The lists out of whatever a client sends. */
export function readFileSettings(raw: unknown): FileSettings {
  const { include, exclude } = (raw ?? {}) as { readonly include?: unknown; readonly exclude?: unknown };
  return { include: globs(include), exclude: globs(exclude) };
}

/** Files taken for GitLab CI by their name alone. */
const NAMES = [
  { glob: '**/.gitlab-ci.{yml,yaml}', why: 'Its name is the one GitLab looks for.' },
  { glob: '**/*.gitlab-ci.{yml,yaml}', why: 'Its name ends like that of a GitLab CI file.' },
  { glob: '**/.gitlab/ci/**/*.{yml,yaml}', why: 'It lies in the folder .gitlab/ci.' },
  { glob: '**/.gitlab-ci/**/*.{yml,yaml}', why: 'It lies in the folder .gitlab-ci.' },
] as const;

const COMPONENTS = '**/templates/**/*.{yml,yaml}';

/** Old versions of files and other people's copies: there is nothing to change in them. */
const READ_ONLY_SCHEMES = new Set(['git', 'gitlens', 'gl-review', 'svn', 'vscode-local-history', 'conflict-diff']);
const NOTEBOOKS = 'vscode-notebook-cell';

/** Enough of a text to tell what it is; a file that says so only later is no case we know. */
const HEAD = 50_000;

/**
 * What the file is taken for; `language` is the editor's word for it, which counts when it names GitLab.
 * `use` says what pipeline the file is a part of, which makes it a CI file whatever its name.
 */
export function recognise(
  uri: Uri,
  text: string,
  settings: FileSettings,
  language = 'yaml',
  use?: string,
): Recognition {
  const { scheme, path } = partsOf(uri);
  if (scheme === NOTEBOOKS) return other('Cells of a notebook are left alone.');
  const excluded = firstMatch(settings.exclude, path);
  if (excluded !== undefined) return other(`The setting gitlabCi.files.exclude names it: ${excluded}`);
  const service = READ_ONLY_SCHEMES.has(scheme) ? 'hover' : 'full';
  const included = firstMatch(settings.include, path);
  if (included !== undefined) return ci(service, `The setting gitlabCi.files.include names it: ${included}`);
  if (use !== undefined) return ci(service, use);
  const head = text
    .slice(0, HEAD)
    .replace(/^\uFEFF/, '')
    .split(/\r\n?|\n/);
  const why = whyByName(path, head) ?? (/gitlab/i.test(language) ? 'Its language mode says so.' : undefined);
  const foreign = somethingElse(head) ?? listOfSomething(path, head);
  if (why !== undefined) return foreign === undefined ? ci(service, why) : other(foreign);
  if (scheme === 'untitled' && foreign === undefined && looksLikePipeline(head))
    return ci(service, 'It is not saved yet, and what it holds looks like GitLab CI jobs.');
  return other(foreign ?? 'Neither its name nor a setting says that it is GitLab CI.');
}

/** A glob that is empty or endless would only make the matcher fail. */
function globs(value: unknown): readonly string[] {
  const all: readonly unknown[] = Array.isArray(value) ? value : [];
  return all.filter(glob => typeof glob === 'string' && glob.length > 0 && glob.length < 1000) as readonly string[];
}

function ci(service: Recognition['service'], why: string): Recognition {
  return { as: 'gitlab-ci', service, why };
}

function other(why: string): Recognition {
  return { as: 'other', service: 'none', why };
}

function whyByName(path: string, head: readonly string[]): string | undefined {
  const named = NAMES.find(({ glob }) => matcher(glob)(path));
  if (named) return named.why;
  return matcher(COMPONENTS)(path) && beginsWithSpec(head)
    ? 'It is a component: it lies below templates and begins with spec.'
    : undefined;
}

function beginsWithSpec(lines: readonly string[]): boolean {
  return keyOf(firstOf(lines)) === 'spec';
}

/** The first line of the first document. */
function firstOf(lines: readonly string[]): string {
  return lines.find(line => isContent(line) && !/^(?:---|%)/.test(line)) ?? '';
}

/** Why the text is plainly no GitLab CI file, whatever its name. */
function somethingElse(lines: readonly string[]): string | undefined {
  const keys = new Set(lines.map(keyOf));
  if (keys.has('apiVersion') && keys.has('kind')) return 'It is a Kubernetes manifest: it has apiVersion and kind.';
  if (hasMappingOfServices(lines)) return 'It is a Compose file: its services are a mapping.';
  if (keys.has('on') && keys.has('jobs') && lines.some(line => /^[ \t]+runs-on[ \t]*:/.test(line)))
    return 'It is a GitHub workflow: it has on, jobs and runs-on.';
  return undefined;
}

const NAMED = '**/{,*}.gitlab-ci.{yml,yaml}';

/** In a folder for CI files, what is named otherwise may be a playbook or the data of a script; GitLab loads no list. */
function listOfSomething(path: string, lines: readonly string[]): string | undefined {
  if (matcher(NAMED)(path) || !/^-(?:[ \t]|$)/.test(firstOf(lines))) return undefined;
  return 'It is a list, such as an Ansible playbook: GitLab CI files have keys.';
}

/** In GitLab CI `services` is a list. */
function hasMappingOfServices(lines: readonly string[]): boolean {
  const at = lines.findIndex(line => /^(["']?)services\1[ \t]*:[ \t]*(?:#.*)?$/.test(line));
  const below = at < 0 ? undefined : lines.slice(at + 1).find(isContent);
  return below !== undefined && /^[ \t]+[\w."'-]+[ \t]*:(?:\s|$)/.test(below);
}

/** A text without a name counts only with what no other kind of file has: stages, or a job that does something. */
function looksLikePipeline(lines: readonly string[]): boolean {
  let entry: string | undefined;
  return lines.some(line => {
    if (/^[^\s#]/.test(line)) entry = keyOf(line);
    if (entry === undefined) return false;
    return (
      /^(?:stages|workflow)[ \t]*:/.test(line) ||
      /^[ \t]+(?:script|before_script|stage|extends|trigger|hooks)[ \t]*:/.test(line)
    );
  });
}

function isContent(line: string): boolean {
  return !/^[ \t]*(?:#|$)/.test(line);
}

/** The key that a line at the left margin begins with. */
function keyOf(line: string): string | undefined {
  return /^(["']?)([^\s#:"'-][^:"']*?)\1[ \t]*:(?:\s|$)/.exec(line)?.[2];
}

function firstMatch(globs: readonly string[], path: string): string | undefined {
  return globs.find(glob => matcher(/^(?:\/|\*\*\/|[a-zA-Z]:)/.test(glob) ? glob : `**/${glob}`)(path));
}

const matchers = new Map<string, (path: string) => boolean>();

/** The compiled glob; kept, since a settings file holds few of them and every keystroke asks. */
function matcher(glob: string): (path: string) => boolean {
  const known = matchers.get(glob);
  if (known) return known;
  const made = picomatch(glob, { dot: true, noextglob: true });
  const matches = (path: string): boolean => made(path) || made(path.replace(/^\//, ''));
  matchers.set(glob, matches);
  return matches;
}

/** Scheme and decoded path; a text that is no URI is taken as a path. */
function partsOf(uri: Uri): { scheme: string; path: string } {
  const match = /^([a-z][\w+.-]*):(?:\/\/[^/?#]*)?([^?#]*)/i.exec(uri);
  const path = match?.[2] ?? uri;
  return { scheme: match?.[1]?.toLowerCase() ?? 'file', path: decoded(path) };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
