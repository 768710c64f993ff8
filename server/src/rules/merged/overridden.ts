/** Finds what never takes effect because another file or entry overrides it: no reason to refuse the pipeline. */
import type { Finding } from '../../text/problem.ts';
import type { Place } from '../../text/span.ts';
import { loadDocument } from '../../yaml/load/load.ts';
import { member, type Member, type Value } from '../../yaml/value/value.ts';
import type { BlockContext } from '../engine/rule.ts';
import { structure } from '../file/structure.ts';
import { sceneOf, shownPath, type Scene } from '../engine/scene.ts';
import type { Project } from '../../ci/project.ts';
import { owns } from '../../ci/workspace.ts';

/** A key that has no effect, with everything below it, and the key that overrides it. */
interface Loss {
  readonly lost: Member;
  readonly by: Place;
  /** Whether a merge key further down in the same mapping brings the overriding key. */
  readonly isMerged: boolean;
}

/** Problems with reading a file remain whatever overrides what; problems with values do not. */
const JUDGED: ReadonlySet<string> = new Set(structure.codes);

/** The findings of a block; if the pipeline overrides a value, its findings become warnings that say by what. */
export function withOverridden(
  project: Project,
  context: BlockContext,
  findings: readonly Finding[],
): readonly Finding[] {
  if (!findings.some(({ code }) => JUDGED.has(code)) || context.kind === 'ignored') return findings;
  if (!owns(project, context.uri) || context.root.kind !== 'map') return findings;
  const scene = sceneOf(project);
  const outcome = outcomeOf(project, scene, context);
  const losses = [...context.root.members].flatMap(([name, own]) => lossesOf(own, outcome(name)));
  if (losses.length === 0) return findings;
  return findings.map(finding => {
    const loss = JUDGED.has(finding.code) && losses.find(({ lost }) => holds(lost, finding.at));
    return loss ? overridden(scene, finding, loss) : finding;
  });
}

/** What an entry resolves to after all includes; the header and `include` itself belong to their file alone. */
function outcomeOf(project: Project, scene: Scene, { kind, uri }: BlockContext): (name: string) => Member | undefined {
  const document = project.documents.get(uri);
  const loaded = document && loadDocument(document);
  if (kind !== 'content') return name => member(loaded?.header, name);
  return name => (name === 'include' ? member(loaded?.content, name) : scene.configuration.entry(name));
}

/**
 * Mappings are merged key by key, anything else is replaced. What is missing in the outcome was dropped with its entry.
 */
function lossesOf(own: Member, outcome: Member | undefined, above?: Place): readonly Loss[] {
  if (!outcome) return above ? [{ lost: own, by: above, isMerged: false }] : [];
  if (isSame(own.key, outcome.key)) return lossesBelow(own.value, outcome.value);
  const { value } = outcome;
  const isMerged = isMergedBeside(own, outcome);
  if (own.value.kind !== 'map' || value.kind !== 'map' || isMerged) return [{ lost: own, by: outcome.key, isMerged }];
  return [...own.value.members].flatMap(([name, inner]) => lossesOf(inner, value.members.get(name), outcome.key));
}

/** A merge key replaces what is written above it in its mapping, at any depth, and merges nothing. */
function lossesBelow(own: Value, outcome: Value): readonly Loss[] {
  if (own.kind === 'list' && outcome.kind === 'list')
    return own.items.length === outcome.items.length
      ? own.items.flatMap((item, index) => lossesBelow(item, outcome.items[index] ?? item))
      : [];
  if (own.kind !== 'map' || outcome.kind !== 'map') return [];
  return [...own.members].flatMap(([name, inner]) => lossesOf(inner, outcome.members.get(name)));
}

function isMergedBeside({ key }: Member, { via }: Member): boolean {
  return via?.some(({ rule, at }) => rule === 'merge-key' && at.block === key.block) ?? false;
}

function isSame(a: Place, b: Place): boolean {
  return a.uri === b.uri && a.block === b.block && a.span.start === b.span.start;
}

function holds({ key, value }: Member, { block, span }: Place): boolean {
  return block === key.block && key.span.start <= span.start && span.end <= Math.max(key.span.end, value.at.span.end);
}

function overridden(scene: Scene, finding: Finding, { lost, by, isMerged }: Loss): Finding {
  const name = 'value' in lost.name ? String(lost.name.value) : 'key';
  const elsewhere = by.uri === lost.key.uri ? 'further down' : `in \`${shownPath(scene, by.uri)}\``;
  const where = isMerged ? 'that the `<<` below it merges in' : elsewhere;
  return {
    ...finding,
    atMost: 'warning',
    ...(isMerged && { overwritten: lost.key }),
    message: `${finding.message} This \`${name}\` has no effect: the one ${where} overrides it.`,
    related: [...(finding.related ?? []), { at: by, message: 'GitLab uses this instead.' }],
  };
}
