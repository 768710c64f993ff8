/** `rules` of jobs, of included files and of the whole pipeline, which share their conditions. */
import { changes, exists } from './file-conditions.ts';
import { gateWhen, interruptible, mayFail, ruleWhen, startIn } from './flow.ts';
import { gitlab } from './links.ts';
import { ruleNeeds } from './needs.ts';
import { ANY_LEVELS, list, record, syntax } from './shape-builders.ts';
import type { Field, ForeignKey, KeyRule } from './shape.ts';
import { plainVariables } from './variables.ts';

const condition = {
  doc: 'Expression that has to be true, of variables, strings in quotes, regular expressions between slashes, `==`, `!=`, `=~`, `!~`, `&&`, `||` and brackets. A variable alone is true if it is set and not empty.',
  caveat: 'A string needs quotes inside the expression, and variables are written `$NAME`, never `${NAME}`.',
  shape: syntax('rules-if'),
  usual: true,
  default: { says: 'no condition' },
  nullable: true,
  example: 'if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH',
  because: 'an expression is a string',
  expands: ['gitlab'],
  sources: [gitlab('rulesif')],
  aka: ['condition', 'only_if'],
} as const satisfies Field;

const ruleAllowFailure = {
  ...mayFail,
  doc: 'Whether the pipeline goes on when the job fails or, being manual, is not started. Wins over the key of the job.',
  default: false,
  sources: [gitlab('rulesallow_failure')],
} as const satisfies Field;

const ruleVariables = {
  ...plainVariables,
  doc: 'Variables that the job gets when this rule is the first that matches. They win over those of the job.',
  forRunner: true,
} as const satisfies Field;

const ruleInterruptible = {
  ...interruptible,
  doc: 'Whether the job may be cancelled for a newer pipeline when this rule is the first that matches.',
  default: { says: 'the `interruptible` of the job' },
  status: { since: '16.10' },
  sources: [gitlab('rulesinterruptible')],
} as const satisfies Field;

/** A job or rule that is delayed must say how long, and no other may. */
export const delay = delayOf({});

/** In a rule, even `start_in` without a value is refused. */
function delayOf(more: { readonly bare?: true }): readonly KeyRule[] {
  return [
    {
      kind: 'onlyWhen',
      key: 'start_in',
      when: { key: 'when', values: ['delayed'] },
      ...more,
      severity: 'error',
      because: 'GitLab refuses it elsewhere',
    },
    {
      kind: 'needs',
      key: 'when',
      value: 'delayed',
      needs: 'start_in',
      filled: true,
      severity: 'error',
      because: 'GitLab has to know how long',
    },
  ];
}

/** Keys of a job that people try to use in its rules. */
const notInRules = [
  'script',
  'image',
  'stage',
  'tags',
  'environment',
  'only',
  'except',
  'extends',
  'hooks',
  'rules',
].map(name => ({ name, because: 'a rule cannot change this of the job', elsewhere: true })) as readonly ForeignKey[];

const conditions = { if: condition, changes, exists } as const;

const EMPTY_RULE = 'GitLab refuses a rule that says nothing';

const refusesEmpty = 'GitLab refuses an empty list of rules';

export const jobRules = {
  doc: 'Conditions that are tried in order when the pipeline is made: the first that matches decides whether the job is in it and how it runs. If none matches, the job is left out.',
  caveat:
    'Cannot be combined with `only` or `except`. Rules that match both a branch and its merge request start two pipelines, unless `workflow:rules` prevents it.',
  shape: list(
    record(
      {
        ...conditions,
        when: ruleWhen,
        allow_failure: ruleAllowFailure,
        variables: ruleVariables,
        needs: ruleNeeds,
        interruptible: ruleInterruptible,
        start_in: startIn,
      },
      { starter: ['if'], rules: delayOf({ bare: true }), foreign: notInRules, filled: EMPTY_RULE },
    ),
    { levels: 10, min: 1, because: refusesEmpty },
  ),
  usual: true,
  default: { says: 'the job is in every pipeline for branches and tags' },
  nullable: true,
  example: 'rules:\n  - if: $CI_COMMIT_TAG\n  - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH\n    when: manual',
  because: 'rules are a list of mappings, lists in it up to 10 levels deep',
  sources: [gitlab('rules')],
  aka: ['rule', 'conditions'],
} as const satisfies Field;

/** Rules of an entry of `include`. */
export const includeRules = {
  doc: 'Conditions that are tried in order: the first that matches decides whether the file is included. If none matches, it is not.',
  caveat: 'Only variables that are known before the pipeline is made can be used, none of this file.',
  shape: list(record({ ...conditions, when: gateWhen }, { starter: ['if'], foreign: notInRules, filled: EMPTY_RULE }), {
    levels: ANY_LEVELS,
    min: 1,
    because: refusesEmpty,
  }),
  default: { says: 'the file is always included' },
  nullable: true,
  example: 'rules:\n  - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH',
  because: 'rules are a list of mappings',
  sources: [gitlab('includerules')],
} as const satisfies Field;

/** For files of a child pipeline, GitLab also refuses lists inside the list. */
export const childIncludeRules = {
  ...includeRules,
  shape: { ...includeRules.shape, levels: 1 },
} as const satisfies Field;

const tolerated = {
  deprecated: 'It does nothing for a whole pipeline; GitLab only tolerates it.',
} as const;

/** Rules of a whole pipeline; `autoCancel` is the field that only they have. */
export function pipelineRules(autoCancel: Field) {
  return {
    doc: 'Conditions that are tried in order before a pipeline is made: the first that matches decides whether there is one. If none matches, there is none.',
    caveat: 'Applies to pipelines of every kind: a last rule `when: always` keeps those that no condition names.',
    shape: list(
      record(
        {
          ...conditions,
          when: gateWhen,
          variables: {
            ...plainVariables,
            doc: 'Variables of the whole pipeline when this rule is the first that matches. They win over those at the top level, not over those of jobs.',
            default: { says: 'the variables at the top level' },
            forRunner: true,
            sources: [gitlab('workflowrulesvariables')],
          },
          auto_cancel: autoCancel,
          allow_failure: { ...ruleAllowFailure, status: tolerated },
          start_in: { ...startIn, status: tolerated },
          needs: { ...ruleNeeds, status: tolerated },
        },
        { starter: ['if'], rules: delayOf({ bare: true }), foreign: notInRules, filled: EMPTY_RULE },
      ),
      // unlike rules of jobs
      { levels: ANY_LEVELS, min: 1, because: refusesEmpty },
    ),
    usual: true,
    default: { says: 'every push, tag and merge request makes a pipeline, if a job is for it' },
    nullable: true,
    example:
      'rules:\n  - if: $CI_PIPELINE_SOURCE == "merge_request_event"\n  - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH',
    because: 'rules are a list of mappings',
    sources: [gitlab('workflowrules')],
  } as const satisfies Field;
}
