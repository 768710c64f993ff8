/** The problems of a file: syntax, shape and rules, each with the severity that the settings give it. */
import type { Inheritance } from '../ci/merge.ts';
import { TODAY } from '../ci/pipeline.ts';
import type { Project } from '../ci/project.ts';
import { USUAL_GRACE } from '../picture/stop/stop.ts';
import { isOlder, NEWEST } from '../readings/version.ts';
import { BLOCK_RULES, DOCUMENT_RULES, MERGED_RULES } from '../rules/all.ts';
import { codeInfo } from '../codes/codes.ts';
import type { CommentsOn } from '../shell/comments.ts';
import {
  contextIn,
  contextOf,
  nameOf,
  perBlock,
  type BlockContext,
  type DocumentContext,
  type DocumentRule,
  type Enough,
} from '../rules/engine/rule.ts';
import { blocksWith } from '../rules/engine/gathered.ts';
import { withOverridden } from '../rules/merged/overridden.ts';
import { syntaxFindings } from '../rules/file/syntax.ts';
import { failed, guarded } from '../text/failure.ts';
import { guardedFix } from '../text/fix.ts';
import { addTo } from '../text/grouped.ts';
import { isHeavier, isSeverity, type Finding, type Problem, type Severity } from '../text/problem.ts';
import type { TextBlock } from '../text/span.ts';
import { finished, type Work } from '../text/work.ts';
import { startOf } from '../yaml/document/document.ts';
import type { SourceDocument } from '../yaml/tree.ts';
import { shellcheckFindings } from './shellcheck.ts';
import { notSuppressed } from './suppression.ts';

export interface DiagnosticOptions {
  /** Severity by code, where it differs from the default; an unknown code or severity is ignored. */
  readonly rules?: Readonly<Record<string, Severity | 'off'>>;
  /** The GitLab that will read the file, such as `18.11`; by default the newest that the table knows. */
  readonly gitlabVersion?: string;
  /** How the hooks of a job and of `default` are merged; by default as GitLab does it today. */
  readonly inheritance?: Inheritance;
  /** The grace period of pods in seconds; that of Kubernetes unless said. */
  readonly gracePeriod?: number;
  /** Tags of runners that do not use Kubernetes. */
  readonly otherTags?: readonly string[];
  /** What shellcheck says about scripts, if a person wants to know. */
  readonly commentsOn?: CommentsOn;
}

/**
 * The problems of a document in the order of the text, each once. With `enough`, those of the merged pipeline may be
 * from an earlier version.
 */
export function diagnose(
  project: Project,
  document: SourceDocument,
  options: DiagnosticOptions,
  enough?: Enough,
): readonly Problem[] {
  return finished(diagnosing(project, document, options, enough));
}

/** The same with pauses after each rule about the file and each entry with problems, of which there may be very many. */
export function* diagnosing(
  project: Project,
  document: SourceDocument,
  options: DiagnosticOptions,
  enough?: Enough,
): Work<readonly Problem[]> {
  const context = { ...contextOf(project, document), ...(enough && { enough }) };
  const more = yield* findingsBy(DOCUMENT_RULES, context);
  const merged = yield* findingsBy([...MERGED_RULES, ...linterOf(options)], context);
  const explained = explainedBy(more, options);
  const problems: Problem[] = [];
  for (const block of toldOf(context, more, merged)) {
    yield;
    const added = more.get(block.block);
    if (explained.has(block.block)) {
      problems.push(...judge((added ?? []).filter(isExplanation), options));
      continue;
    }
    const late = merged.get(block.block);
    const alone = findingsOf(block);
    const findings = withOverridden(project, block, alone);
    const own =
      added || findings !== alone ? judge([...findings, ...(added ?? [])], options) : problemsIn(block, options);
    const found = late ? inOrder(withMerged(own, judge(late, options))) : own;
    for (const problem of found) problems.push(problem);
  }
  return notSuppressed(document, problems);
}

/** How far a document has been judged: `begun`, its own `blocks`, or `all`, including the merged pipeline. */
export type Progress = 'begun' | 'blocks' | 'all';

/** Blocks whose own findings are known, and groups of such blocks. */
const looked = new WeakSet<BlockContext | readonly BlockContext[]>();

