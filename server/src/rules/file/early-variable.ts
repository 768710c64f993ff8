/**
 * Warns about predefined variables that do not exist yet while a pipeline is created, such as `$CI_JOB_ID` in rules.
 */
import type { Project } from '../../ci/project.ts';
import { parseCondition } from '../../expression/parse.ts';
import { partAt, written } from '../../readings/check/written.ts';
import { listIn, scalarsIn } from '../../readings/find.ts';
import { isKnownAt, type Moment } from '../../readings/variable-phase.ts';
import { REFERENCE } from '../../simulation/references.ts';
import { environment, environmentName } from '../../spec/environment.ts';
import { resourceGroup, tags } from '../../spec/flow.ts';
import { include } from '../../spec/include.ts';
import { except, only } from '../../spec/only-except.ts';
import { predefinedVariables, type Phase } from '../../spec/predefined.ts';
import { jobRules } from '../../spec/rules.ts';
import type { Shape } from '../../spec/shape.ts';
import { workflow } from '../../spec/workflow.ts';
import { cachedBy } from '../../text/cached.ts';
import { span, type Place, type Span } from '../../text/span.ts';
import type { SourceDocument } from '../../yaml/tree.ts';
import type { ScalarValue, Value } from '../../yaml/value/value.ts';
import { gathered } from '../engine/gathered.ts';
import { perBlock, type DocumentRule } from '../engine/rule.ts';
import { textOf, visitsIn, type Visit } from '../engine/visits.ts';

export const earlyVariable: DocumentRule = {
  codes: ['early-variable'],
  check({ project, blocks }, report) {
    for (const { name, moment, phase, at } of usesIn(blocks)) {
      if (isDeclared(name, project)) continue;
      report({
        code: 'early-variable',
        message: `\`$${name}\` is not set yet ${MOMENTS[moment]}, so it has no value here. GitLab sets it ${PHASES[phase]}.`,
        at,
      });
    }
  },
};

const MOMENTS: Readonly<Record<Moment, string>> = {
  include: 'when includes are read',
  workflow: 'when GitLab decides whether to create a pipeline',
  name: 'when GitLab names the pipeline',
  rules: 'when GitLab decides which jobs a pipeline has',
  creation: 'when GitLab creates the job',
  environment: 'when GitLab looks up the environment',
};

const PHASES: Readonly<Record<Phase, string>> = {
  early: 'before the pipeline is created',
  pipeline: 'while it creates the jobs of the pipeline',
  job: 'once a runner has the job',
};

interface Use {
  readonly name: string;
  readonly moment: Moment;
  readonly phase: Phase;
  readonly at: Place;
}

/** Names that only GitLab sets; others, such as `KUBECONFIG`, are also set in the settings of projects. */
const LATE = Object.entries(predefinedVariables).filter(
  ([name, { phase, settable }]) => phase !== 'early' && !settable && /^(?:CI|GITLAB_USER)_/.test(name),
);
const MENTION = new RegExp(`\\b(?:${LATE.map(([name]) => name).join('|')})\\b`);
const VARIABLES = new Map(LATE);

const usesIn = gathered(
  perBlock((context): readonly Use[] =>
    // most blocks mention none of them
    context.kind !== 'ignored' && MENTION.test(context.block.text) ? visitsIn(context).flatMap(usesAt) : [],
  ),
);

function usesAt(visit: Visit): readonly Use[] {
  const moment = momentOf(visit);
  if (!moment) return [];
  return textsOf(visit).flatMap(({ text, value, isCondition }) => {
    const from = written(text, value);
    return (isCondition ? parseCondition(text).variables : referencesIn(text)).flatMap(({ name, span: part }) => {
      const variable = VARIABLES.get(name);
      if (!variable || isKnownAt(moment, name, variable)) return [];
      return [{ name, moment, phase: variable.phase, at: partAt(part, from) ?? value.at }];
    });
  });
}

/** Nothing where jobs already exist, or where no variables are expanded. */
function momentOf({ field, within }: Visit): Moment | undefined {
  const [entry = field] = within;
  if (entry === include) return 'include';
  if (entry === workflow) return within.length > 1 ? 'workflow' : 'name';
  if (field === tags || field === resourceGroup) return 'creation';
  if (field === environment || field === environmentName) return 'environment';
  return within.some(one => one === jobRules || one === only || one === except) ? 'rules' : undefined;
}

interface Text {
  readonly text: string;
  readonly value: ScalarValue;
  readonly isCondition: boolean;
}

function textsOf({ field, member: { value } }: Visit): readonly Text[] {
  const isExpanded = field.expands?.includes('gitlab') === true;
  const textIn = (one: Value, shapes: readonly Shape[]): readonly Text[] => {
    const text = textOf(one);
    const isCondition = shapes.some(shape => shape.kind === 'syntax' && shape.of === 'rules-if');
    return one.kind === 'scalar' && text !== undefined && (isCondition || isExpanded)
      ? [{ text, value: one, isCondition }]
      : [];
  };
  if (value.kind !== 'list') return textIn(value, scalarsIn(field.shape));
  const item = listIn(field.shape)?.item;
  return value.items.flatMap(one => textIn(one, item ? scalarsIn(item) : []));
}

function referencesIn(text: string): readonly { readonly name: string; readonly span: Span }[] {
  return [...text.matchAll(REFERENCE)].flatMap(({ 0: all, 1: plain, 2: braced, 3: percent, index }) => {
    const name = plain ?? braced ?? percent;
    return name === undefined ? [] : [{ name, span: span(index, index + all.length) }];
  });
}

/** Whether a file of the pipeline gives it a value. */
function isDeclared(name: string, { documents }: Project): boolean {
  return [...documents.values()].some(document => declaredIn(document).has(name));
}

/** All of them in one pass, however many mentions ask. */
const declaredIn = cachedBy(
  ({ text }: SourceDocument): ReadonlySet<string> =>
    new Set(Array.from(text.matchAll(DECLARATION), ([, name]) => name ?? '')),
);

const DECLARATION = new RegExp(`(?:^|(?<=[\\s{,]))["']?(${LATE.map(([name]) => name).join('|')})["']?\\s*:`, 'gm');
