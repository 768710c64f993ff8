/** What GitLab refuses about `!reference`. */
import type { Finding } from '../text/problem.ts';
import type { Place } from '../text/span.ts';
import { inspectPath } from './reference-path.ts';

export function invalidTag(at: Place, shown: string): Finding {
  return {
    code: 'invalid-reference',
    message: `\`!reference ${shown}\` is not valid: it takes a list of one or more strings, the keys that lead to the value, such as \`!reference [.template, script]\`.`,
    at,
  };
}

export function missingTag(at: Place, path: readonly string[]): Finding {
  return {
    code: 'unknown-reference',
    message: `\`!reference ${inspectPath(path)}\` does not resolve to anything. It follows keys from the top of the merged configuration; an empty value or \`false\` counts as missing, and lists cannot be entered.`,
    at,
  };
}

export function circularTag(at: Place, path: readonly string[]): Finding {
  return {
    code: 'circular-reference',
    message: `\`!reference ${inspectPath(path)}\` leads back to itself. GitLab refuses the whole pipeline.`,
    at,
  };
}

/** GitLab has no limit for this, so it is only a warning. */
export function hugeTag(at: Place, path: readonly string[]): Finding {
  return {
    code: 'too-big',
    message: `\`!reference ${inspectPath(path)}\` copies more than can be resolved here. GitLab may run out of time or memory: let references copy less.`,
    at,
    atMost: 'warning',
  };
}
