/** `--format codequality`: the report of GitLab's merge request widget. */
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { ATTACK, formatted, HOSTILE, TEXTS } from './result.ts';

/**
 * There is no published schema of the whole report. GitLab itself checks each entry by `app/validators/json_schemas/codeclimate.json`
 * of its source, which requires `description`, `fingerprint`, `severity` and `location`, the first three as strings and line
 * numbers as integers. This one requires that and the rest of the table of
 * https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format: the five severities, a name of the check, a
 * relative path without `./` in front, and a first line.
 */
const isReport = new Ajv({ allErrors: true }).compile<readonly Issue[]>({
  type: 'array',
  items: {
    type: 'object',
    required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
    properties: {
      description: { type: 'string', minLength: 1 },
      check_name: { type: 'string', minLength: 1 },
      fingerprint: { type: 'string', minLength: 1 },
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: {
        type: 'object',
        required: ['path', 'lines'],
        properties: {
          path: { type: 'string', pattern: '^(?!\\./|/)' },
          lines: { type: 'object', required: ['begin'], properties: { begin: { type: 'integer', minimum: 1 } } },
        },
      },
    },
  },
});

interface Issue {
  readonly check_name: string;
  readonly description: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string };
}

async function issues(texts?: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<readonly Issue[]> {
  const { out } = await formatted('codequality', texts, ...args);
  const report: unknown = JSON.parse(out);
  if (!isReport(report)) throw new Error(JSON.stringify(isReport.errors));
  return report;
}

async function fingerprints(texts: Readonly<Record<string, string>>): Promise<readonly string[]> {
  return (await issues(texts)).map(({ fingerprint }) => fingerprint);
}

test('an error is critical, a warning minor', async () => {
  const found = await issues();
  expect(found.map(one => [one.check_name, one.severity, one.location.path])).toEqual([
    ['unknown-key', 'critical', '.gitlab-ci.yml'],
    ['duplicate-key', 'minor', 'ci/part.yml'],
  ]);
});

test('a file that cannot be read is in the report', async () => {
  const [only] = await issues(undefined, 'none.yml');
  expect([only?.check_name, only?.severity]).toEqual(['unreadable-file', 'blocker']);
});

test('a fingerprint outlives lines above it, and other files', async () => {
  const moved = { ...TEXTS, '.gitlab-ci.yml': `# a\n# b\n\n${TEXTS['.gitlab-ci.yml']}`, 'ci/other.yml': '' };
  expect(await fingerprints(moved)).toEqual(await fingerprints(TEXTS));
});

test('the same line twice has two fingerprints, the first of which stays', async () => {
  const job = (name: string): string => `${name}:\n  script: x\n  nope: 1\n`;
  const [only] = await fingerprints({ '.gitlab-ci.yml': job('a') });
  const both = await fingerprints({ '.gitlab-ci.yml': job('a') + job('b') });
  expect([both.length, new Set(both).size, both[0]]).toEqual([2, 2, only]);
});

test.each(['description', 'check_name', 'fingerprint', 'severity', 'location'])(
  'without %s it would be no report',
  async key => {
    const [entry] = await issues();
    expect(isReport([entry])).toBe(true);
    expect(isReport([{ ...entry, [key]: undefined }])).toBe(false);
  },
);

test('nothing found is an empty list, which GitLab takes', async () => {
  expect(await issues({ '.gitlab-ci.yml': 'job: {script: x}\n' })).toEqual([]);
});

test('a hostile file stays text', async () => {
  const found = await issues(HOSTILE);
  expect(found.some(({ description }) => description.includes('gotcha'))).toBe(true);
  for (const { description } of found) expect(description).not.toMatch(/[\p{Cc}\u202e]/u);
  expect(ATTACK).toMatch(/\u202e/);
});
