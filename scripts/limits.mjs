/**
 * What is given up beyond which limit. The numbers are those of the code: each row names the constant that has it, and
 * the test that tries it.
 * @typedef {{ readonly what: string, readonly of: readonly [file: string, constant: string], readonly unit?: 'size', readonly then: string, readonly by: readonly [test: string, title: string] }} Limit
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './ready.mjs';

/** GitLab refuses what is beyond these, and the problem says so. @type {readonly Limit[]} */
const OF_GITLAB = [
  {
    what: 'Size of a file in UTF-8',
    of: ['server/src/yaml/value/limits.ts', 'LARGEST_FILE'],
    unit: 'size',
    then: '`too-big`; the rest of the file is not read',
    by: ['test/yaml/too-big.test.ts', 'is read as soon as it is small enough, and not any more once it is not'],
  },
  {
    what: 'Lists and mappings inside each other',
    of: ['server/src/yaml/value/limits.ts', 'DEEPEST'],
    then: '`too-big` at the beginning of the file',
    by: ['test/yaml/load.test.ts', 'a hundred levels and one'],
  },
  {
    what: 'Values that aliases and merge keys make of a file',
    of: ['server/src/yaml/load/revive.ts', 'LARGEST_COPY'],
    then: '`too-big`, once; nothing walks through them',
    by: ['test/yaml/too-big.test.ts', 'are too big, once, and nobody walks through them'],
  },
  {
    what: 'Includes of a pipeline',
    of: ['server/src/ci/include-fault.ts', 'MOST_INCLUDES'],
    then: '`too-many-includes` at the first one that is too many; it and those after it are not read',
    by: ['test/ci/include.test.ts', "codes).toEqual(['too-many-includes'])"],
  },
  {
    what: 'Bases between an entry and the last one of its chain of `extends`',
    of: ['server/src/ci/extends-fault.ts', 'MOST_BASES'],
    then: '`extends-too-deep` where the chain becomes too long, which is not followed',
    by: ['test/ci/extends.test.ts', 'eleven steps are followed, the twelfth is refused'],
  },
  {
    what: 'Jobs that `parallel` makes of one',
    of: ['server/src/ci/copies.ts', 'MOST_COPIES'],
    then: 'a problem at `parallel`; the copies are not listed',
    by: ['test/ci/copies.test.ts', 'has no copies: %s'],
  },
];

