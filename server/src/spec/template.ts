/** What is allowed between `${{` and `}}`: contexts, and functions that change values. */
import type { Link } from './links.ts';

export interface TemplateWord {
  readonly doc: string;
  readonly caveat?: string;
  /** It contains values by name, one of which has to follow after a dot. */
  readonly holds?: true;
}

/** By who evaluates them: the names that an expression can begin with. */
export const templateContexts = {
  job: {
    'job.inputs': { doc: 'The inputs of the job, by name.', holds: true },
  },
  step: {
    env: { doc: 'Variables of the environment of the step, by name.', holds: true },
    inputs: { doc: 'Values that were given to the function, by name.', holds: true },
    vars: { doc: 'Variables of the job, by name.', holds: true },
    steps: { doc: 'Steps that have run before this one, by name; their results are below `outputs`.', holds: true },
    export_file: { doc: 'Path of the file to which the step writes variables for later steps.' },
    output_file: { doc: 'Path of the file to which the step writes its outputs.' },
    func_dir: { doc: 'Folder of the file that defines the function.' },
    work_dir: { doc: 'Folder in which the step runs.' },
  },
} as const satisfies Readonly<Record<'job' | 'step', Readonly<Record<string, TemplateWord>>>>;

export const templateFunctions = {
  str: { doc: 'The value as a string.', caveat: '`null` becomes `<null>`.' },
  num: { doc: 'The number that a string holds.', caveat: 'The job fails where the string is not a number.' },
  bool: { doc: 'Whether there is anything: `false`, `0`, `null` and what is empty are false.' },
} as const satisfies Readonly<Record<string, TemplateWord>>;

export const templateSource: Link = { label: 'GitLab', url: 'https://docs.gitlab.com/ci/functions/moa/' };
