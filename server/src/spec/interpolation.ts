/** What is allowed between `$[[` and `]]`: contexts, functions, and who replaces them. */
import type { Link } from './links.ts';

export interface InterpolationContext {
  readonly doc: string;
  /** GitLab does not replace it when it reads the file, and accepts no functions after it. */
  readonly late?: true;
}

/** The words it can begin with; a name follows after a dot. */
export const interpolationContexts = {
  inputs: { doc: 'An input that the header of the file declares.' },
  component: { doc: 'What the file knows of itself as a component.' },
  matrix: { doc: 'The value that the variable of `parallel:matrix` has in this copy of the job.', late: true },
} as const satisfies Readonly<Record<string, InterpolationContext>>;

export type ContextName = keyof typeof interpolationContexts;

/** The contexts that GitLab does not replace when it reads a file. */
export const lateContexts: readonly string[] = Object.entries<InterpolationContext>(interpolationContexts).flatMap(
  ([name, { late }]) => (late ? [name] : []),
);

interface InterpolationWay {
  readonly contexts: readonly ContextName[];
  readonly functions: boolean;
}

/**
 * Who replaces it in a given place: GitLab when it reads a file with a header, makes copies of a job, or decides about
 * an input.
 */
export const interpolationWays = {
  file: { contexts: ['inputs', 'component'], functions: true },
  copy: { contexts: ['inputs', 'component', 'matrix'], functions: true },
  condition: { contexts: ['inputs'], functions: false },
  nobody: { contexts: [], functions: false },
} as const satisfies Readonly<Record<string, InterpolationWay>>;

/** An argument for the author to replace, with its name and meaning. */
export interface InterpolationArgument {
  readonly placeholder: string;
  readonly name: string;
  readonly doc: string;
}

export interface InterpolationFunction {
  readonly doc: string;
  readonly caveat?: string;
  /** The feature flag that it needs: such a function is known, but not offered. */
  readonly flag?: string;
  /** How it is written; arguments to replace are objects. */
  readonly form: readonly (string | InterpolationArgument)[];
}

/** By name; at most `mostFunctions` of them follow a value, each after a `|`. */
export const interpolationFunctions = {
  expand_vars: {
    doc: 'Replaces variables in the value.',
    caveat: 'Only those that can be used in `include`; masked ones and those of jobs are refused or stay as they are.',
    form: ['expand_vars'],
  },
  truncate: {
    doc: 'Takes a part of the value: so many characters from an offset on, counted from 0.',
    form: [
      'truncate(',
      { placeholder: '0', name: 'offset', doc: 'How many characters to leave out at the beginning.' },
      ',',
      { placeholder: '8', name: 'length', doc: 'How many characters to take.' },
      ')',
    ],
  },
  posix_escape: {
    doc: 'Escapes characters with a meaning in a POSIX shell, to keep the value one word.',
    caveat: 'Do not put it in quotes of your own.',
    form: ['posix_escape'],
  },
  split: {
    doc: 'Makes a list of the value: its parts between a separator, without blanks around them and without empty ones.',
    flag: 'ci_interpolation_split_function',
    form: ["split('", { placeholder: ',', name: 'separator', doc: 'What stands between two parts.' }, "')"],
  },
} as const satisfies Readonly<Record<string, InterpolationFunction>>;

/** The functions that every GitLab has. */
export const offeredFunctions: readonly (readonly [string, InterpolationFunction])[] =
  Object.entries<InterpolationFunction>(interpolationFunctions).filter(([, { flag }]) => flag === undefined);

export const mostFunctions = 3;

/** The limit in bytes for the part before the first `|`. */
export const longestAccess = 1024;

export const interpolationSource: Link = { label: 'GitLab', url: 'https://docs.gitlab.com/ci/inputs/' };
