/** Reports what GitLab refuses, or does differently from what it seems, only after everything is merged. */
import { cachedBy } from '../../text/cached.ts';
import { codeInfo } from '../../codes/codes.ts';
import type { Finding, Related } from '../../text/problem.ts';
import type { Place, TextBlock, Uri } from '../../text/span.ts';
import type { DocumentRule } from './rule.ts';
import { entryHolding } from './holder.ts';
import type { PipelineRules } from './pipeline-rules.ts';
import { judgeFirst, judgeSome, pipelineFindings } from './pipeline-findings.ts';
import { shownIn, type MergedFinding } from './reported.ts';
import { sceneOf, type Scene } from './scene.ts';

/** A rule that runs all rules about the merged pipeline and shows their findings in the open file. */
export function mergedEntries(rules: PipelineRules): DocumentRule {
  const all = [rules.entry, rules.globalForm, ...rules.jobs, rules.needCycles, ...rules.scripts, ...rules.runs];
  return {
    codes: [...new Set(all.flatMap(({ codes }) => codes))],
    check({ project, document, enough }, report) {
      if (project.documents.get(document.uri) !== document) return;
      const findings = pipelineFindings(rules, sceneOf(project), enough);
      for (const finding of shownOf(findings, sceneOf(project), document.uri)) report(finding);
    },
    ahead({ project, document }, enough) {
      return project.documents.get(document.uri) !== document || judgeSome(rules, sceneOf(project), enough);
    },
    near({ project, document }, names) {
      if (project.documents.get(document.uri) === document) judgeFirst(rules, sceneOf(project), names);
    },
  };
}

function shownOf(findings: ReturnType<typeof pipelineFindings>, scene: Scene, uri: Uri): readonly Finding[] {
  if (findings.every(({ size }) => size === 0)) return [];
  const told: ToldByBlock = new Map();
  for (const name of inOrder(scene, findings)) {
    for (const some of findings) {
      for (const merged of some.get(name) ?? NONE) {
        const finding = shownIn(scene, uri, merged);
        if (finding) tell(told, finding, scene.configuration.entry(name)?.key);
      }
    }
  }
  return onceAFile([...told.values()].flatMap(inBlock => [...inBlock.values()])).map(withEntries);
}

/** The names of the entries that have findings, in the order of the pipeline. */
function inOrder(scene: Scene, findings: ReturnType<typeof pipelineFindings>): readonly string[] {
  const order = orderOf(scene.configuration.names());
  const names = new Set(findings.flatMap(some => [...some.keys()]).filter(name => order.has(name)));
  return [...names].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
}

const orderOf = cachedBy(
  (names: readonly string[]): ReadonlyMap<string, number> => new Map(names.map((name, index) => [name, index])),
);

const NONE: readonly MergedFinding[] = [];

/** More names do not help a reader. */
const MOST_NAMED = 5;

interface Told {
  readonly finding: Finding;
  /** The refused entries, other than the one that contains the place. */
  readonly entries: Place[];
}

/** All findings, each once, with the entries that have it. */
type ToldByBlock = Map<TextBlock, Map<string, Told>>;

function tell(all: ToldByBlock, finding: Finding, entry: Place | undefined): void {
  const { block, span } = finding.at;
  const inBlock = all.get(block) ?? new Map<string, Told>();
  all.set(block, inBlock);
  const id = `${span.start} ${span.end} ${finding.code}`;
  const known = inBlock.get(id);
  // a finding that is only a warning for one entry may be an error for the next
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

/**
 * A problem of the pipeline as a whole is reported at the first place that shows it, with the others as related places.
 */
function onceAFile(all: readonly Told[]): readonly Told[] {
  const isOnce = ({ finding: { code } }: Told): boolean => codeInfo(code).onceAFile === true;
  const [first, ...more] = all.filter(isOnce);
  if (!first) return all;
  const also = more.slice(0, MOST_NAMED).map(({ finding: { at } }): Related => ({ at, message: 'So does this rule.' }));
  const finding = { ...first.finding, related: [...(first.finding.related ?? []), ...also] };
  return [{ ...first, finding }, ...all.filter(one => !isOnce(one))];
}
