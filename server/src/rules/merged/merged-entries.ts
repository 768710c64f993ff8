/** Reports what GitLab refuses, or does otherwise than it seems, only once everything is merged. */
import type { EffectiveJob } from '../../ci/effective-job.ts';
import { resolveJob } from '../../ci/resolve-job.ts';
import type { Finding, Related } from '../../text/problem.ts';
import type { Place, TextBlock } from '../../text/span.ts';
import type { DocumentRule } from '../rule.ts';
import { entryFindings } from './entry-findings.ts';
import { entryHolding } from './names.ts';
import { shownIn, type MergedFinding } from './reported.ts';
import { sceneOf, type Scene } from './scene.ts';

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
  ],
  check({ project, document }, report) {
    if (project.documents.get(document.uri) !== document) return;
    const scene = sceneOf(project);
    const standard = resolveJob(project, 'default');
    const told: ToldByBlock = new Map();
    for (const name of scene.configuration.names()) {
      const job = resolveJob(project, name);
      if (!job) continue;
      for (const merged of findingsOf(scene, job, standard)) {
        const finding = shownIn(scene, document.uri, merged);
        if (finding) tell(told, finding, scene.configuration.entry(name)?.key);
      }
    }
    for (const inBlock of told.values()) for (const one of inBlock.values()) report(withEntries(one));
  },
};

interface Kept {
  readonly standard: EffectiveJob | undefined;
  readonly findings: readonly MergedFinding[];
}

/** A job that did not change has the same findings. */
const kept = new WeakMap<EffectiveJob, Kept>();

function findingsOf(scene: Scene, job: EffectiveJob, standard: EffectiveJob | undefined): readonly MergedFinding[] {
  const known = kept.get(job);
  if (known && known.standard === standard) return known.findings;
  const findings = entryFindings(scene, job, standard);
  kept.set(job, { standard, findings });
  return findings;
}

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
  const told = inBlock.get(id) ?? { finding, entries: [] };
  inBlock.set(id, told);
  const own = entryHolding(finding.at)?.key.span.start;
  if (entry && (entry.block !== block || entry.span.start !== own)) told.entries.push(entry);
}

function withEntries({ finding, entries }: Told): Finding {
  const named = entries.slice(0, MOST_NAMED).map((at): Related => ({ at, message: 'This comes to it.' }));
  return named.length > 0 ? { ...finding, related: [...(finding.related ?? []), ...named] } : finding;
}
