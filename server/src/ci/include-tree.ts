/** The files of a pipeline in GitLab's order, and what is wrong with its includes. */
import { isEmptyText } from '../yaml/tree.ts';
import { cachedBy } from '../text/cached.ts';
import type { Finding } from '../text/problem.ts';
import type { Uri } from '../text/span.ts';
import { isEmptyMap, member, type Value } from '../yaml/value/value.ts';
import { readIncludes, type Include } from './include.ts';
import {
  blankFault,
  MOST_INCLUDES,
  emptyFault,
  extensionFault,
  noMatchNote,
  failureFault,
  sourceFaults,
  tooManyFault,
} from './include-fault.ts';
import { isYamlName } from './include-form.ts';
import { includedPath, urisOf } from './included-file.ts';
import { verdictOf, type Verdict } from './include-rules.ts';
import type { IncludeTarget } from './include-entry.ts';
import { uriBelow } from '../text/uri.ts';
import { startOf } from './made-start.ts';
import type { Project } from './project.ts';
import type { Gap, TreeChild, TreeFile, Wanted } from './tree-file.ts';
import { NO_SOURCE, sourceOf, type Source } from './source.ts';

export type { TreeFile, Wanted } from './tree-file.ts';

export interface IncludeTree {
  readonly root: TreeFile;
  /** In GitLab's order; it reports only the first. */
  readonly faults: readonly Finding[];
  /** What GitLab accepts although it has no effect. */
  readonly notes: readonly Finding[];
  /** Whether every included file was read. */
  readonly complete: boolean;
  /** Whether `rules` decide about a part of it. */
  readonly conditional: boolean;
  /** Paths of the included files, in GitLab's order. */
  readonly included: readonly string[];
  readonly wanted: readonly Wanted[];
  /** The files that were looked up, whether they could be read or not. */
  readonly named: ReadonlySet<Uri>;
  /** The `rules` of entries that are undecided. */
  readonly undecided: readonly Value[];
  /** Patterns of `exists` whose matches matter. */
  readonly patterns: ReadonlySet<string>;
}

/** The tree of a project; computed once per project, from what is in memory. */
export const includeTree = cachedBy(growTree);

interface Growth {
  readonly project: Project;
  readonly included: string[];
  readonly wanted: Map<string, Wanted>;
  readonly named: Set<Uri>;
  readonly patterns: Set<string>;
  readonly undecided: Set<Value>;
  readonly notes: Finding[];
  /** The number of files of all kinds so far. */
  count: number;
  complete: boolean;
  conditional: boolean;
}

function growTree(project: Project): IncludeTree {
  const found = { included: [], wanted: new Map<string, Wanted>(), patterns: new Set<string>(), notes: [] };
  const growth: Growth = {
    project,
    ...found,
    named: new Set<Uri>(),
    undecided: new Set<Value>(),
    count: 0,
    complete: true,
    conditional: false,
  };
  const document = startOf(project);
  if (!document || project.fragment || project.cut) growth.complete = false;
  const { file, faults } = growFile(
    project.pipeline,
    document ? sourceOf(document, project.inputs) : NO_SOURCE,
    growth,
  );
  const { included, complete, conditional, patterns, notes, named } = growth;
  const wanted = [...growth.wanted.values()];
  const own = file.source.faults.map(startFault);
  const undecided = [...growth.undecided];
  return {
    root: file,
    faults: [...own, ...faults],
    notes,
    complete,
    conditional,
    included,
    wanted,
    named,
    undecided,
    patterns,
  };
}

/** Whoever starts the pipeline can also give inputs to the starting file. */
function startFault(fault: Finding): Finding {
  return fault.code === 'missing-input' ? { ...fault, atMost: 'information' } : fault;
}

interface Grown {
  readonly file: TreeFile;
  readonly faults: readonly Finding[];
}

/**
 * One file and all below it, in GitLab's order: first all entries are located, then the files are read one after
 * another.
 */
function growFile(uri: Uri, source: Source, growth: Growth): Grown {
  const { entries, faults, misnamed } = readIncludes(member(source.root, 'include')?.value);
  const located = entries.flatMap(entry => locateEntry(entry, growth));
  const isFull = growth.count > MOST_INCLUDES;
  const overflow = located.find(() => ++growth.count > MOST_INCLUDES);
  for (const { path } of located) if (path !== undefined) growth.included.push(path);
  const grown = overflow ? [] : located.map(entry => growChild(entry, growth));
  const tooMany = overflow && !isFull ? [tooManyFault(overflow.include)] : [];
  const children = grown.flatMap(({ child }) => child ?? []);
  const isUnclear = overflow !== undefined || faults.length > 0 || source.root.open;
  const gap = isUnclear ? { after: children.length } : lastGap(grown);
  if (gap) growth.complete = false;
  return {
    file: { uri, source, includes: located.length > 0, children, ...(gap && { gap }) },
    faults: [
      ...faults,
      ...tooMany,
      ...misnamed,
      ...grown.flatMap(({ nested }) => nested),
      ...grown.flatMap(({ own }) => own),
    ],
  };
}

