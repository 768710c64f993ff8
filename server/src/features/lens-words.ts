/** What a lens tells, in words, for editors in which it cannot open a list or lead to a place. */
import type { JobOptions } from '../ci/effective-job.ts';
import type { Project } from '../ci/project.ts';
import { joined, prose, say, type Markdown } from '../text/markdown.ts';
import type { SourceDocument } from '../yaml/tree.ts';
import { describeRuns } from './hover/job-runs.ts';
import { resolveLens, type Lens, type LensOptions } from './lens.ts';
import { ownersIn } from './names/spots.ts';

/** Nothing if the lens does not apply any more. */
export function lensWords(
  projects: readonly Project[],
  document: SourceDocument,
  lens: Pick<Lens, 'kind' | 'name'>,
  options: JobOptions & Pick<LensOptions, 'scenario'>,
): Markdown | undefined {
  const found = resolveLens(projects, document, lens, options);
  if (!found) return undefined;
  const { copies = [], title } = found;
  const { scenario } = options;
  const runs =
    lens.kind === 'scenario' && scenario
      ? ownersIn(projects, document).flatMap(project => describeRuns(project, lens.name, scenario) ?? [])
      : [];
  return joined([say`${prose(lens.name)}: ${prose(title)}`, ...copies.map(copyLine), ...runs], '\n');
}

function copyLine({ name, says }: { readonly name: string; readonly says: string }): Markdown {
  return says === '' ? say`- ${prose(name)}` : say`- ${prose(name)}: ${prose(says)}`;
}
