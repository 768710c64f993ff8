/** Findings by the name of the entry that they are about, and what they rest on, from one version of a pipeline to the next. */
import { codeInfo } from '../../codes/codes.ts';
import type { MergedFinding } from './reported.ts';

export interface Ledger {
  /** Of entries that have any. */
  readonly findings: Map<string, readonly MergedFinding[]>;
  /** By the name of an entry, the entries whose findings rest on it. */
  readonly dependents: Map<string, Set<string>>;
}

export function newLedger(): Ledger {
  return { findings: new Map(), dependents: new Map() };
}

/** Puts what was found for an entry in place of what was known. */
export function enter(ledger: Ledger, name: string, found: readonly MergedFinding[], reads: Iterable<string>): void {
  const { findings, dependents } = ledger;
  if (found.length > 0) findings.set(name, found);
  else findings.delete(name);
  for (const read of reads) {
    const known = dependents.get(read) ?? new Set();
    dependents.set(read, known.add(name));
  }
}

/** The names that changed and all that rests on them; where names came or went, also entries with findings that speak of names. */
export function namesToRenew(
  { findings, dependents }: Ledger,
  { changed, otherNames }: PipelineChange,
): ReadonlySet<string> {
  const all = new Set(changed);
  for (const name of changed) for (const dependent of dependents.get(name) ?? []) all.add(dependent);
  if (otherNames)
    for (const [name, found] of findings)
      if (found.some(({ finding }) => codeInfo(finding.code).dependsOnNames)) all.add(name);
  return all;
}

/** What is different between two versions of a pipeline. */
export interface PipelineChange {
  readonly changed: ReadonlySet<string>;
  readonly otherNames: boolean;
}
