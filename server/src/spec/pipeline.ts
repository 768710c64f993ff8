/** The root of a configuration and of its header, and the names that tell the kinds of entries apart. */
import { defaults, globalForms, hiddenJob, job, triggerJob } from './job.ts';
import { gitlab } from './links.ts';
import { anything, record, ref, type Field } from './shape.ts';

function loose(doc: string, anchor: string, example: string): Field {
  return { doc, shape: anything, example, sources: [gitlab(anchor)] };
}

const workflow = {
  ...loose(
    'Whether a pipeline is created at all, its name, and what happens to it on failure.',
    'workflow',
    'workflow:\n  name: Nightly',
  ),
  shape: record({}, { open: true }),
} as const satisfies Field;

/** The content of a file: keywords and, under every other name, jobs. */
export const pipeline = {
  doc: 'A GitLab CI/CD configuration: jobs by name, and keywords for all of them.',
  shape: record(
    {
      include: loose(
        'Other files whose content is merged in, below that of this file.',
        'include',
        'include:\n  - local: ci/build.yml',
      ),
      stages: loose(
        'Stages in their order; the jobs of one stage run at the same time.',
        'stages',
        'stages: [build, test]',
      ),
      workflow,
      default: defaults,
      variables: loose(
        'Values that scripts and many keywords of every job use as `$NAME`.',
        'default-variables',
        'variables:\n  DEPTH: "10"',
      ),
      ...globalForms,
    },
    { others: ref('entry') },
  ),
  example: 'test:\n  script: make test',
  sources: [gitlab('')],
} as const satisfies Field;

/** The document in front of the content that declares inputs. */
export const header = {
  doc: 'The header of a configuration: what it takes as input, for components and includes.',
  shape: record(
    {
      spec: loose(
        'Inputs that the rest of the file uses as `$[[ inputs.NAME ]]`.',
        'spec',
        'spec:\n  inputs:\n    level:\n      default: info',
      ),
    },
    { open: true },
  ),
  example: 'spec:\n  inputs:\n    level:\n      default: info',
  sources: [gitlab('header-keywords')],
} as const satisfies Field;

/** What an entry of the root can be beside a keyword of the root. */
export const entries = { job, triggerJob, hiddenJob, default: defaults, workflow } as const satisfies Record<
  string,
  Field
>;

export type EntryKind = keyof typeof entries;

/** Names that GitLab never takes for a job; `default` and `workflow` are not among them. */
export const reservedNames = [
  'include',
  'before_script',
  'image',
  'services',
  'after_script',
  'variables',
  'stages',
  'cache',
] as const;

/** A root mapping with one of these keys, even an empty one, is a job whatever its name, reserved names aside. */
export const jobMarks = ['script', 'run', 'trigger', 'needs'] as const;
