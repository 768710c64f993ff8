/** `only` and `except`. */
import { isDoubt, some, type Truth } from '../expression/truth.ts';
import { compile } from '../pattern/compile.ts';
import { patternLiteralIn } from '../pattern/literal.ts';
import { isNull, textOf } from '../ci/blank.ts';
import { member, type Value } from '../yaml/value/value.ts';
import { policyChangesHold } from './changes.ts';
import { sources } from './sources.ts';
import { conditionHolds, type RuleContext } from './rules.ts';
import type { Scenario } from './scenario.ts';

/** One part of `only` or `except` that decides about a job, or the default of `only` if it has no value. */
export interface PolicyPart {
  readonly of: 'only' | 'except';
  readonly name: string;
  readonly value: Value | undefined;
  /** Whether the part lets the job in. */
  readonly lets: Truth;
}

/** Every part, those that keep the job out first; all of them have to let it in. */
export function partsOf(job: Value, context: RuleContext, hasDefault: Truth): readonly PolicyPart[] {
  const only = given(member(job, 'only')?.value);
  const except = given(member(job, 'except')?.value);
  const parts = [...onlyParts(only, context, hasDefault), ...exceptParts(except, context)];
  return parts.toSorted((a, b) => rank(a.lets) - rank(b.lets));
}

function rank(lets: Truth): number {
  if (isDoubt(lets)) return 1;
  return lets ? 2 : 0;
}

function given(value: Value | undefined): Value | undefined {
  return value && isNull(value) ? undefined : value;
}

/**
 * Branches and tags, if that is the default. If it may not be, what it lets in is certain, and what it keeps out is
 * not.
 */
function usualPart(isUsual: Truth, { scenario }: RuleContext): readonly PolicyPart[] {
  if (isUsual === false) return [];
  const holds = some(['branches', 'tags'].map(ref => refHolds(ref, scenario)));
  const lets = isUsual === true || holds === true ? holds : isUsual;
  return [{ of: 'only', name: 'refs', value: undefined, lets }];
}

/** `only` keeps its default refs if it has other parts but no refs. */
function onlyParts(only: Value | undefined, context: RuleContext, hasDefault: Truth): readonly PolicyPart[] {
  const written = only ? partsIn(only) : [];
  const isUsual = only ? only.kind === 'map' && !written.some(([name]) => name === 'refs') : hasDefault;
  const usual = usualPart(isUsual, context);
  return [
    ...usual,
    ...written.map(([name, value]): PolicyPart => ({ of: 'only', name, value, lets: partHolds(name, value, context) })),
  ];
}

function exceptParts(except: Value | undefined, context: RuleContext): readonly PolicyPart[] {
  return (except ? partsIn(except) : []).map(([name, value]) => ({
    of: 'except',
    name,
    value,
    lets: not(partHolds(name, value, context)),
  }));
}

function not(truth: Truth): Truth {
  return isDoubt(truth) ? truth : !truth;
}

function partsIn(policy: Value): readonly (readonly [name: string, value: Value])[] {
  if (policy.kind === 'map') return [...policy.members].map(([name, { value }]) => [name, value]);
  return [['refs', policy]];
}

/** It is enough if one item matches. */
function partHolds(name: string, value: Value, context: RuleContext): Truth {
  if (name === 'kubernetes') return clusterHolds(context.scenario);
  if (name === 'changes') return policyChangesHold(value, context.scenario);
  const items = flat(value);
  if (name === 'variables') return some(items.map(item => conditionHolds(item, context.scope)));
  return name !== 'refs' || some(items.map(item => refItemHolds(item, context.scenario)));
}

function flat(value: Value): readonly Value[] {
  return value.kind === 'list' ? value.items.flatMap(flat) : [value];
}

function clusterHolds({ hasCluster }: Scenario): Truth {
  return hasCluster ?? { on: ['whether the project has a Kubernetes cluster'] };
}

function refItemHolds(item: Value, scenario: Scenario): Truth {
  if (item.kind === 'unknown') return { on: ['a ref that was not read'] };
  const text = textOf(item);
  return text !== undefined && refHolds(text, scenario);
}

/** A keyword, a name or a pattern; after `@`, the project to which it is limited. */
export function refHolds(text: string, scenario: Scenario): Truth {
  const at = text.indexOf('@');
  const holds = patternHolds(at < 0 ? text : text.slice(0, at), scenario);
  if (at < 0 || holds === false) return holds;
  if (scenario.project === undefined) return { on: ['$CI_PROJECT_PATH'] };
  return scenario.project === text.slice(at + 1) && holds;
}

function patternHolds(text: string, { refType, ref, refIsNot, source }: Scenario): Truth {
  if (refType === 'tag' && text === 'tags') return true;
  if (refType === 'branch' && text === 'branches') return true;
  if (isSource(text, source)) return true;
  if (refType === 'merge_request') return false;
  const pattern = patternLiteralIn(text);
  if (refIsNot && !pattern && (KEYWORDS.has(text) || refIsNot.includes(text))) return false;
  if (refIsNot) return { on: ['$CI_COMMIT_REF_NAME'] };
  const compiled = pattern && compile(pattern.source, pattern.flags);
  if (compiled?.kind === 'unknown') return { on: [`the pattern ${text}`] };
  return compiled?.kind === 'pattern' ? compiled.matches(ref) : text === ref;
}

/** Whether the word means pipelines of that source. */
function isSource(text: string, source: string): boolean {
  return wordsFor(source).includes(text);
}

function wordsFor(source: string): readonly string[] {
  const name = source.replace(/_event$/, '');
  return [name, plural(name)];
}

/** The names of branches and tags among the refs of `only` and `except`, without patterns and keywords. */
export function refNamesIn(job: Value): readonly string[] {
  const refs = ['only', 'except'].flatMap(key => {
    const policy = given(member(job, key)?.value);
    return policy ? partsIn(policy).flatMap(([name, value]) => (name === 'refs' ? flat(value) : [])) : [];
  });
  const names = refs.flatMap(item => textOf(item)?.replace(/@.*$/s, '') ?? []);
  return [...new Set(names)].filter(name => !patternLiteralIn(name) && !KEYWORDS.has(name));
}

/** A branch may have such a name, but nobody means it. */
const KEYWORDS: ReadonlySet<string> = new Set(['branches', 'tags', ...sources.flatMap(wordsFor)]);

/** The plural as Rails forms it. */
function plural(name: string): string {
  if (/[^aeiou]y$/.test(name)) return name.replace(/y$/, 'ies');
  return /(?:x|ch|ss|sh)$/.test(name) ? `${name}es` : `${name}s`;
}