/** Nobody would wait for what is beyond these. @type {readonly Limit[]} */
const OF_OURS = [
  {
    what: 'Entries with syntax errors in a root in brackets, as in JSON',
    of: ['server/src/yaml/document/assemble.ts', 'MOST_BROKEN'],
    then: 'the root is read as a whole, and only its first mistake is told',
    by: ['test/yaml/members.test.ts', 'a root with too many broken entries is one block'],
  },
  {
    what: 'Characters of an entry in which completions are tried before they are offered',
    of: ['server/src/features/completion/sound-items.ts', 'LONGEST_ENTRY'],
    then: 'all are offered, also one after which the entry could not be read',
    by: ['test/features/sound-items.test.ts', 'in a very long entry nothing is tried'],
  },
  {
    what: 'Values that a `!reference` leads to',
    of: ['server/src/ci/reference.ts', 'LARGEST_TARGET'],
    then: '`too-big` at the reference, which is not followed',
    by: ['test/ci/too-big.test.ts', '%s are told and not followed'],
  },
  {
    what: 'References from one `!reference` to the next',
    of: ['server/src/ci/reference.ts', 'LONGEST_CHAIN'],
    then: 'the value counts as unknown, and nothing is reported about it',
    by: ['test/ci/reference.test.ts', 'counts as unknown if it is longer'],
  },
  {
    what: 'Files that are read for one pipeline, with those of child pipelines and those that are missing',
    of: ['server/src/ci/load-project.ts', 'LIMITS'],
    then: 'the others count as unread: nothing that depends on them is reported',
    by: ['test/ci/include.test.ts', 'a search that is given up leaves open what there is'],
  },
  {
    what: 'Text that is read for one pipeline, and for all pipelines of a repository',
    of: ['server/src/ci/load-project.ts', 'MOST_TEXT'],
    unit: 'size',
    then: 'further files count as unread, and further child pipelines are not followed; the log says so, and `check` ends with 2',
    by: ['test/workspace/children-read.test.ts', 'no more are read beyond so much text, and the repository says so'],
  },
  {
    what: 'Size of a file that is read at all',
    of: ['server/src/hosts/files.ts', 'LARGEST'],
    unit: 'size',
    then: 'the include says that the file is too large to be read here',
    by: ['test/cli/files.test.ts', 'what cannot be read says why, and nothing hangs'],
  },
  {
    what: 'Steps by which a value arrives from where it is written, of aliases and merge keys',
    of: ['server/src/yaml/value/step.ts', 'MOST_STEPS'],
    then: 'the first ones and the last one are told',
    by: ['test/yaml/step.test.ts', 'of more steps than anybody follows'],
  },
  {
    what: 'Problems that are shown of one file',
    of: ['server/src/lsp/problems.ts', 'MOST_PROBLEMS'],
    then: 'the most severe ones are shown, and one more says how many there are; the command line lists all',
    by: ['test/lsp/limits.test.ts', 'of more than a thousand problems'],
  },
  {
    what: 'Entries of a file',
    of: ['server/src/yaml/value/limits.ts', 'MOST_ENTRIES'],
    then: '`too-big` as a warning; nothing of the file is read, and for other files, it counts as unread',
    by: ['test/lsp/limits.test.ts', 'a file of more entries than anybody looks through is not read'],
  },
  {
    what: 'Keys and values of an entry',
    of: ['server/src/yaml/value/limits.ts', 'MOST_VALUES'],
    then: '`too-big` as a warning; its name is known, and nothing in it is read',
    by: ['test/yaml/unread.test.ts', 'an entry with as much as is read is read, and one with more is one warning'],
  },
  {
    what: 'Characters of an entry, without comments around it',
    of: ['server/src/yaml/value/limits.ts', 'MOST_CHARACTERS'],
    then: 'the same',
    by: ['test/yaml/unread.test.ts', 'an entry with very long values is not read either, but comments do not count'],
  },
  {
    what: 'Jobs in a cycle of needs that are each told of it',
    of: ['server/src/rules/jobs/need-cycles.ts', 'MOST_TOLD'],
    then: '`circular-needs` once a file, with the number of jobs',
    by: ['test/rules/logic-cost.test.ts', 'what a cycle depends on is looked up once for all of its jobs'],
  },
  {
    what: 'Needs of a job, or of one of its rules',
    of: ['server/src/rules/engine/job-facts.ts', 'MOST_NEEDS'],
    then: '`too-big` as a warning; only the first ones are checked',
    by: [
      'test/rules/many-needs.test.ts',
      'of more needs than any pipeline has jobs, the first ones are checked, and that is told',
    ],
  },
  {
    what: 'Names that a wrong one is compared with for *Did you mean*',
    of: ['server/src/readings/meaning.ts', 'MOST_COMPARED'],
    then: 'the problem has no suggestion',
    by: ['test/rules/names-cost.test.ts', '5,000 bases that are not there are not compared with all jobs'],
  },
  {
    what: 'Entries of a pipeline in which a refactoring is proved',
    of: ['server/src/features/refactor/refactorings.ts', 'MOST_PROVED'],
    then: 'it is listed as impossible, with the reason',
    by: ['test/features/refactorings.test.ts', 'says that a pipeline has too many entries for a proof'],
  },
  {
    what: 'Characters of a job for which a refactoring is proved',
    of: ['server/src/features/refactor/refactorings.ts', 'LARGEST_PROVED'],
    then: 'it is listed as impossible, with the reason',
    by: ['test/features/refactorings.test.ts', 'says that a job is too long for a proof'],
  },
  {
    what: 'Characters of entries that *Fix all* and the trial of fixes read again',
    of: ['server/src/features/reach.ts', 'MOST_READ_AGAIN'],
    then: 'the first fixes are offered or made; *Fix all* again makes the next, `check --fix` makes all. At each trial, a problem of the file counts as 15 characters; at the first one of a text that cannot be read, all entries with such mistakes count',
    by: ['test/features/collected.test.ts', 'as many fixes are tried as there is time for'],
  },
  {
    what: 'Unknown conditions of includes that decide about one job',
    of: ['server/src/simulation/include-rows.ts', 'MOST_TOGETHER'],
    then: 'they are not tried in all combinations: whether the job is in the pipeline depends on them',
    by: ['test/simulation/inclusion.test.ts', 'more than four about one job are not combined: it depends on them'],
  },
  {
    what: 'Jobs in the picture of a pipeline',
    of: ['server/src/features/plan/picture-of.ts', 'MOST_DRAWN'],
    then: 'the first ones are drawn, and the line above the picture says of how many',
    by: ['test/picture/picture-of.test.ts', 'of thousands of jobs, the first are drawn, and the picture says so'],
  },
];

