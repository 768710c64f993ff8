/** Real files together with what they include, where the folder with them is next to the checkout: no error on what GitLab takes. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { loadProject } from '../../server/src/ci/load-project.ts';
import { isStart } from '../../server/src/ci/project.ts';
import { LOGIC_CODES } from '../../server/src/codes/logic-codes.ts';
import { diagnose } from '../../server/src/features/diagnostics.ts';
import { diskFiles, folderUri } from '../../server/src/hosts/files.ts';

interface Outcome {
  readonly path: string;
  readonly status: string;
  readonly includeBase: string | null;
}

const corpus = fileURLToPath(new URL('../../../shared/corpus/', import.meta.url));
const list = join(corpus, 'outcomes.jsonl');

const outcomes = existsSync(list)
  ? readFileSync(list, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map(line => JSON.parse(line) as Outcome)
  : [];

/** The outcomes were made without interpolation, and not all that is included is among the real files. */
const INPUTS = '/include-inputs/input-templates/';

/** Of a repository with includes that are not all among the real files, what is said of includes is right, but proves nothing. */
const ABOUT_INCLUDES: ReadonlySet<string> = new Set(['missing-include', 'broken-include', 'too-many-includes']);

/** The outcomes are those of single jobs: needs come later, and there some values of a matrix name no copy of the job, or a value is none of the job that needs it. */
const ERRORS = [
  'firecow__gitlab-ci-local/tests/test-cases/needs-parallel-matrix-expressions-non-parallel-consumer/.gitlab-ci.yml: unknown-job: `linux:test` has no matrix',
  'firecow__gitlab-ci-local/tests/test-cases/needs-parallel-matrix-static/.gitlab-ci.yml: unknown-job: `build-multi` has no copy',
];

test.skipIf(outcomes.length === 0)(
  'real pipelines have no error where GitLab finds none',
  { timeout: 240_000 },
  async () => {
    const found: string[] = [];
    for (const outcome of outcomes.filter(({ status }) => !status.startsWith('refused')))
      found.push(...(await errorsOf(outcome)));
    expect(found.filter(one => !ERRORS.some(known => one.startsWith(known)))).toEqual([]);
    expect(ERRORS.filter(known => !found.some(one => one.startsWith(known)))).toEqual([]);
  },
);

test.skipIf(outcomes.length === 0)(
  'real files have an error where GitLab refuses them',
  { timeout: 240_000 },
  async () => {
    const refused = outcomes.filter(({ status }) => status.startsWith('refused'));
    const silent: string[] = [];
    for (const outcome of refused) if ((await errorsOf(outcome)).length === 0) silent.push(outcome.path);
    expect(refused.length).toBeGreaterThan(30);
    expect(silent).toEqual([]);
  },
);

/** Jobs of a file that others include belong together with those of others, which the outcomes leave out of account. */
function isAmongOthers(code: string, uri: string): boolean {
  return Object.hasOwn(LOGIC_CODES, code) && code !== 'invalid-condition' && !isStart(uri);
}

/** Each of them is true, as a look at the file tells. */
const WARNINGS = [
  // Rules of a job that are written twice.
  'debian-src__ghc_9.10.3/.gitlab-ci.yml: duplicate-key: Duplicate key `rules`',
  // Files that are there to show that a value is refused.
  ...['options-validation', 'regex-validation', 'type-validation/array'].map(
    folder => `firecow__gitlab-ci-local/tests/test-cases${INPUTS}${folder}/.gitlab-ci.yml: refused-input: `,
  ),
  `firecow__gitlab-ci-local/tests/test-cases${INPUTS}required-inputs/.gitlab-ci.yml: missing-input: `,
  `firecow__gitlab-ci-local/tests/test-cases${INPUTS}type-validation/unsupported/.gitlab-ci-input-template.yml: newer-value: `,
  // Jobs whose last rule holds for the branch and its merge request, without a workflow to choose.
  'debian-src__qemu_7.2+dfsg/.gitlab-ci.yml: several-pipelines: ',
  ...['manual', 'rules-needs', 'script-failures'].map(
    folder => `firecow__gitlab-ci-local/tests/test-cases/${folder}/.gitlab-ci.yml: several-pipelines: `,
  ),
  // A job that is in no pipeline is needed, and one that is in none for merge requests by one that is.
  'firecow__gitlab-ci-local/tests/test-cases/never-needs/.gitlab-ci.yml: left-out-need: `test-job` needs `never-job`',
  'firecow__gitlab-ci-local/tests/test-cases/rules-needs/.gitlab-ci.yml: left-out-need: `test-job` needs `build-dev`',
  // Lines of a script that a hidden job keeps under the name of another keyword, for references to take out.
  'firecow__gitlab-ci-local/tests/test-cases/reference/.gitlab-ci.yml: wrong-type: Expected a mapping for an entry of `cache`',
];

test.skipIf(outcomes.length === 0)('real pipelines have few warnings', { timeout: 240_000 }, async () => {
  const found: string[] = [];
  for (const outcome of outcomes.filter(({ status }) => !status.startsWith('refused')))
    found.push(...(await problemsOf(outcome, 'warning')));
  expect(found.filter(one => !WARNINGS.some(known => one.startsWith(known)))).toEqual([]);
  expect(WARNINGS.filter(known => !found.some(one => one.startsWith(known)))).toEqual([]);
});

function errorsOf(outcome: Outcome): Promise<readonly string[]> {
  return problemsOf(outcome, 'error');
}

async function problemsOf(
  { path, status, includeBase }: Outcome,
  weight: 'error' | 'warning',
): Promise<readonly string[]> {
  const full = join(corpus, path);
  const folder = includeBase === null ? dirname(full) : join(corpus, includeBase);
  const start = {
    pipeline: pathToFileURL(full).href,
    folder: folderUri(folder),
    ...(status === 'fragment' && { fragment: true as const }),
  };
  const project = await loadProject(start, new Map(), diskFiles(folder));
  const document = project.documents.get(start.pipeline);
  if (!document) return [`${path}: not read`];
  const isUnproven = (code: string): boolean =>
    path.includes(INPUTS)
      ? ABOUT_INCLUDES.has(code) || code === 'invalid-interpolation'
      : status === 'needs-include' && ABOUT_INCLUDES.has(code);
  return diagnose(project, document, {})
    .filter(({ severity, code }) => severity === weight && !isUnproven(code) && !isAmongOthers(code, start.pipeline))
    .map(({ code, message }) => `${path}: ${code}: ${message}`);
}
