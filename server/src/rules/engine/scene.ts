/** The pipeline around a file, and how far it is known. */
import { cachedBy } from '../../text/cached.ts';
import { configurationOf, type Configuration } from '../../ci/configuration.ts';
import { includeTree, type IncludeTree, type TreeFile } from '../../ci/include-tree.ts';
import { pathBelow } from '../../text/uri.ts';
import { stepsOf, type Steps } from '../../ci/pipeline.ts';
import type { Project } from '../../ci/project.ts';
import type { Place, Uri } from '../../text/span.ts';
import type { Step, Value } from '../../yaml/value/value.ts';

export interface Scene {
  readonly project: Project;
  readonly tree: IncludeTree;
  readonly configuration: Configuration;
  /** Files that GitLab cannot load: what they lack does not count as missing. */
  readonly broken: boolean;
  /** Files that are part of the pipeline whatever `rules` of includes say. */
  readonly certain: ReadonlySet<Uri>;
  /** Files that are part of it only if those rules say so. */
  readonly doubtful: ReadonlySet<Uri>;
  /** Entries of `include` that `rules` decide about. */
  readonly conditional: ReadonlySet<Place>;
}

/** The steps after the includes, for questions about a few names. */
export const sceneSteps = cachedBy((scene: Scene): Steps => stepsOf(scene.configuration));

/** An entry merged with its bases. */
export function extendedOf(scene: Scene, name: string): Value | undefined {
  return sceneSteps(scene).extend.extend(name);
}

/** The scene of a pipeline; made once per version. */
export const sceneOf = cachedBy(makeScene);

function makeScene(project: Project): Scene {
  const tree = includeTree(project);
  const certain = new Set<Uri>();
  const doubtful = new Set<Uri>();
  const conditional = new Set<Place>();
  let broken = false;
  const walk = (file: TreeFile, sure: boolean): void => {
    (sure ? certain : doubtful).add(file.uri);
    broken ||= !file.source.sound;
    for (const { file: child, include } of file.children) {
      if (include.conditional) conditional.add(include.at);
      walk(child, sure && !include.conditional);
    }
  };
  walk(tree.root, true);
  for (const uri of certain) doubtful.delete(uri);
  return { project, tree, configuration: configurationOf(project), broken, certain, doubtful, conditional };
}

/** Whether something reaches the pipeline only by an include that may not apply. */
export function isConditional({ certain, conditional }: Scene, at: Place, via: readonly Step[]): boolean {
  if (conditional.size === 0) return false;
  return !certain.has(at.uri) || via.some(step => conditional.has(step.at));
}

/** The entries of `include` that lead from one file to another, innermost first; nothing if none do. */
export function waysBetween({ tree }: Scene, from: Uri, to: Uri): readonly Place[] {
  return wayDown(tree.root, from, to, []) ?? [];
}

function wayDown(file: TreeFile, from: Uri, to: Uri, above: readonly Place[]): readonly Place[] | undefined {
  const way = file.uri === from ? [] : above;
  if (file.uri === to && to !== from) return way;
  for (const { file: child, include } of file.children) {
    const found = wayDown(child, from, to, [include.at, ...way]);
    if (found?.some(at => at.uri === from)) return found;
  }
  return undefined;
}

/** The path of a file as people write it. */
export function shownPath({ project }: Scene, uri: Uri): string {
  return pathBelow(project.folder, uri) ?? uri;
}