export const ALL = [...OF_GITLAB, ...OF_OURS];

/** Exported constants that look like limits but give nothing up. */
export const OTHERS = [
  'server/src/picture/stop/stop.ts LONGEST_TIME',
  'server/src/codes/code-info.ts LIMITS',
  'server/src/simulation/globs.ts MOST_COMPARISONS',
];

/** What was measured and is slower, or takes more, than it should. */
const NOT_HELD = [
  '25,000 entries: the outline takes 1.1 seconds of the main thread when the file is opened, quick fixes as much where nothing is wrong and 2.4 where something is, since they are tried against the problems of all entries.',
  '10,000 jobs that extend a template with 300 rules: quick fixes in a job with a problem that are asked for before the problems are known take 2.3 seconds.',
  '9,000 jobs and one that needs all of them: the plan takes 1.3 seconds of the main thread when the file is opened. 4,000 jobs with ten short patterns each: colours take 2.6.',
  '20,000 entries with a `!reference`, each to the one before: when the file is opened, the outline takes 3.8 seconds, quick fixes 5.3; each to the same one: 2.6 and 3.7.',
  '5,000 patterns with a repetition such as `{1,999}`: each takes 5 milliseconds when it is matched, or if a group in it is repeated by a number, so the picture takes 13 seconds.',
  '8,000 `!reference` in one job: completion at the end of the file takes 1.1 seconds.',
  '24,000 entries with an input each that is not declared: requests wait 1.8 seconds for the first problems, and colours take 1.3.',
  '200,000 times `$[[` in a text that are never closed: requests wait 1.4 seconds for the first problems.',
];

/** The page of limits. */
export function limitsPage() {
  return [
    '# Limits',
    '',
    'Made by `npm run generate` from the code; `test/policy/limits.test.ts` holds every row against its constant and its test.',
    '',
    'No text, include or client should make a request take more than a second for a file that GitLab would read, end the server, or take more than a gigabyte. So some things are given up beyond a limit, and where something is given up, one message says so.',
    '',
    '## GitLab’s',
    '',
    'GitLab refuses what is beyond these, so it is an error here, too.',
    '',
    ...table(OF_GITLAB),
    '',
    '## Ours',
    '',
    ...table(OF_OURS),
    '',
    '## Not held yet',
    '',
    'Measured in November 2026, partly while the processors had much else to do, in seconds of a processor, where a request should take one and all of it a gigabyte:',
    '',
    ...NOT_HELD.map(text => `- ${text}`),
    '',
  ].join('\n');
}

/** @param {readonly Limit[]} limits */
function table(limits) {
  return [
    '| what | limit | what happens beyond it | tried by |',
    '|---|--:|---|---|',
    ...limits.map(
      ({ what, of: [file, constant], unit, then, by: [test] }) =>
        `| ${what} | ${shown(numberIn(file, constant), unit)} | ${then} | \`${test}\` |`,
    ),
  ];
}

/** The number of a constant, as written in its file. @param {string} file @param {string} constant */
export function numberIn(file, constant) {
  const text = readFileSync(join(root, file), 'utf8');
  const written = new RegExp(`const ${constant}(?:: Limits)? = (?:\\{ files: )?([\\d_ *]+)`).exec(text)?.[1] ?? '';
  return written.split('*').reduce((product, part) => product * Number(part.replaceAll('_', '').trim() || NaN), 1);
}

/** @param {number} number @param {Limit['unit']} unit */
function shown(number, unit) {
  return unit === 'size' ? `${number / 1024 / 1024} MiB` : number.toLocaleString('en');
}
