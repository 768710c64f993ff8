/** What a lens tells, in words, for editors in which it cannot open a list or lead to a place. */
import type { Project } from '../ci/project.ts';
import type { Scenario } from '../simulation/scenario.ts';
import { joined, prose, say, type Markdown } from '../text/markdown.ts';
import type { SourceDocument } from '../yaml/tree.ts';
import { describeRuns } from './hover/job-runs.ts';
import type { Lens, LensText } from './lens.ts';
import { ownersIn } from './names/spots.ts';

/** The title of the resolved lens, with the copies that it lists and why the job runs in the scenario. */
export function lensWords(
  projects: readonly Project[],
  document: SourceDocument,
  lens: Pick<Lens, 'kind' | 'name'>,
  { copies = [], title }: LensText,
  scenario: Scenario | undefined,
): Markdown {
  const runs =
    lens.kind === 'scenario' && scenario
      ? ownersIn(projects, document).flatMap(project => describeRuns(project, lens.name, scenario) ?? [])
      : [];
  return joined([say`${prose(lens.name)}: ${prose(title)}`, ...copies.map(copyLine), ...runs], '\n');
}

function copyLine({ name, says }: { readonly name: string; readonly says: string }): Markdown {
  return says === '' ? say`- ${prose(name)}` : say`- ${prose(name)}: ${prose(says)}`;
}
