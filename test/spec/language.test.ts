/** The whole language is in the table, and every field is complete: effect, default, caveat, and a valid example. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { check } from '../../server/src/readings/check.ts';
import { find, listIn, mappingIn, recordWithin, scalarsIn, type NamedField } from '../../server/src/readings/find.ts';
import { walk } from '../../server/src/readings/manual.ts';
import { entries, header, pipeline } from '../../server/src/spec/pipeline.ts';
import type { Field, Shape } from '../../server/src/spec/shape.ts';
import { gitlabVersion } from '../../server/src/spec/version.ts';
import type { Finding } from '../../server/src/text/problem.ts';
import { parse } from '../../server/src/yaml/document/document.ts';
import { readBlock } from '../../server/src/yaml/value/read.ts';

const URI = 'file:///table.yml';

const roots: readonly NamedField[] = [
  { name: 'pipeline', field: pipeline },
  { name: 'header', field: header },
  ...Object.entries(entries).map(([name, field]) => ({ name, field })),
];
const whole = new Set<Field>([pipeline, header, entries.job, entries.triggerJob, entries.hiddenJob]);

/** Every field once, under the first path that leads to it, with the mapping around it. */
const table = roots
  .flatMap(root => walk([root]))
  .filter((chain, index, all) => all.findIndex(other => other.at(-1)!.field === chain.at(-1)!.field) === index)
  .filter(chain => !whole.has(chain.at(-1)!.field))
  .map(chain => [chain.map(({ name }) => name).join(' > '), chain.at(-1)!, chain.at(-2)?.field] as const);

/** The checker's findings about the value of the only key of the text. */
function said(field: Field, text: string): readonly Finding[] {
  const findings: Finding[] = [];
  for (const { block } of parse(URI, text).pieces.flatMap(({ entries: all }) => all)) {
    const root = readBlock(URI, block);
    if (root.kind !== 'map') throw new Error(`no mapping: ${text}`);
    for (const [name, { key, value }] of root.members)
      check(finding => findings.push(finding), field, value, { name, owner: key, hidden: false, complete: true });
  }
  return findings;
}

