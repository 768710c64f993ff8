/** Variables whose names mean something to GitLab or its runner, whoever sets them. */
import type { Markdown } from '../text/markdown.ts';
import { describeRunner, runnerVariable } from './describe-runner.ts';
import { describePredefined, predefined } from './describe-variable.ts';

export function isKnownVariable(name: string): boolean {
  return predefined(name) !== undefined || runnerVariable(name) !== undefined;
}

/** What is told of the variable of that name, if it is one of those. */
export function describeKnown(name: string): Markdown | undefined {
  const set = predefined(name);
  if (set) return describePredefined(set);
  const read = runnerVariable(name);
  return read && describeRunner(read);
}
