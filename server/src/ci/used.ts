/**
 * Forgets files and matches that a pipeline names no more, so that one that was edited says what one says that is read
 * anew.
 */
import type { Uri } from '../text/span.ts';
import { childTargets } from './child-files.ts';
import { includeTree } from './include-tree.ts';
import { urisOf } from './included-file.ts';
import { lasting } from './lasting.ts';
import type { Project } from './project.ts';

interface Used {
  /** The files, whether they could be read or not. */
  readonly uris: ReadonlySet<Uri>;
  /** The patterns of includes and of their rules. */
  readonly patterns: ReadonlySet<string>;
}

/** What the includes of a pipeline and of its jobs look up. */
export const usedBy = lasting((project): Used => {
  const { named, patterns } = includeTree(project);
  const targets = childTargets(project);
  const ofChildren = targets.flatMap(target => (target.kind === 'pattern' ? [target.pattern] : []));
  return {
    uris: new Set([project.pipeline, ...named, ...targets.flatMap(target => urisOf(project, target))]),
    patterns: new Set([...patterns, ...ofChildren]),
  };
});

/** The same project if it holds nothing that it does not use. */
export function withoutUnused(project: Project): Project {
  const { uris, patterns } = usedBy(project);
  const documents = only(project.documents, uris);
  const failures = only(project.failures, uris);
  const matches = only(project.matches, patterns);
  const isSame = documents === project.documents && failures === project.failures && matches === project.matches;
  return isSame ? project : { ...project, documents, failures, matches };
}

function only<Of>(all: ReadonlyMap<string, Of>, used: ReadonlySet<string>): ReadonlyMap<string, Of> {
  const kept = [...all].filter(([name]) => used.has(name));
  return kept.length < all.size ? new Map(kept) : all;
}
