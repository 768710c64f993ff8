/** Variables whose names have a meaning to GitLab or its runner, whoever sets them. */
import type { Markdown } from '../text/markdown.ts';
import { describeRunner, runnerVariable } from './describe-runner.ts';
import { describePredefined, predefined } from './describe-variable.ts';

export function isKnownVariable(name: string): boolean {
  return predefined(name) !== undefined || runnerVariable(name) !== undefined;
}

/** The description of such a variable; nothing for other names. */
export function describeKnown(name: string): Markdown | undefined {
  const set = predefined(name);
  if (set) return describePredefined(set);
  const read = runnerVariable(name);
  return read && describeRunner(read);
}
