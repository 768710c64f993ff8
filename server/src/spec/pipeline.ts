/** The root of a configuration and of its header, and the names that distinguish the kinds of entries. */
import { include } from './include.ts';
import { spec } from './header.ts';
import { defaults, globalForms, hiddenJob, job, triggerJob } from './job.ts';
import { gitlab } from './links.ts';
import { list, name, record, ref } from './shape-builders.ts';
import type { Field } from './shape.ts';
import { pipelineVariables } from './variables.ts';
import { workflow } from './workflow.ts';

/** The stages of a pipeline that defines none. */
export const usualStages = ['build', 'test', 'deploy'] as const;

/** Stages that every pipeline has: one before all others, one after them. */
export const outerStages = ['.pre', '.post'] as const;

/** Stages of pipeline execution policies, before and after all others; a project's own jobs cannot be in them. */
export const policyStages = ['.pipeline-policy-pre', '.pipeline-policy-post'] as const;

const stages = {
  doc: 'Stages in their order: the jobs of one run side by side, those of the next begin when they are done. `.pre` and `.post` are always first and last.',
  caveat: 'A list in an included file is replaced as a whole, not joined.',
  shape: list(name('stage'), {
    levels: 10,
    min: 1,
    severity: 'warning',
    because: 'without stages there is none for any job',
  }),
  usual: true,
  default: { says: '`build`, `test` and `deploy`' },
  nullable: true,
  example: 'stages:\n  - build\n  - test\n  - deploy',
  because: 'stages are a list of names, lists in it up to 10 levels deep',
  sources: [gitlab('stages')],
} as const satisfies Field;

/** The content of a file: keywords and, under every other name, jobs. */
export const pipeline = {
  doc: 'A GitLab CI/CD configuration: jobs by name, and keywords for all of them.',
  shape: record(
    { include, stages, workflow, default: defaults, variables: pipelineVariables, ...globalForms },
    { others: ref('entry') },
  ),
  example: 'test:\n  script: make test',
  interpolates: 'file',
  sources: [gitlab('')],
} as const satisfies Field;

/** The document in front of the content that declares inputs. */
export const header = {
  doc: 'The header of a configuration: what it takes as input, for components and includes.',
  shape: record({ spec }),
  example: 'spec:\n  inputs:\n    level:\n      default: info',
  interpolates: 'nobody',
  sources: [gitlab('header-keywords')],
} as const satisfies Field;

/** What an entry of the root can be, besides the keywords of the root. */
export const entries = { job, triggerJob, hiddenJob, default: defaults, workflow } as const satisfies Record<
  string,
  Field
>;

export type RootEntryKind = keyof typeof entries;

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

/**
 * A mapping at the root with one of these keys, even an empty one, is a job whatever its name, except for reserved
 * names.
 */
export const jobMarks = ['script', 'run', 'trigger', 'needs'] as const;
