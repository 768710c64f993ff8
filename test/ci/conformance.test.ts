/** Compares our answers with those of GitLab's own code; test/conformance/README.md describes the data. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { includeTree } from '../../server/src/ci/include-tree.ts';
import { resolvePipeline, type Pipeline } from '../../server/src/ci/pipeline.ts';
import { resolveJob } from '../../server/src/ci/resolve-job.ts';
import { encode, type Json } from '../../server/src/yaml/value/encode.ts';
import { projectOfTexts, type Texts } from './memory.ts';

interface Jobs {
  readonly errors: readonly string[];
  readonly jobs: Readonly<Record<string, { readonly hooks: Json }>>;
}

interface Case extends Jobs {
  readonly id: string;
  readonly area: string;
  readonly yaml: string;
  readonly files?: Texts;
  readonly note?: string;
  readonly merged: Json;
  readonly included?: readonly string[];
  readonly if_accepted?: Jobs;
}

/** Cases that we answer differently on purpose, with the reason. */
const DIFFERENCES: Readonly<Record<string, string>> = {
  'a-job-names-0077': 'the error is about a variable that happens to be named hooks, not about hooks',
};

const cases = ['config', 'include'].flatMap(name => {
  const path = fileURLToPath(new URL(`../conformance/${name}.jsonl`, import.meta.url));
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
  return lines.map(line => JSON.parse(line) as Case);
});

const areas = [...new Set(cases.map(({ area }) => area))];

describe.each(areas)('%s', area => {
  test('is answered as GitLab answers it', async () => {
    const answers = await Promise.all(cases.filter(one => one.area === area && isSure(one)).map(compare));
    expect(answers.flat()).toEqual([]);
  });
});

test('every difference is one of the cases', () => {
  const ids = new Set(cases.map(({ id }) => id));
  expect(Object.keys(DIFFERENCES).filter(id => !ids.has(id))).toEqual([]);
});

function isSure({ id, note = '' }: Case): boolean {
  return !/low confidence|restated/.test(note) && !Object.hasOwn(DIFFERENCES, id);
}

/** A description of the differences. */
async function compare(one: Case): Promise<readonly string[]> {
  const project = await projectOfTexts(one.yaml, one.files);
  const pipeline = resolvePipeline(project);
  const loaded = pipeline.loadFaults.length === 0;
  const merged = loaded ? encode(pipeline.merged) : null;
  if (JSON.stringify(merged) !== JSON.stringify(one.merged))
    return [`${one.id}: ${JSON.stringify(merged)} ${pipeline.loadFaults[0]?.message ?? ''}`];
  if (!loaded) return [];
  const { included } = includeTree(project);
  const taken =
    one.included && JSON.stringify(included) !== JSON.stringify(one.included)
      ? [`${one.id}: includes ${included.join()}`]
      : [];
  const wanted = one.if_accepted ?? one;
  const jobs = Object.entries(wanted.jobs).flatMap(([name, { hooks }]) => {
    const alone = resolveJob(project, name)?.hooks;
    const answers = [pipeline.jobs.get(name)?.hooks, alone].map(value => JSON.stringify(value ? encode(value) : null));
    return answers.filter(answer => answer !== JSON.stringify(hooks)).map(answer => `${one.id}: ${name} ${answer}`);
  });
  return [...taken, ...jobs, ...compareErrors(one.id, wanted, pipeline)];
}

/** We have the same errors about hooks and inheritance as GitLab, and no other ones. */
function compareErrors(id: string, { errors }: Jobs, { entryFaults }: Pipeline): readonly string[] {
  const about = errors.filter(error => /hooks|inherit/.test(error.replace(/^jobs:(?!.*(?::hooks|:inherit))\S*/, '')));
  if (about.length > 0 && entryFaults.length === 0) return [`${id}: missed ${about.join()}`];
  return errors.length === 0 ? entryFaults.map(({ message }) => `${id}: false ${message}`) : [];
}
