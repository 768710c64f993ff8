/** Resolves real files, if the folder with them is next to the checkout. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { loadProject } from '../../server/src/ci/load-project.ts';
import { resolvePipeline } from '../../server/src/ci/pipeline.ts';
import { encode } from '../../server/src/yaml/value/encode.ts';
import { diskFiles, folderUri } from '../../server/src/hosts/files.ts';

interface Outcome {
  readonly path: string;
  readonly status: string;
  readonly includeBase: string | null;
  readonly loadError: string | null;
  readonly errors: readonly string[];
  readonly rawHooks: Readonly<Record<string, unknown>>;
}

const corpus = fileURLToPath(new URL('../../../shared/corpus/', import.meta.url));
const list = join(corpus, 'outcomes.jsonl');

const outcomes = existsSync(list)
  ? readFileSync(list, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map(line => JSON.parse(line) as Outcome)
  : [];

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

test.skipIf(outcomes.length === 0)('real files come to what GitLab makes of them', { timeout: 120_000 }, async () => {
  const answers: string[] = [];
  const alike: string[] = [];
  for (const outcome of outcomes) {
    const found = await compare(outcome);
    if (!Object.hasOwn(DIFFERENCES, outcome.path)) answers.push(...found);
    else if (found.length === 0) alike.push(outcome.path);
  }
  expect(answers).toEqual([]);
  expect(alike).toEqual([]);
});

async function compare({
  path,
  status,
  includeBase,
  loadError,
  errors,
  rawHooks,
}: Outcome): Promise<readonly string[]> {
  const full = join(corpus, path);
  const folder = includeBase === null ? dirname(full) : join(corpus, includeBase);
  const start = { pipeline: pathToFileURL(full).href, folder: folderUri(folder) };
  const { merged, loadFaults, entryFaults } = resolvePipeline(await loadProject(start, new Map(), diskFiles(folder)));
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
