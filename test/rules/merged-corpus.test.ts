/**
 * Real files together with their includes, if the folder with them is next to the checkout: no error in what GitLab
 * accepts.
 */
import { expect, test } from 'vitest';
import { isStart } from '../../server/src/ci/project.ts';
import { LOGIC_CODES } from '../../server/src/codes/logic-codes.ts';
import { diagnose } from '../../server/src/features/diagnostics.ts';
import { isRefused, realFiles, realProject, type RealFile } from '../real-files.ts';

const accepted = realFiles.filter(file => !isRefused(file));

/** Left out: the outcomes were recorded without interpolation, and not all included files are among the real ones. */
const INPUTS = '/include-inputs/input-templates/';

/** Problems about includes prove nothing, since not all files of these repositories are among the real ones. */
const ABOUT_INCLUDES: ReadonlySet<string> = new Set(['missing-include', 'broken-include', 'too-many-includes']);

/** The outcomes are those of single jobs: needs come later, and there some values of a matrix name no copy of the job, or a value is none of the job that needs it. */
const ERRORS = [
  'firecow__gitlab-ci-local/tests/test-cases/needs-parallel-matrix-expressions-non-parallel-consumer/.gitlab-ci.yml: unknown-job: `linux:test` has no matrix',
  'firecow__gitlab-ci-local/tests/test-cases/needs-parallel-matrix-static/.gitlab-ci.yml: unknown-job: `build-multi` has no copy',
];

test.skipIf(realFiles.length === 0)(
  'real pipelines have no error where GitLab finds none',
  { timeout: 240_000 },
  async () => {
    const found: string[] = [];
    for (const file of accepted) found.push(...(await problemsOf(file, 'error')));
    expect(found.filter(one => !ERRORS.some(known => one.startsWith(known)))).toEqual([]);
    expect(ERRORS.filter(known => !found.some(one => one.startsWith(known)))).toEqual([]);
  },
);

test.skipIf(realFiles.length === 0)(
  'real files have an error where GitLab refuses them',
  { timeout: 240_000 },
  async () => {
    const refused = realFiles.filter(isRefused);
    const silent: string[] = [];
    for (const file of refused) if ((await problemsOf(file, 'error')).length === 0) silent.push(file.path);
    expect(refused.length).toBeGreaterThan(30);
    expect(silent).toEqual([]);
  },
);

/**
 * Whether the problem is about other jobs and in an included file, whose pipeline has jobs that the outcomes do not
 * know.
 */
function isAmongOthers(code: string, uri: string): boolean {
  return Object.hasOwn(LOGIC_CODES, code) && code !== 'invalid-condition' && !isStart(uri);
}

/** Each of these was verified by reading the file. */
const WARNINGS = [
  // A job has its rules twice.
  'debian-src__ghc_9.10.3/.gitlab-ci.yml: duplicate-key: Duplicate key `rules`',
  // Files that demonstrate that a value is refused.
  ...['options-validation', 'regex-validation', 'type-validation/array'].map(
    folder => `firecow__gitlab-ci-local/tests/test-cases${INPUTS}${folder}/.gitlab-ci.yml: refused-input: `,
  ),
  `firecow__gitlab-ci-local/tests/test-cases${INPUTS}required-inputs/.gitlab-ci.yml: missing-input: `,
  `firecow__gitlab-ci-local/tests/test-cases${INPUTS}type-validation/unsupported/.gitlab-ci-input-template.yml: newer-value: `,
  // Jobs whose last rule matches the branch as well as its merge request, without a workflow that chooses.
  'debian-src__qemu_7.2+dfsg/.gitlab-ci.yml: several-pipelines: ',
  ...['manual', 'rules-needs', 'script-failures'].map(
    folder => `firecow__gitlab-ci-local/tests/test-cases/${folder}/.gitlab-ci.yml: several-pipelines: `,
  ),
  // A job needs one that is in no pipeline; another needs one that is in none for merge requests.
  'firecow__gitlab-ci-local/tests/test-cases/never-needs/.gitlab-ci.yml: left-out-need: `test-job` needs `never-job`',
  'firecow__gitlab-ci-local/tests/test-cases/rules-needs/.gitlab-ci.yml: left-out-need: `test-job` needs `build-dev`',
  // A hidden job has lines of a script under the name of another keyword, for references to them.
  'firecow__gitlab-ci-local/tests/test-cases/reference/.gitlab-ci.yml: wrong-type: Expected a mapping for an entry of `cache`',
];

test.skipIf(realFiles.length === 0)('real pipelines have few warnings', { timeout: 240_000 }, async () => {
  const found: string[] = [];
  for (const file of accepted) found.push(...(await problemsOf(file, 'warning')));
  expect(found.filter(one => !WARNINGS.some(known => one.startsWith(known)))).toEqual([]);
  expect(WARNINGS.filter(known => !found.some(one => one.startsWith(known)))).toEqual([]);
});

async function problemsOf(file: RealFile, weight: 'error' | 'warning'): Promise<readonly string[]> {
  const { path, status } = file;
  const project = await realProject(file);
  const { pipeline } = project;
  const document = project.documents.get(pipeline);
  if (!document) return [`${path}: not read`];
  const isUnproven = (code: string): boolean =>
    path.includes(INPUTS)
      ? ABOUT_INCLUDES.has(code) || code === 'invalid-interpolation'
      : status === 'needs-include' && ABOUT_INCLUDES.has(code);
  return diagnose(project, document, {})
    .filter(({ severity, code }) => severity === weight && !isUnproven(code) && !isAmongOthers(code, pipeline))
    .map(({ code, message }) => `${path}: ${code}: ${message}`);
}
