/** What can stand between `$[[` and `]]`: where values come from, and functions that change them. */
import type { Link } from './links.ts';

export interface InterpolationFunction {
  readonly doc: string;
  readonly caveat?: string;
  /** The feature flag without which GitLab refuses it: known, but not offered. */
  readonly flag?: string;
  /** As it is written, with values to be typed over in braces. */
  readonly form: readonly (string | { readonly placeholder: string })[];
}

/** By name; at most `mostFunctions` of them follow a value, each behind a `|`. */
export const interpolationFunctions = {
  expand_vars: {
    doc: 'Replaces variables in the value.',
    caveat: 'Only those that can be used in `include`; masked ones and those of jobs are refused or stay as they are.',
    form: ['expand_vars'],
  },
  truncate: {
    doc: 'Takes a part of the value: so many characters from an offset on, counted from 0.',
    form: ['truncate(', { placeholder: '0' }, ',', { placeholder: '8' }, ')'],
  },
  posix_escape: {
    doc: 'Escapes characters with a meaning in a POSIX shell, to keep the value one word.',
    caveat: 'Do not put it in quotes of your own.',
    form: ['posix_escape'],
  },
  split: {
    doc: 'Makes a list of the value: its parts between a separator, without blanks around them and without empty ones.',
    flag: 'ci_interpolation_split_function',
    form: ["split('", { placeholder: ',' }, "')"],
  },
} as const satisfies Readonly<Record<string, InterpolationFunction>>;

/** Those that every GitLab has. */
export const offeredFunctions: readonly (readonly [string, InterpolationFunction])[] =
  Object.entries<InterpolationFunction>(interpolationFunctions).filter(([, { flag }]) => flag === undefined);

export const mostFunctions = 3;

/** Bytes of what is in front of the first `|`. */
export const longestAccess = 1024;

export const interpolationSource: Link = { label: 'GitLab', url: 'https://docs.gitlab.com/ci/inputs/' };
