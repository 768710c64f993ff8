/** Texts of less than 2 MiB that once cost seconds, or more memory than there is, by what is special about them. */

/** The same line for each number up to a count. */
export function lines(count: number, line: (at: number) => string): string {
  return Array.from({ length: count }, (_, at) => `${line(at)}\n`).join('');
}

export const COSTLY: Readonly<Record<string, () => string>> = {
  'a reference with a long path': () => `job:\n  script: !reference [${'a, '.repeat(24_000)}x]\n`,
  'a reference with a long path that begins well': () =>
    `a: { b: c }\njob:\n  script: !reference [a, ${'b, '.repeat(24_000)}x]\n`,
  'unquoted dates': () =>
    `job:\n  script: a\n  variables:\n${lines(12_000, at => `    A${at}: 2024-01-0${(at % 9) + 1}`)}`,
  'a ring of jobs that need each other': () =>
    lines(5000, at => `j${at}:\n  script: a\n  needs: [j${(at + 1) % 5000}]`),
  'thousands of rules with a variable each': () =>
    `job:\n  script: a\n  variables:\n${lines(4000, at => `    V${at}: a`)}  rules:\n${lines(4000, at => `    - if: $V${at}`)}`,
  'thousands of rules with variables that are not set yet': () =>
    `job:\n  script: a\n  rules:\n${lines(10_000, () => '    - if: $CI_JOB_ID')}${'# more\n'.repeat(100_000)}`,
  'lines that begin with a question mark': () => lines(30_000, at => `? k${at}`),
  'the same key thousands of times': () => lines(10_000, () => 'default:\n  image: a'),
  'an anchor with tens of thousands of aliases': () => `job:\n  script: a\n  <<: [&a {}, ${'*a, '.repeat(24_000)}*a]\n`,
  'conflicts that never end': () => `job:\n  script: a\n${'<<<<<<< HEAD\n'.repeat(150_000)}`,
  'a line of tabs': () => `job:\n${'\t'.repeat(500_000)}\n\tscript: a\n`,
  'inputs in a handler that are never closed': () =>
    `job:\n  script: a\n  hooks: { pre_stop_k8s_container_handler: { exec: { command: [a, "${'${{ '.repeat(140_000)}"] } } }\n`,
  'byte order marks': () => '\ufeff'.repeat(100_000),
  'a list of unquoted dates': () => `job:\n  script:\n${lines(24_000, at => `    - 2024-01-0${(at % 9) + 1}`)}`,
};
