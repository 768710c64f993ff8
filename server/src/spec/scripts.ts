/** The commands of a job: shell lines before, in and after its script, or steps instead of them. */
import { gitlab } from './links.ts';
import { stepSource } from './step-sources.ts';
import { anything, either, list, map, record, scalar, text } from './shape-builders.ts';
import type { Field } from './shape.ts';

const lines = 'GitLab takes a string or a list of strings, lists in it up to 10 levels deep';

const notBlank = {
  source: '[\\s\\S]*\\S[\\s\\S]*',
  says: 'more than white space',
  because: 'GitLab refuses a job whose script is empty',
  severity: 'error',
} as const;

export const script = {
  doc: 'The work of the job: lines that a shell on the runner executes one after another in the checked-out repository. The job fails with the first line that ends with an exit code other than 0.',
  caveat:
    'Quote a line with a colon and a space in it, or one that begins with a sign such as `{`, `*`, `&`, `!` or `%`: YAML makes something else of it.',
  notes: [
    'A block after `- |` holds several lines; they count as one entry, and only the exit code of its last line counts unless the shell was told to stop at errors.',
    'Lists in the list are flattened, which lets `!reference` bring in lines from elsewhere.',
  ],
  shape: either({
    scalar: [text({ pattern: notBlank })],
    list: list(text(), { levels: 10, min: 1, because: 'GitLab refuses a job whose script is empty' }),
    usual: 'list',
  }),
  usual: true,
  default: { says: 'nothing; a job needs `script`, `run` or `trigger`' },
  example: 'script:\n  - make\n  - make test',
  because: lines,
  expands: ['shell'],
  evaluates: 'job',
  sources: [gitlab('script')],
  aka: ['scripts', 'commands', 'command', 'cmd'],
} as const satisfies Field;

export const beforeScript = {
  doc: 'Lines that run ahead of `script` in the same shell, after artifacts and caches have been fetched. What they export is there in `script`.',
  caveat: 'Replaces the `before_script` of `default` as a whole; the two are not joined.',
  shape: either({ scalar: [text()], list: list(text(), { levels: 10 }), usual: 'list' }),
  default: { says: 'the lines of `default`, if there are any' },
  nullable: true,
  example: 'before_script:\n  - npm ci',
  because: lines,
  expands: ['shell'],
  evaluates: 'job',
  sources: [gitlab('before_script')],
  aka: ['pre_script', 'setup', 'before_install'],
} as const satisfies Field;

export const afterScript = {
  doc: 'Lines that run when `script` is over, also when it failed or, since GitLab 17.0, when the job was cancelled. They have 5 minutes unless `RUNNER_AFTER_SCRIPT_TIMEOUT` says otherwise.',
  caveat:
    'Runs in a new shell, so nothing exported before is there, and its exit code does not change the result of the job.',
  notes: ['Files that it writes are still part of artifacts and caches, which are uploaded afterwards.'],
  shape: either({ scalar: [text()], list: list(text(), { levels: 10 }), usual: 'list' }),
  default: { says: 'the lines of `default`, if there are any' },
  nullable: true,
  example: 'after_script:\n  - ./cleanup.sh',
  because: lines,
  expands: ['shell'],
  evaluates: 'job',
  sources: [gitlab('after_script')],
  aka: ['post_script', 'teardown'],
} as const satisfies Field;

const stepName = {
  doc: 'How later steps refer to the outputs of this one, and how the log calls it.',
  caveat: 'Letters, digits and underscores only, and no digit in front.',
  shape: text(),
  required: true,
  example: 'name: build',
  because: 'a name is a string',
  sources: [gitlab('run')],
} as const satisfies Field;

const stepScript = {
  doc: 'Shell lines of this step. Stands in place of a reference to a step that is kept elsewhere.',
  caveat: 'One string; write several lines as a block after `|`.',
  shape: either({ scalar: [text()], list: list(text()), usual: 'scalar' }),
  default: { says: 'nothing; a step has `script`, `step` or `func`' },
  example: 'script: make',
  because: 'a script is a string or a list of strings',
  sources: [gitlab('run')],
} as const satisfies Field;

const stepReference = {
  doc: 'A step that is kept in a repository or a folder, with its version after `@`.',
  caveat: 'A short form exists for `git` repositories only; a local folder begins with `./`.',
  shape: either({ scalar: [text()], map: stepSource, usual: 'scalar' }),
  default: { says: 'nothing; a step has `script`, `step` or `func`' },
  example: 'step: gitlab.com/components/echo@v1.0.0',
  because: 'a reference is a string, or a mapping of its parts',
  sources: [gitlab('run')],
} as const satisfies Field;

const stepFunction = {
  ...stepReference,
  doc: 'The newer name of `step`: a function that is kept in a repository or a folder.',
  example: 'func: gitlab.com/components/echo@v1.0.0',
} as const satisfies Field;

const step = record(
  {
    name: stepName,
    script: stepScript,
    step: stepReference,
    func: stepFunction,
    env: {
      doc: 'Variables that only this step sees in its environment.',
      caveat: 'They hide variables of the same name that the job has.',
      shape: map(text(), scalar),
      default: { says: 'the variables of the job only' },
      nullable: true,
      example: 'env:\n  LEVEL: debug',
      because: 'variables are a mapping of names to values',
      sources: [gitlab('run')],
    },
    inputs: {
      doc: 'Values for the inputs that the referenced step declares.',
      caveat: 'A step of `script` lines has no inputs.',
      shape: map(text(), anything),
      default: { says: 'the defaults that the step declares' },
      nullable: true,
      example: 'inputs:\n  message: hello',
      because: 'inputs are a mapping of names to values',
      sources: [gitlab('run')],
    },
  },
  {
    starter: ['script'],
    rules: [
      {
        kind: 'exactlyOne',
        keys: ['script', 'step', 'func'],
        severity: 'error',
        becauseNone: 'a step without them has nothing to do',
        becauseMany: 'a step is either lines of a shell or a reference',
      },
    ],
  },
);

export const run = {
  doc: 'Steps that the job executes in place of `script`, each with a name and either shell lines or a reference to a step kept elsewhere.',
  caveat:
    'An experiment of GitLab: it may change at any time, and cannot be combined with `script`, `before_script` or `after_script`.',
  shape: list(step),
  default: { says: 'nothing; a job needs `script`, `run` or `trigger`' },
  example: 'run:\n  - name: hello\n    script: echo hello',
  status: { since: '17.3' },
  because: 'steps are a list of mappings',
  evaluates: 'step',
  sources: [gitlab('run')],
} as const satisfies Field;