/** Does as much of the work of `diagnose` as there is time for. */
export function judgeAhead(project: Project, document: SourceDocument, enough: Enough): Progress {
  const context = contextOf(project, document);
  for (const group of context.blocks.groups) {
    if (looked.has(group)) continue;
    for (const block of group) {
      if (looked.has(block)) continue;
      if (enough()) return 'begun';
      findingsOf(block);
      looked.add(block);
    }
    looked.add(group);
  }
  const isDone = MERGED_RULES.every(rule => guarded(nameOf(rule), true, () => rule.ahead?.(context, enough) ?? true));
  return isDone ? 'all' : 'blocks';
}

/** Does the part of the work of `diagnose` that finds the problems of these entries themselves. */
export function judgeNear(project: Project, document: SourceDocument, names: readonly string[]): void {
  const context = contextOf(project, document);
  for (const rule of MERGED_RULES) guarded(nameOf(rule), undefined, () => rule.near?.(context, names));
}

/** Blocks with findings of their own or of the merged pipeline; there is nothing to report about all others. */
function toldOf(
  context: DocumentContext,
  ...others: readonly ReadonlyMap<TextBlock, unknown>[]
): readonly BlockContext[] {
  const own = withFindings(context.blocks);
  if (others.every(({ size }) => size === 0)) return own;
  const all = new Map<TextBlock, BlockContext>(own.map(one => [one.block, one]));
  for (const found of others)
    for (const block of found.keys()) {
      const one = all.get(block) ?? contextIn(context, block);
      if (one) all.set(block, one);
    }
  const placed = Array.from(all.values(), one => ({ one, start: startOf(context.document, one.block) ?? 0 }));
  return placed.sort((a, b) => a.start - b.start).map(({ one }) => one);
}

/** The blocks of which one problem says all there is to say. */
function explainedBy(
  findings: ReadonlyMap<TextBlock, readonly Finding[]>,
  options: DiagnosticOptions,
): ReadonlySet<TextBlock> {
  const told = [...findings.values()].flatMap(list => list.filter(isExplanation));
  return new Set(told.flatMap(finding => (withSeverity(finding, options).length > 0 ? (finding.explains ?? []) : [])));
}

function isExplanation({ explains }: Finding): boolean {
  return explains !== undefined;
}

/** Another program as a rule. */
function linterOf({ commentsOn }: DiagnosticOptions): readonly DocumentRule[] {
  if (!commentsOn) return [];
  const check: DocumentRule['check'] = ({ project, document }, report) =>
    shellcheckFindings(project, document, commentsOn).forEach(report);
  return [{ codes: ['shellcheck'], check }];
}

/** The findings that need more than a block, by the block they are in. */
function* findingsBy(
  rules: readonly DocumentRule[],
  context: DocumentContext,
): Work<ReadonlyMap<TextBlock, readonly Finding[]>> {
  const byBlock = new Map<TextBlock, Finding[]>();
  const report = (finding: Finding): void => {
    addTo(byBlock, finding.at.block, finding);
  };
  for (const rule of rules) {
    guarded(nameOf(rule), undefined, () => rule.check(context, report));
    yield;
  }
  return byBlock;
}

interface BlockProblems extends DiagnosticOptions {
  readonly problems: readonly Problem[];
}

const judged = new WeakMap<BlockContext, BlockProblems>();

/** The problems of a block alone, computed again only if the settings change. */
function problemsIn(context: BlockContext, options: DiagnosticOptions): readonly Problem[] {
  const cached = judged.get(context);
  if (cached && isSame(cached, options)) return cached.problems;
  const problems = judge(findingsOf(context), options);
  judged.set(context, { ...options, problems });
  return problems;
}

const DECIDING = ['rules', 'gitlabVersion', 'inheritance', 'gracePeriod', 'otherTags'] as const;

/** Whether both find the same problems, but for what another program says. */
export function isSame(one: DiagnosticOptions, other: DiagnosticOptions): boolean {
  return DECIDING.every(option => one[option] === other[option]);
}

/** The findings of a block alone; cached as long as the block stays. */
const findingsOf = perBlock((context): readonly Finding[] => {
  const findings: Finding[] = [...guarded('yaml-syntax', [], () => syntaxFindings(context))];
  // what a block with syntax errors seems to contain is a consequence of the errors
  const report = (finding: Finding): number => findings.push(finding);
  if (findings.length === 0)
    for (const rule of BLOCK_RULES)
      try {
        rule.check(context, report);
      } catch (error) {
        failed(nameOf(rule), error);
      }
  return findings;
});

