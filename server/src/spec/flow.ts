/** Where and when a job runs, and what happens to the pipeline when it fails. */
import { gitlab } from './links.ts';
import { anyInteger, boolean, either, keyword, list, name, record, text, duration } from './shape-builders.ts';
import type { Field } from './shape.ts';

const WEEK = 7 * 24 * 3600;
/** The length that Rails gives to a month. */
const MONTH = 2_629_746;

const durationText = 'GitLab takes a duration as a string, as in `30 minutes`';

export const stage = {
  doc: 'Stage of the pipeline in which the job runs; all jobs of a stage run side by side, the next stage begins when they are done.',
  caveat: 'The stage must be listed in `stages`; `.pre` and `.post` are always there.',
  shape: name('stage', { filled: 'no stage has an empty name' }),
  usual: true,
  default: 'test',
  nullable: true,
  example: 'stage: build',
  because: 'the name of a stage is a string',
  sources: [gitlab('stage')],
} as const satisfies Field;

/** The older name of `stage`. */
export const type = {
  doc: 'What `stage` was called once: the stage of the pipeline in which the job runs.',
  caveat: 'GitLab refuses a job that still has it.',
  shape: stage.shape,
  default: 'test',
  nullable: true,
  example: 'type: build',
  status: { removed: 'GitLab no longer takes it.', instead: ['stage'] },
  because: stage.because,
  sources: stage.sources,
} as const satisfies Field;

/** When a job runs, without the words that only rules or only script jobs accept. */
const startWords = [
  { value: 'on_success', doc: 'When no job of an earlier stage has failed, those that are allowed to fail aside.' },
  { value: 'manual', doc: 'When a person starts it. Outside of rules the pipeline does not wait for it.' },
  { value: 'always', doc: 'Whatever the result of earlier stages.' },
  { value: 'on_failure', doc: 'When a job of an earlier stage has failed.' },
] as const;

const delayed = { value: 'delayed', doc: 'Some time after its turn, which `start_in` says.' } as const;

const never = { value: 'never', because: 'only rules can keep a job out of a pipeline' } as const;

/** Words for when a job starts, refused where its result is asked for. */
export const noResults = ['never', 'manual', 'delayed'].map(value => ({
  value,
  because: 'it is the result of the job that counts here, not when it starts',
}));

const because = 'GitLab takes these';

export const when = {
  doc: 'What has to be the case for the job to start once it is its turn.',
  caveat: 'A matching rule with a `when` of its own wins over this.',
  shape: keyword([...startWords, delayed], { because, refused: [never] }),
  default: 'on_success',
  nullable: true,
  example: 'when: manual',
  because: 'it is a word',
  sources: [gitlab('when')],
} as const satisfies Field;

/** A job that starts another pipeline cannot be delayed. */
export const triggerWhen = {
  ...when,
  shape: keyword(startWords, {
    because,
    refused: [never, { value: 'delayed', because: 'a job that starts another pipeline cannot be delayed' }],
  }),
} as const satisfies Field;

/** In rules, a job can also be kept out. */
export const ruleWhen = {
  doc: 'What becomes of the job when this rule is the first that matches.',
  caveat: 'A manual job of a rule holds the pipeline up until it is started, unless `allow_failure: true` is set, too.',
  shape: keyword(
    [
      startWords[0],
      { value: 'never', doc: 'The job is not in the pipeline.' },
      {
        value: 'manual',
        doc: 'When a person starts it. The pipeline waits for it unless `allow_failure: true` is set, too.',
      },
      startWords[2],
      startWords[3],
      delayed,
    ],
    { because },
  ),
  usual: true,
  default: { says: 'the `when` of the job, else `on_success`' },
  nullable: true,
  example: 'when: never',
  because: 'it is a word',
  sources: [gitlab('ruleswhen')],
} as const satisfies Field;

/** Whether a file is included or a pipeline is made. */
export const gateWhen = {
  doc: 'Whether the answer is yes or no when this rule is the first that matches.',
  caveat: 'Without any rule that matches, the answer is no.',
  shape: keyword(
    [
      { value: 'always', doc: 'Yes.' },
      { value: 'never', doc: 'No.' },
    ],
    {
      because,
      refused: ['on_success', 'on_failure', 'manual', 'delayed'].map(value => ({
        value,
        because: 'there is no job here that could wait',
      })),
    },
  ),
  usual: true,
  default: 'always',
  nullable: true,
  example: 'when: never',
  because: 'it is a word',
  sources: [gitlab('workflowrules')],
} as const satisfies Field;

