/** Keeps findings by entry, and what they depend on, from one version of a pipeline to the next. */
import { codeInfo } from '../../codes/codes.ts';
import type { MergedFinding } from './reported.ts';

export interface Ledger {
  /** Only of entries that have any. */
  readonly findings: Map<string, readonly MergedFinding[]>;
  /** For each entry, the other entries whose findings depend on it. */
  readonly dependents: Map<string, Set<string>>;
  /** Entries that the findings of all others depend on: to note that for each of thousands of jobs would take long. */
  readonly above: Set<string>;
  readonly all: Set<string>;
}

export function newLedger(): Ledger {
  return { findings: new Map(), dependents: new Map(), above: new Set(), all: new Set() };
}

/** Replaces the findings of an entry. */
export function enter(ledger: Ledger, name: string, found: readonly MergedFinding[], reads: Iterable<string>): void {
  const { findings, dependents, all } = ledger;
  all.add(name);
  if (found.length > 0) findings.set(name, found);
  else findings.delete(name);
  for (const read of reads) {
    // an entry is renewed with itself anyway, and most depend on few others
    if (read === name) continue;
    const known = dependents.get(read);
    if (known) known.add(name);
    else dependents.set(read, new Set([name]));
  }
}

/**
 * The names that changed and everything that depends on them; if names were added or removed, also entries with
 * findings about names.
 */
export function namesToRenew(
  { findings, dependents, above, all }: Ledger,
  { changed, otherNames }: PipelineChange,
): ReadonlySet<string> {
  const renewed = new Set(changed);
  for (const name of changed)
    for (const dependent of (above.has(name) ? all : dependents.get(name)) ?? []) renewed.add(dependent);
  if (otherNames)
    for (const [name, found] of findings)
      if (found.some(({ finding }) => codeInfo(finding.code).dependsOnNames)) renewed.add(name);
  return renewed;
}

/** The difference between two versions of a pipeline. */
export interface PipelineChange {
  readonly changed: ReadonlySet<string>;
  readonly otherNames: boolean;
}
