/** What is wrong with a file: syntax, shape and rules, each with the severity that settings give it. */
import type { Project } from '../ci/project.ts';
import { BLOCK_RULES, DOCUMENT_RULES } from '../rules/all.ts';
import { codeInfo } from '../rules/codes.ts';
import { contextOf, type BlockContext } from '../rules/rule.ts';
import { syntaxFindings } from '../rules/syntax.ts';
import type { Finding, Problem, Severity } from '../text/problem.ts';
import { locate } from '../yaml/document.ts';
import type { SourceDocument } from '../yaml/tree.ts';
import { isSuppressed } from './suppression.ts';

export interface DiagnosticOptions {
  /** Severity by code, where it differs from the default; an unknown code or severity is ignored. */
  readonly rules?: Readonly<Record<string, Severity | 'off'>>;
}

/** The problems of a document in the order of the text; the same finding appears once. */
export function diagnose(project: Project, document: SourceDocument, options: DiagnosticOptions): readonly Problem[] {
  const context = contextOf(project, document);
  const findings = context.blocks.flatMap(findingsOf);
  for (const rule of DOCUMENT_RULES) rule.check(context, finding => findings.push(finding));
  const problems = findings.flatMap(finding => withSeverity(finding, options));
  return inOrder(
    document,
    problems.filter(problem => !isSuppressed(document, problem)),
  );
}

const kept = new WeakMap<BlockContext, readonly Finding[]>();

/** What a block alone tells; kept as long as the block stays. */
function findingsOf(context: BlockContext): readonly Finding[] {
  const known = kept.get(context);
  if (known) return known;
  const findings: Finding[] = [...syntaxFindings(context)];
  // What a broken text seems to hold is a consequence of the break.
  if (findings.length === 0) for (const rule of BLOCK_RULES) rule.check(context, finding => findings.push(finding));
  kept.set(context, findings);
  return findings;
}

const RANK: Readonly<Record<Severity, number>> = { hint: 0, information: 1, warning: 2, error: 3 };

function withSeverity({ atMost, ...finding }: Finding, options: DiagnosticOptions): Problem[] {
  const wanted = chosen(finding.code, options) ?? finding.severity ?? codeInfo(finding.code)?.severity ?? 'error';
  if (wanted === 'off') return [];
  const severity = atMost && RANK[atMost] < RANK[wanted] ? atMost : wanted;
  return [{ ...finding, severity }];
}

function chosen(code: string, { rules }: DiagnosticOptions): Severity | 'off' | undefined {
  const setting = rules && Object.hasOwn(rules, code) ? rules[code] : undefined;
  return setting === 'off' || (setting !== undefined && Object.hasOwn(RANK, setting)) ? setting : undefined;
}

function inOrder(document: SourceDocument, problems: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>();
  return problems
    .flatMap(problem => {
      const at = locate(document, problem.at);
      const id = at && `${at.start} ${at.end} ${problem.code} ${problem.message}`;
      if (!id || seen.has(id)) return [];
      seen.add(id);
      return [{ problem, at }];
    })
    .sort((a, b) => a.at.start - b.at.start || a.at.end - b.at.end || compare(a.problem.code, b.problem.code))
    .map(({ problem }) => problem);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