export const startIn = {
  doc: 'How long the job waits once it is its turn, a week at most.',
  caveat: 'Works only with `when: delayed`, in the same place: with rules, both belong in the rule.',
  shape: duration({ atMost: WEEK, blank: true }),
  default: { says: 'nothing; a delayed job needs it' },
  nullable: true,
  example: 'start_in: 30 minutes',
  placeholder: '30 minutes',
  because: durationText,
  expands: [],
  sources: [gitlab('start_in')],
  aka: ['delay'],
} as const satisfies Field;

export const manualConfirmation = {
  doc: 'Question that a person has to confirm before the manual job starts.',
  caveat: 'Does nothing in a job that is not manual.',
  shape: text(),
  default: { says: 'no question is asked' },
  nullable: true,
  example: 'manual_confirmation: Really deploy to production?',
  status: { since: '17.1' },
  because: 'a question is a string',
  sources: [gitlab('manual_confirmation')],
} as const satisfies Field;

const exitCodes = anyInteger('an exit code is a whole number');

/** One exit code or several. */
export const codes = {
  shape: either({ scalar: [exitCodes], list: list(exitCodes), usual: 'scalar' }),
  nullable: true,
  because: 'exit codes are a whole number or a list of them',
} as const;

/** Yes or no, in trigger jobs and rules. */
export const mayFail = {
  doc: 'Whether the pipeline goes on, and counts as passed, when the job fails.',
  caveat: 'A job that may fail counts as passed for later jobs with `when: on_failure`, too.',
  shape: boolean(),
  default: { says: '`true` for manual jobs outside of rules, else `false`' },
  nullable: true,
  example: 'allow_failure: true',
  because: 'it is a yes or no here',
  sources: [gitlab('allow_failure')],
} as const satisfies Field;

export const allowFailure = {
  ...mayFail,
  shape: either({
    scalar: [boolean()],
    map: record(
      {
        exit_codes: {
          ...codes,
          doc: 'Exit codes with which the job may fail; with any other it fails the pipeline.',
          caveat: 'It is the exit code of the script that counts, and a failure of another kind never is allowed.',
          default: { says: 'no failure is allowed' },
          example: 'exit_codes: [137, 255]',
          sources: [gitlab('allow_failureexit_codes')],
          aka: ['exit_code'],
        },
      },
      { starter: ['exit_codes'] },
    ),
    usual: 'scalar',
  }),
  because: 'it is a yes or no, or a mapping with `exit_codes`',
  aka: ['continue-on-error', 'allowed_failure'],
} as const satisfies Field;

export const interruptible = {
  doc: 'Whether the job may be cancelled when a newer pipeline of the same branch makes it pointless.',
  caveat: 'By default a pipeline is cancelled only as long as no job without it has started.',
  shape: boolean(),
  default: false,
  nullable: true,
  example: 'interruptible: true',
  because: 'it is a yes or no',
  sources: [gitlab('interruptible')],
  aka: ['interruptable', 'cancelable'],
} as const satisfies Field;

export const timeout = {
  doc: 'Longest time that the job may take, as in `1h 30m`; then it fails.',
  caveat: 'Cannot be longer than the limit of the runner. In `default` it has no effect.',
  shape: duration({ atMost: MONTH }),
  default: { says: 'the setting of the project, one hour unless changed' },
  nullable: true,
  example: 'timeout: 30 minutes',
  placeholder: '30 minutes',
  because: durationText,
  expands: [],
  sources: [gitlab('timeout')],
  aka: ['timeout-minutes', 'time_limit'],
} as const satisfies Field;

export const resourceGroup = {
  doc: 'Jobs of one group, of all pipelines of the project, never run at the same time: the others wait.',
  caveat: 'In which order they go on is a setting that only the API can change.',
  shape: text({
    usual: [
      { value: 'production', doc: 'One deployment to production at a time.' },
      { value: '$CI_ENVIRONMENT_NAME', doc: 'One deployment at a time for each environment.', rare: true },
    ],
  }),
  default: { says: 'jobs do not wait for each other' },
  nullable: true,
  example: 'resource_group: production',
  because: 'the name of a group is a string',
  expands: ['gitlab'],
  sources: [gitlab('resource_group')],
  aka: ['concurrency', 'lock'],
} as const satisfies Field;

export const tags = {
  doc: 'Names that a runner must carry, all of them, to get the job.',
  caveat: 'Letter case counts. If no runner carries them all, the job waits until it counts as stuck.',
  shape: list(text(), { most: { count: 49, because: 'GitLab takes fewer than 50', severity: 'error' } }),
  default: { says: 'the tags of `default`; without any, runners that take untagged jobs' },
  nullable: true,
  example: 'tags:\n  - kubernetes',
  because: 'tags are a list of strings',
  expands: ['gitlab'],
  sources: [gitlab('tags')],
  aka: ['runs-on', 'runs_on', 'runner', 'runners'],
} as const satisfies Field;
