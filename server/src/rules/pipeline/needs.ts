/** `needs` of a job and of its rules: jobs that are there, in time, and each named once. */
import type { FactPath } from '../../ci/knowledge.ts';
import type { Fix } from '../../text/problem.ts';
import { removeItem, sourceOf } from '../../yaml/edit.ts';
import type { MergedFinding } from '../merged/reported.ts';
import type { Need, Needs } from './job-facts.ts';
import { written } from '../merged/near-name.ts';
import { fix } from '../../readings/check/at.ts';
import { atMention, grounded, type Judgement } from './judgement.ts';
import { namedJobFindings } from './named-job.ts';

export function needsFindings(judgement: Judgement): readonly MergedFinding[] {
  const { needs, ruleNeeds } = judgement.facts;
  const { name } = judgement.job;
  return [
    ...(needs ? listFindings(judgement, needs, [name, 'needs']) : []),
    ...ruleNeeds.flatMap(one => listFindings(judgement, one, [name, 'rules'])),
  ];
}

function listFindings(judgement: Judgement, needs: Needs, list: FactPath): readonly MergedFinding[] {
  return [
    ...needs.jobs.flatMap(need => needFindings(judgement, need, list)),
    ...grounded(judgement.scene, { facts: [list], likely: true }, () => duplicates(needs)),
  ];
}

function needFindings(judgement: Judgement, need: Need, list: FactPath): readonly MergedFinding[] {
  const found = judgement.others.find(need.name);
  const fixes = [...(typeof found === 'string' ? makeOptional(need) : []), ...remove(need)];
  return namedJobFindings(judgement, need, { verb: 'needs', list, fixes, optional: need.optional });
}

/** Only a need that is no more than a name can be written anew without a loss. */
function makeOptional({ name, item, value }: Need): readonly Fix[] {
  if (item !== value.at || /[\r\n]/.test(sourceOf(item))) return [];
  const text = `{ job: ${written(name, item)}, optional: true }`;
  return fix('Let the job be missing with optional: true', [{ at: item, text }]);
}

function remove({ name, item }: Need): readonly Fix[] {
  return fix(`Remove ${name} from needs`, () => removeItem(item));
}

/** The copies of a job that runs several times are different needs. */
function duplicates({ jobs }: Needs): readonly MergedFinding[] {
  const first = new Map<string, Need>();
  return jobs.flatMap(need => {
    if (need.selects) return [];
    const known = first.get(need.name);
    if (!known) first.set(need.name, need);
    return known ? [duplicate(need, known)] : [];
  });
}

function duplicate(need: Need, first: Need): MergedFinding {
  return atMention(need, {
    code: 'duplicate-need',
    message: `\`${need.name}\` is needed already; GitLab refuses a job that needs another one twice. Remove one of them.`,
    related: [{ at: first.value.at, message: 'It is needed here, too.' }],
    fixes: remove(need),
  });
}
