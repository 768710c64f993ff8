/** `parallel`: several copies of a job. */
import { gitlab } from './links.ts';
import { either, integer, list, map, record, text, word } from './shape-builders.ts';
import type { Field } from './shape.ts';

const matrix = {
  doc: 'One copy of the job for every combination of the values; each gets them as variables.',
  caveat:
    'Values are strings and whole numbers. At most 200 copies, and the values become part of the names of the jobs, which may be 255 characters long.',
  shape: list(
    map(text(), either({ scalar: [word], list: list(word), usual: 'list' }), {
      sample: 'NAME',
      filled: true,
      least: 'GitLab refuses a part of a matrix without values',
    }),
    {
      min: 1,
      severity: 'warning',
      because: 'no copy of the job would run',
      combinations: { count: 200, because: 'GitLab runs at most 200 copies of a job' },
    },
  ),
  required: true,
  example: 'matrix:\n  - PROVIDER: [aws, gcp]\n    STACK: [app, data]',
  because: 'the matrix is a list of mappings of names to values',
  sources: [gitlab('parallelmatrix')],
} as const satisfies Field;

export const parallel = {
  doc: 'Several copies of the job run side by side: a number of them, which get `CI_NODE_INDEX` and `CI_NODE_TOTAL`, or one for each combination of a matrix.',
  caveat: 'The copies share their artifacts: give the files of each a name of their own.',
  shape: either({
    scalar: [integer(1, 200, 'GitLab runs at most 200 copies of a job')],
    map: record({ matrix }),
    usual: 'map',
  }),
  default: { says: 'the job runs once' },
  nullable: true,
  example: 'parallel:\n  matrix:\n    - VERSION: ["3.11", "3.12"]',
  because: 'it is a number from 1 to 200, or a mapping with `matrix`',
  sources: [gitlab('parallel')],
  aka: ['strategy', 'matrix'],
} as const satisfies Field;

/** In a job that starts a pipeline. */
export const triggerParallel = {
  ...parallel,
  doc: 'Several copies of the job, one for each combination of the values of a matrix. Each starts a pipeline of its own.',
  caveat: 'A number of copies is not possible here.',
  shape: record({ matrix }),
  example: 'parallel:\n  matrix:\n    - REGION: [eu, us]',
  because: 'in a job that starts a pipeline it is a mapping with `matrix`, not a number',
} as const satisfies Field;
