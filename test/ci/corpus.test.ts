/** Resolves real files, if the folder with them is next to the checkout. */
import { expect, test } from 'vitest';
import { resolvePipeline } from '../../server/src/ci/pipeline.ts';
import { encode } from '../../server/src/yaml/value/encode.ts';
import { realFiles, realProject, type RealFile } from '../real-files.ts';

/** Statuses of files that GitLab refuses in a later step than those tested here, or could not judge. */
const UNJUDGED: ReadonlySet<string> = new Set(['header', 'needs-include', 'fragment']);

const INPUTS = 'firecow__gitlab-ci-local/tests/test-cases/include-inputs/input-templates';
const NOT_VALIDATED = 'GitLab checks the values of inputs, which the code that made the outcomes left out';

/** Files that we answer differently on purpose, with the reason. */
const DIFFERENCES: Readonly<Record<string, string>> = {
  [`${INPUTS}/options-array2-validation/.gitlab-ci.yml`]: 'the file that it includes is not among the real files',
  [`${INPUTS}/options-validation/.gitlab-ci.yml`]: NOT_VALIDATED,
  [`${INPUTS}/regex-validation/.gitlab-ci.yml`]: NOT_VALIDATED,
  [`${INPUTS}/required-inputs/.gitlab-ci.yml`]: NOT_VALIDATED,
  [`${INPUTS}/type-validation/array/.gitlab-ci.yml`]: NOT_VALIDATED,
};

test.skipIf(realFiles.length === 0)('real files come to what GitLab makes of them', { timeout: 120_000 }, async () => {
  const answers: string[] = [];
  const alike: string[] = [];
  for (const file of realFiles) {
    const found = await compare(file);
    if (!Object.hasOwn(DIFFERENCES, file.path)) answers.push(...found);
    else if (found.length === 0) alike.push(file.path);
  }
  expect(answers).toEqual([]);
  expect(alike).toEqual([]);
});

async function compare(file: RealFile): Promise<readonly string[]> {
  const { path, status, loadError, errors, rawHooks } = file;
  const { merged, loadFaults, entryFaults } = resolvePipeline(await realProject(file));
  const [fault] = loadFaults;
  if (UNJUDGED.has(status)) return [];
  if ((fault === undefined) !== (loadError === null))
    return [`${path}: ${fault?.message ?? 'loads'}, but ${loadError ?? 'loads'}`];
  if (fault) return [];
  const hooks = Object.fromEntries(
    [...merged.members].flatMap(([name, { value }]) => {
      const held = value.kind === 'map' ? value.members.get('hooks') : undefined;
      return held ? [[name, encode(held.value)]] : [];
    }),
  );
  const differ = JSON.stringify(hooks) === JSON.stringify(rawHooks) ? [] : [`${path}: ${JSON.stringify(hooks)}`];
  const isAccepted = errors.length === 0;
  return [...differ, ...(isAccepted ? entryFaults.map(({ message }) => `${path}: ${message}`) : [])];
}