const withFindings = blocksWith(context => findingsOf(context).length > 0);

function withSeverity(
  { atMost, versions, beyondTable, inheritance, takes = Infinity, otherTag, explains: _, ...told }: Finding,
  options: DiagnosticOptions,
): Problem[] {
  const { gitlabVersion = NEWEST } = options;
  if (versions && !isWithin(gitlabVersion, versions)) return [];
  const finding = beyondTable && isOlder(NEWEST, gitlabVersion) ? { ...told, ...beyondTable } : told;
  if (inheritance && inheritance !== (options.inheritance ?? TODAY.inheritance)) return [];
  if (takes <= (options.gracePeriod ?? USUAL_GRACE)) return [];
  if (otherTag !== undefined && !options.otherTags?.includes(otherTag)) return [];
  const wanted = chosen(finding.code, options) ?? finding.severity ?? codeInfo(finding.code).severity;
  if (wanted === 'off') return [];
  const severity = atMost && isHeavier(wanted, atMost) ? atMost : wanted;
  const fixes = finding.fixes?.map(one => guardedFix(finding.code, one));
  return [{ ...finding, severity, ...(fixes && { fixes }) }];
}

function isWithin(gitlab: string, { from, until }: NonNullable<Finding['versions']>): boolean {
  return (from === undefined || !isOlder(gitlab, from)) && (until === undefined || isOlder(gitlab, until));
}

function chosen(code: string, { rules }: DiagnosticOptions): Severity | 'off' | undefined {
  const setting = rules && Object.hasOwn(rules, code) ? rules[code] : undefined;
  return setting === 'off' || isSeverity(setting) ? setting : undefined;
}

/** Findings of one block with their severities, in order and each once. */
export function judge(findings: readonly Finding[], options: DiagnosticOptions): readonly Problem[] {
  if (findings.length === 0) return NONE;
  const seen = new Set<string>();
  const problems = findings
    .flatMap(finding => withSeverity(finding, options))
    .filter(({ code, message, at: { span } }) => {
      const id = `${span.start} ${span.end} ${code} ${message}`;
      return !seen.has(id) && seen.add(id);
    });
  return inOrder(problems);
}

function inOrder(problems: readonly Problem[]): readonly Problem[] {
  return problems.toSorted(
    (a, b) => a.at.span.start - b.at.span.start || a.at.span.end - b.at.span.end || compare(a.code, b.code),
  );
}

/**
 * The merged pipeline finds again what its parts show: it turns a warning in a template into an error, and knows which
 * fixes work.
 */
function withMerged(own: readonly Problem[], merged: readonly Problem[]): readonly Problem[] {
  if (merged.length === 0) return own;
  const found = new Map(merged.toReversed().map(late => [spotOf(late), late]));
  const kept = own.flatMap(known => {
    // the warning about the key says enough about what is below it, and its fixes fix that, too
    if (known.overwritten && found.has(spotOf({ code: 'overwritten-key', at: known.overwritten }))) return [];
    const late = found.get(spotOf(known));
    if (!late) return [known];
    if (isHeavier(late.severity, known.severity)) return [];
    return [late.fixes ? { ...known, fixes: late.fixes } : known];
  });
  const told = new Set(kept.map(spotOf));
  return [...kept, ...merged.filter(late => !told.has(spotOf(late)) && !kept.some(known => isCause(known, late)))];
}

/** Code and place as one text: a block may have many thousand problems. */
function spotOf({ code, at: { span } }: Pick<Problem, 'code' | 'at'>): string {
  return `${code} ${span.start} ${span.end}`;
}

function isCause(known: Problem, late: Problem): boolean {
  const { yieldsTo } = codeInfo(late.code);
  if (yieldsTo === 'lone-header') return known.code === yieldsTo && known.at.span.start === late.at.span.start;
  if (yieldsTo !== 'table' || known.severity !== 'error') return false;
  return late.at.span.start <= known.at.span.start && known.at.span.end <= late.at.span.end;
}

const NONE: readonly Problem[] = [];

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