describe.each(table)('%s', (_path, { name, field }, around) => {
  test('says what surprises, and what holds without it', () => {
    expect(field.caveat ?? '').toMatch(/^[A-Z`].*\.$/s);
    expect(field.caveat).not.toBe(field.doc);
    const choices = recordWithin(around?.shape ?? { kind: 'anything' })?.rules ?? [];
    const isChoice = choices.some(rule => rule.kind === 'exactlyOne' && rule.keys.includes(name));
    expect(field.required === true || field.default !== undefined || isChoice).toBe(true);
    expect(field.required === true && field.default !== undefined).toBe(false);
  });

  test('names who refuses another kind of value', () => {
    if (field.shape.kind !== 'anything') expect(field.because ?? '').toMatch(/^\S.*[^.]$/s);
  });

  test('has an example that nothing is said about', () => {
    if (field.status?.removed === undefined) expect(said(field, `${field.example}\n`)).toEqual([]);
  });

  test('a value of another kind fails', () => {
    for (const wrong of wrongKinds(field.shape)) expect(said(field, `${name}: ${wrong}\n`), wrong).not.toEqual([]);
  });

  test('lists its words once, each with what it means', () => {
    const words = [...scalarsIn(field.shape), listIn(field.shape)?.item].flatMap(shape =>
      shape?.kind === 'keyword' ? [shape.values] : [],
    );
    for (const values of words) {
      expect(new Set(values.map(({ value }) => value)).size).toBe(values.length);
      for (const { doc } of values) expect(doc).toMatch(/^[A-Z].*\.$/s);
    }
  });
});

/** Values of kinds that the shape does not have. */
function wrongKinds(shape: Shape): readonly string[] {
  if (shape.kind === 'anything' || shape.kind === 'ref') return [];
  const scalars = scalarsIn(shape);
  const takesNumber = scalars.some(({ kind }) => kind === 'scalar' || kind === 'integer');
  return [
    ...(takesNumber ? [] : ['1234567890']),
    ...(listIn(shape) ? [] : ['[1]']),
    ...(mappingIn(shape) ? [] : ['{ " ": 1 }']),
  ];
}

describe('every keyword of the language', () => {
  /** The keys that GitLab's own code accepts, by their place. */
  const KEYS: readonly (readonly [path: readonly (string | number)[], keys: string])[] = [
    [[], 'default include stages variables workflow image services cache before_script after_script'],
    [
      ['default'],
      'before_script after_script hooks cache image services interruptible timeout retry tags artifacts id_tokens identity',
    ],
    [
      ['job'],
      'script run before_script after_script hooks stage extends inherit variables rules only except when start_in allow_failure manual_confirmation needs dependencies parallel environment resource_group interruptible image services cache artifacts retry timeout tags coverage release id_tokens identity secrets pages publish dast_configuration inputs type trigger',
    ],
    [
      ['start'],
      'trigger parallel extends stage only except rules variables inherit allow_failure when needs resource_group environment interruptible',
    ],
    [['include', 0], 'local file remote project ref integrity template artifact inputs job rules component cache'],
    [['include', 0, 'rules', 0], 'if exists changes when'],
    [['variables', 'NAME'], 'value description expand options'],
    [['workflow'], 'rules name auto_cancel'],
    [['workflow', 'auto_cancel'], 'on_new_commit on_job_failure'],
    [['workflow', 'rules', 0], 'if changes exists when variables auto_cancel start_in allow_failure needs'],
    [['job', 'rules', 0], 'if changes exists when start_in allow_failure variables needs interruptible'],
    [['job', 'rules', 0, 'changes'], 'paths compare_to'],
    [['job', 'rules', 0, 'exists'], 'paths project ref'],
    [['job', 'only'], 'refs kubernetes variables changes'],
    [['job', 'hooks'], 'pre_get_sources_script pre_stop_k8s_container_handler'],
    [['job', 'inherit'], 'default variables'],
    [['job', 'variables', 'NAME'], 'value expand'],
    [['job', 'allow_failure'], 'exit_codes'],
    [['job', 'needs', 0], 'job artifacts optional parallel pipeline project ref'],
    [['job', 'parallel'], 'matrix'],
    [['job', 'environment'], 'name url on_stop action auto_stop_in deployment_tier kubernetes'],
    [['job', 'environment', 'kubernetes'], 'namespace agent flux_resource_path managed_resources dashboard'],
    [['start', 'trigger'], 'project branch strategy forward inputs include'],
    [['start', 'trigger', 'forward'], 'yaml_variables pipeline_variables'],
    [['job', 'image'], 'name entrypoint docker kubernetes pull_policy'],
    [['job', 'image', 'docker'], 'platform user'],
    [['job', 'services', 0], 'name entrypoint docker kubernetes pull_policy alias command variables'],
    [['job', 'cache'], 'key paths untracked when policy unprotect fallback_keys'],
    [['job', 'cache', 'key'], 'files files_commits prefix'],
    [['job', 'artifacts'], 'name untracked paths exclude expire_in expose_as public access when reports'],
    [
      ['job', 'artifacts', 'reports'],
      'junit codequality sast secret_detection dependency_scanning container_scanning dast performance browser_performance load_performance license_scanning metrics lsif dotenv terraform accessibility coverage_fuzzing api_fuzzing cluster_image_scanning requirements requirements_v2 coverage_report cyclonedx annotations repository_xray sarif',
    ],
    [['job', 'artifacts', 'reports', 'coverage_report'], 'coverage_format path'],
    [['job', 'retry'], 'max when exit_codes'],
    [['job', 'release'], 'tag_name description name tag_message ref milestones released_at assets'],
    [['job', 'release', 'assets'], 'links'],
    [['job', 'release', 'assets', 'links', 0], 'name url filepath link_type'],
    [['job', 'id_tokens', 'NAME'], 'aud'],
    [['job', 'secrets', 'NAME'], 'vault gcp_secret_manager azure_key_vault akeyless file token'],
    [['job', 'pages'], 'path_prefix expire_in publish'],
    [['job', 'dast_configuration'], 'site_profile scanner_profile'],
    [['job', 'inputs', 'NAME'], 'default type description options regex'],
    [['job', 'run', 0], 'name script step env inputs'],
  ];

  test.each(KEYS)('%j', (path, keys) => {
    const found = find(path, { entryKeys: path[0] === 'start' ? ['trigger'] : [] });
    const known = Object.keys(recordWithin(found?.shape ?? { kind: 'anything' })?.fields ?? {});
    const missing = keys.split(' ').filter(key => !known.includes(key) && !(`${path.join('.')}.${key}` in OMITTED));
    expect(missing).toEqual([]);
  });

  /** Keys that are left out on purpose. */
  const OMITTED: Readonly<Record<string, string>> = {};

  test('the header', () => {
    const at = (...path: readonly (string | number)[]): readonly string[] =>
      Object.keys(recordWithin(find(path, { piece: 'header' })!.shape)!.fields);
    expect(at()).toEqual(['spec']);
    expect(at('spec')).toEqual(expect.arrayContaining(['inputs', 'include', 'component', 'description']));
    expect(at('spec', 'inputs', 'NAME')).toEqual(
      expect.arrayContaining(['default', 'description', 'options', 'regex', 'type', 'rules']),
    );
  });

  test('reasons to repeat a job', () => {
    const reasons = find(['job', 'retry', 'when'])!.shape;
    const words = scalarsIn(reasons).flatMap(shape => (shape.kind === 'keyword' ? shape.values : []));
    expect(words.map(({ value }) => value)).toEqual(
      expect.arrayContaining(
        'always unknown_failure script_failure api_failure stuck_or_timeout_failure runner_system_failure runner_unsupported stale_schedule job_execution_timeout archived_failure unmet_prerequisites scheduler_failure data_integrity_failure'.split(
          ' ',
        ),
      ),
    );
  });

  test('the version stands once', () => {
    const sources = fileURLToPath(new URL('../../server/src', import.meta.url));
    const files = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts'));
    const having = files.filter(file => readFileSync(join(sources, file), 'utf8').includes(gitlabVersion));
    // The table may have keys that this very version added.
    expect(having.filter(file => !file.startsWith('spec'))).toEqual([]);
  });

  test('the version stands in the message about what it does not know', () => {
    const [finding] = said(pipeline.shape.fields.workflow, 'workflow:\n  keyword_of_tomorrow: a\n');
    expect(finding?.code).toBe('newer-key');
    expect(finding?.message).toContain(`as of GitLab ${gitlabVersion}`);
  });
});