function lastGap(grown: readonly GrownChild[]): Gap | undefined {
  const last = grown.findLastIndex(({ unread }) => unread !== undefined);
  const include = grown[last]?.unread;
  // what could be read of a broken file is below what could not be read
  return include && { after: grown.slice(0, last + 1).filter(({ child }) => child).length, include };
}

interface Located {
  readonly include: Include;
  /** Absent for files outside of this repository, and for a pattern whose matches are unknown. */
  readonly path?: string;
}

/** The files that an entry refers to. A wildcard skips files that were included before this file was read. */
function locateEntry(given: Include, growth: Growth): readonly Located[] {
  const verdict = given.rules ? verdictIn(given.rules, given.target, growth) : 'unknown';
  if (verdict === 'excluded') return [];
  if (given.rules && verdict === 'unknown') growth.undecided.add(given.rules);
  const include = verdict === 'included' ? certain(given) : given;
  const { target } = include;
  if (include.conditional) growth.conditional = true;
  const path = includedPath(growth.project, target);
  if (path !== undefined || target.kind !== 'pattern') return [{ include, ...(path !== undefined && { path }) }];
  const paths = matchesOf(target.pattern, growth);
  if (paths?.length === 0 && !growth.project.cut) growth.notes.push(noMatchNote(include, target.pattern));
  const found = (paths ?? []).filter(path => isNew(path, growth)).map(path => ({ include, path }));
  return paths && !growth.project.cut ? found : [...found, { include }];
}

/** A scenario knows most; without one, files of the repository decide about other files of it. */
function verdictIn(rules: Value, target: IncludeTarget, growth: Growth): Verdict {
  const decided = growth.project.decide?.(rules) ?? 'unknown';
  const isForeign = target.kind === 'elsewhere' && target.path === undefined;
  if (decided !== 'unknown' || isForeign) return decided;
  return verdictOf(rules, pattern => exists(pattern, growth));
}

/** Asks only for the content of the folder; until that is known, the rules are undecided. */
function exists(pattern: string, growth: Growth): boolean | undefined {
  const paths = matchesOf(pattern, growth);
  return paths && paths.length > 0;
}

function matchesOf(pattern: string, growth: Growth): readonly string[] | undefined {
  growth.patterns.add(pattern);
  const paths = growth.project.matches.get(pattern);
  if (!paths) want(growth, `* ${pattern}`, { kind: 'matches', pattern });
  return paths;
}

/** The entry without its rules; always the same object, since trees are compared by it. */
const certain = cachedBy((include: Include): Include => {
  const { rules: _, ...rest } = include;
  return { ...rest, conditional: false };
});

/** The starting file is over all others in any case, so it need not be among them. */
function isNew(path: string, { project, included }: Growth): boolean {
  return !included.includes(path) && uriBelow(project.folder, path) !== project.pipeline;
}

interface GrownChild {
  readonly child?: TreeChild;
  /** The entry, if not everything it adds was read. */
  readonly unread?: Include;
  /** Faults below the file, and of the file itself. */
  readonly nested: readonly Finding[];
  readonly own: readonly Finding[];
}

function growChild({ include, path }: Located, growth: Growth): GrownChild {
  if (path === undefined) return { unread: include, ...NOTHING };
  const read = growPath(include, path, growth);
  const isWhole = read.child !== undefined && (read.own.length === 0 || isRead(read.child));
  const grown = isWhole ? read : { ...read, unread: include };
  return include.conditional ? { ...grown, nested: grown.nested.map(doubt), own: grown.own.map(doubt) } : grown;
}

/** Whether the whole content of the file is known, whatever GitLab reports about it. */
function isRead({ file: { source } }: TreeChild): boolean {
  return source.sound && source.root.members.size > 0;
}

const NOTHING: GrownChild = { nested: [], own: [] };

/** A fault in a file that may not be included at all does not keep GitLab from loading the rest. */
function doubt(fault: Finding): Finding {
  return { ...fault, atMost: 'warning' };
}

function growPath(include: Include, path: string, growth: Growth): GrownChild {
  const refuse = (fault: Finding): GrownChild => ({ nested: [], own: [fault] });
  if (!isYamlName(path)) return refuse(extensionFault(include, path));
  const uri = uriBelow(growth.project.folder, path);
  for (const one of [uri, ...urisOf(growth.project, include.target)]) if (one !== undefined) growth.named.add(one);
  const failure = uri === undefined ? { failed: 'missing' as const } : growth.project.failures.get(uri);
  if (uri === undefined || failure) return refuse(failureFault(include, path, failure ?? { failed: 'missing' }));
  const document = growth.project.documents.get(uri);
  if (!document) {
    want(growth, uri, { kind: 'file', uri });
    return NOTHING;
  }
  const source = sourceOf(document, include.inputs);
  const { file, faults: nested } = growFile(uri, source, growth);
  // an empty file is part of the pipeline all the same: someone may be rewriting it
  const child = { include, file };
  if (isEmptyText(document)) return { child, nested, own: [emptyFault(include, path)] };
  const own = sourceFaults(include, path, source.faults);
  const isBlank = own.length === 0 && isEmptyMap(source.root);
  return { child, nested, own: isBlank ? [blankFault(include, path)] : own };
}

function want(growth: Growth, id: string, wanted: Wanted): void {
  growth.wanted.set(id, wanted);
  growth.complete = false;
}
