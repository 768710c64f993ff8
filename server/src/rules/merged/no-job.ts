/** Warns about a pipeline in which nothing can run: GitLab refuses one without a job. */
import { isEmptyText } from '../../yaml/tree.ts';
import { knowledgeOf } from '../../ci/knowledge.ts';
import { isStart } from '../../ci/project.ts';
import { isJobOf } from '../../readings/find.ts';
import { pipeline } from '../../spec/pipeline.ts';
import type { Place } from '../../text/span.ts';
import type { Value } from '../../yaml/value/value.ts';
import { blocksWith } from '../engine/gathered.ts';
import type { Blocks, DocumentRule } from '../engine/rule.ts';
import { sceneOf } from '../engine/scene.ts';

export const noJob: DocumentRule = {
  codes: ['no-job'],
  check({ project, document, blocks }, report) {
    if (project.pipeline !== document.uri || !isStart(document.uri) || !knowledgeOf(project).whole) return;
    const { broken, configuration } = sceneOf(project);
    if (broken || flawed(blocks).length > 0) return;
    const names = configuration.names();
    if (names.some(name => isVisible(name, configuration.get(name)))) return;
    const first = names.map(name => configuration.entry(name)).find(entry => entry?.key.uri === document.uri);
    const at = first?.key ?? beginningOf(blocks);
    if (!at || isEmptyText(document)) return;
    report({ code: 'no-job', message: first ? ONLY_OTHERS : NOTHING, at });
  },
};

const ONLY_OTHERS =
  'This pipeline has no job, so GitLab refuses it. Names that begin with a dot are templates: they run only in jobs that extend them.';
const NOTHING = 'This file has no entries, so GitLab refuses it. It needs at least one job.';

function beginningOf({ groups }: Blocks): Place | undefined {
  const first = groups[0]?.[0];
  return first && { uri: first.uri, block: first.block, span: { start: 0, end: 0 } };
}

const flawed = blocksWith(({ block }) => block.flaws.length > 0);

/** Everything that is neither a keyword nor hidden counts as a job, whatever it is. */
function isVisible(name: string, value: Value | undefined): boolean {
  if (name.startsWith('.')) return false;
  const keys = value?.kind === 'map' ? [...value.members.keys()] : [];
  return !Object.hasOwn(pipeline.shape.fields, name) || isJobOf(name, keys);
}
