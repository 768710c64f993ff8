/** Shows findings about a merged configuration in the open file. */
import { codeInfo } from '../../codes/codes.ts';
import type { Finding, Related } from '../../text/problem.ts';
import type { Place, TextBlock, Uri } from '../../text/span.ts';
import type { Step } from '../../yaml/value/value.ts';
import { isConditional, shownPath, waysBetween, type Scene } from './scene.ts';
import { sourceOf } from '../../yaml/edit/edit.ts';

/** A finding at the place where it is written or, better, where it can be fixed. */
export interface MergedFinding {
  readonly finding: Finding;
  /** The steps by which the cause reached the entry that is refused for it. */
  readonly via: readonly Step[];
  /** Other places for the finding, the best first. */
  readonly elsewhere?: readonly Place[];
}

/** Whether a finding says that something is missing, which is certain only if everything could be read. */
export function saysAbsence({ code }: Finding): boolean {
  return codeInfo(code).absence !== undefined;
}

/** The finding as the document shows it; `undefined` if the document has no part in it. */
export function shownIn(scene: Scene, uri: Uri, merged: MergedFinding): Finding | undefined {
  const { finding, via } = merged;
  if (isTemplateText(finding)) return undefined;
  if (scene.broken && (saysAbsence(finding) || isInBroken(finding))) return undefined;
  const isDoubtful =
    restsOnCondition(scene, merged) || (scene.project.rootless && codeInfo(finding.code).absence === 'pipeline');
  const capped: Finding = isDoubtful ? { ...finding, atMost: 'warning' } : finding;
  const own = [finding.at, ...(merged.elsewhere ?? [])].find(at => at.uri === uri);
  if (own === finding.at) return capped;
  if (codeInfo(finding.code).onlyWhereWritten) return undefined;
  if (own) {
    const related = [...(finding.related ?? []), written(finding)];
    return { ...withoutFixes(capped), at: own, writtenAt: finding.at, related };
  }
  const ways = waysBetween(scene, uri, finding.at.uri).map((at): Step => ({ rule: 'include', at }));
  const bringing = [...via, ...ways].find(({ at }) => at.uri === uri);
  return bringing && brought(scene, capped, bringing);
}

/** Also what is in a file that is always included may conflict only with something in a file that may not be. */
function restsOnCondition(scene: Scene, { finding: { at, related = [] }, via }: MergedFinding): boolean {
  return isConditional(scene, at, via) || related.some(one => scene.doubtful.has(one.at.uri));
}

function brought(scene: Scene, finding: Finding, { rule, at }: Step): Finding {
  const message = `${BROUGHT[rule](`\`${shownPath(scene, finding.at.uri)}\``)}: ${finding.message}`;
  const related = [written(finding), ...(finding.related ?? [])];
  return { ...withoutFixes(finding), message, at, writtenAt: finding.at, related };
}

/**
 * Only an include brings a file into this one; in all other steps, this file takes from one that may well include it.
 */
const BROUGHT: Readonly<Record<Step['rule'], (path: string) => string>> = {
  include: path => `In ${path}, included here`,
  input: path => `With the value that ${path} gives to this input`,
  extends: path => `Taken from ${path} by \`extends\``,
  reference: path => `Taken from ${path} by \`!reference\``,
  default: path => `Taken from \`default\` of ${path}`,
  anchor: path => `Taken from ${path} by an alias`,
  'merge-key': path => `Taken from ${path} by \`<<\``,
};

/**
 * Without a header that declares inputs, this is plain text, though surely not meant as such; GitLab always replaces
 * the values of a matrix.
 */
function isTemplateText({ at }: Finding): boolean {
  return /\$\[\[(?!\s*matrix\.)/.test(sourceOf(at));
}

function withoutFixes({ fixes: _, ...finding }: Finding): Finding {
  return finding;
}

function written({ at }: Finding): Related {
  return { at, message: 'It is written here.' };
}

/** What a broken text seems to contain is a consequence of the break. */
function isInBroken({ code, at, related = [] }: Finding): boolean {
  return code !== 'broken-include' && [at, ...related.map(one => one.at)].some(({ block }) => hasFlaws(block));
}

function hasFlaws(block: TextBlock): boolean {
  return 'flaws' in block && Array.isArray(block.flaws) && block.flaws.length > 0;
}
