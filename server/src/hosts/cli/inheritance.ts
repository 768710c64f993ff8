/** The option `--inheritance` of commands that look at hooks. */
import type { JobOptions } from '../../ci/effective-job.ts';

export const INHERITANCE_OPTION = { inheritance: { type: 'string' } } as const;

export const INHERITANCE_USAGE = '[--inheritance replace|perHook]';

/** How hooks of `default` and of a job come together, or what is wrong with the word. */
export function chosenInheritance(given: string): JobOptions | string {
  if (given === 'replace' || given === 'perHook') return { inheritance: given };
  return `--inheritance must be replace or perHook, not ${given}.`;
}
