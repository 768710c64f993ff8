/** Reports what GitLab refuses, or does otherwise than it seems, only once everything is merged. */
import type { Finding, Related } from '../../text/problem.ts';
import type { Place, TextBlock } from '../../text/span.ts';
import type { DocumentRule } from './rule.ts';
import { entryHolding } from './holder.ts';
import { pipelineFindings } from './pipeline-findings.ts';
import { shownIn, type MergedFinding } from './reported.ts';
import { sceneOf } from './scene.ts';

/** What is true of the pipeline as a whole, and shows at many jobs. */
const ONCE = 'several-pipelines';

export const mergedEntries: DocumentRule = {
  codes: [
    'one-handler',
    'lost-handler',
    'no-script',
    'misplaced-hooks',
    'unknown-base',
    'invalid-base',
    'circular-extends',
    'extends-too-deep',
    'invalid-reference',
    'unknown-reference',
    'circular-reference',
    'unknown-stage',
    'unknown-job',
    'later-stage',
    'circular-needs',
    'circular-variables',
    'duplicate-need',
    'dependency-not-needed',
    'wrong-stop-job',
    ONCE,
  ],
  check({ project, document }, report) {
    if (project.documents.get(document.uri) !== document) return;
    const scene = sceneOf(project);
    const findings = pipelineFindings(scene);
    if (findings.every(({ size }) => size === 0)) return;
    const told: ToldByBlock = new Map();
    for (const name of scene.configuration.names()) {
      for (const some of findings) {
        for (const merged of some.get(name) ?? NONE) {
          const finding = shownIn(scene, document.uri, merged);
          if (finding) tell(told, finding, scene.configuration.entry(name)?.key);
        }
      }
    }
    for (const one of onceAFile([...told.values()].flatMap(inBlock => [...inBlock.values()]))) report(withEntries(one));
  },
};

const NONE: readonly MergedFinding[] = [];

/** More names than these are no help. */
const MOST_NAMED = 5;

interface Told {
  readonly finding: Finding;
  /** The entries that are refused for it, other than the one in which it stands. */
  readonly entries: Place[];
}

/** What was found, each once, with the entries that come to it. */
type ToldByBlock = Map<TextBlock, Map<string, Told>>;

function tell(all: ToldByBlock, finding: Finding, entry: Place | undefined): void {
  const { block, span } = finding.at;
  const inBlock = all.get(block) ?? new Map<string, Told>();
  all.set(block, inBlock);
  const id = `${span.start} ${span.end} ${finding.code}`;
  const known = inBlock.get(id);
  // What is only a warning for one entry may be an error for the next.
  const told = {
    finding: known && !(known.finding.atMost && !finding.atMost) ? known.finding : finding,
    entries: known?.entries ?? [],
  };
  inBlock.set(id, told);
  if (entry && !holds(entry, finding.at)) told.entries.push(entry);
}

/** Whether the place is in the entry with that key. */
function holds(key: Place, at: Place): boolean {
  return key.block === at.block && entryHolding(at)?.key.span.start === key.span.start;
}

function withEntries({ finding, entries }: Told): Finding {
  const named = entries.slice(0, MOST_NAMED).map((at): Related => ({ at, message: 'This entry inherits it.' }));
  return named.length > 0 ? { ...finding, related: [...(finding.related ?? []), ...named] } : finding;
}

/** At the first place that shows it; the others are named beside it. */
function onceAFile(all: readonly Told[]): readonly Told[] {
  const [first, ...more] = all.filter(({ finding }) => finding.code === ONCE);
  if (!first) return all;
  const also = more.slice(0, MOST_NAMED).map(({ finding: { at } }): Related => ({ at, message: 'So does this rule.' }));
  const finding = { ...first.finding, related: [...(first.finding.related ?? []), ...also] };
  return [{ ...first, finding }, ...all.filter(one => one.finding.code !== ONCE)];
}
