/** What never takes effect, since something that GitLab puts over it says otherwise: no reason to refuse the pipeline. */
import type { Finding } from '../../text/problem.ts';
import type { Place } from '../../text/span.ts';
import type { Member } from '../../yaml/value/value.ts';
import type { BlockContext } from './rule.ts';
import { structure } from '../file/structure.ts';
import { sceneOf, shownPath, type Scene } from './scene.ts';
import type { Project } from '../../ci/project.ts';
import { owns } from '../../ci/workspace.ts';

/** A key that counts for nothing, with all that stands below it, and the key that counts in its place. */
interface Loss {
  readonly lost: Member;
  readonly by: Place;
}

/** Reading of a file goes wrong whatever overrides what; how its values are judged does not. */
const JUDGED: ReadonlySet<string> = new Set(structure.codes);

/** The findings of a block; what is overridden in the pipeline is no more than a warning, which says by what. */
export function withOverridden(
  project: Project,
  context: BlockContext,
  findings: readonly Finding[],
): readonly Finding[] {
  if (!findings.some(({ code }) => JUDGED.has(code)) || context.kind !== 'content') return findings;
  if (!owns(project, context.uri) || context.root.kind !== 'map') return findings;
  const scene = sceneOf(project);
  const losses = [...context.root.members].flatMap(([name, own]) => lossesOf(own, scene.configuration.entry(name)));
  if (losses.length === 0) return findings;
  return findings.map(finding => {
    const loss = JUDGED.has(finding.code) && losses.find(({ lost }) => holds(lost, finding.at));
    return loss ? overridden(scene, finding, loss) : finding;
  });
}

/** Mappings are joined key by key, anything else is replaced. What is not in the outcome at all was dropped with its entry. */
function lossesOf(own: Member, outcome: Member | undefined, above?: Place): readonly Loss[] {
  if (!outcome) return above ? [{ lost: own, by: above }] : [];
  if (isSame(own.key, outcome.key)) return [];
  const { value } = outcome;
  if (own.value.kind !== 'map' || value.kind !== 'map') return [{ lost: own, by: outcome.key }];
  return [...own.value.members].flatMap(([name, inner]) => lossesOf(inner, value.members.get(name), outcome.key));
}

function isSame(a: Place, b: Place): boolean {
  return a.uri === b.uri && a.block === b.block && a.span.start === b.span.start;
}

function holds({ key, value }: Member, { block, span }: Place): boolean {
  return block === key.block && key.span.start <= span.start && span.end <= Math.max(key.span.end, value.at.span.end);
}

function overridden(scene: Scene, finding: Finding, { lost, by }: Loss): Finding {
  const name = 'value' in lost.name ? String(lost.name.value) : 'key';
  const where = by.uri === lost.key.uri ? 'further down' : `in \`${shownPath(scene, by.uri)}\``;
  return {
    ...finding,
    atMost: 'warning',
    message: `${finding.message} This \`${name}\` has no effect: the one ${where} overrides it.`,
    related: [...(finding.related ?? []), { at: by, message: 'GitLab uses this instead.' }],
  };
}
