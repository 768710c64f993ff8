/** `--format sarif`: valid against the published schema of SARIF 2.1.0, and with what a reader of reports needs. */
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { ATTACK, formatted, HOSTILE } from './result.ts';
import published from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json';

/** The schema has the identifiers of an older draft; its other keywords have the same meaning. */
const { id: _, $schema: __, ...schema }: Readonly<Record<string, unknown>> = published;
const isSarif = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false, validateFormats: false }).compile(
  schema,
);

interface Log {
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
      readonly invocations: readonly object[];
      readonly results: readonly {
        readonly ruleId: string;
        readonly ruleIndex: number;
        readonly level: string;
        readonly message: { readonly text: string };
        readonly locations: readonly [{ readonly physicalLocation: { readonly artifactLocation: { uri: string } } }];
        readonly fixes?: readonly object[];
      }[];
    },
  ];
}

async function log(...args: Parameters<typeof formatted> extends [string, ...infer Rest] ? Rest : never): Promise<Log> {
  const { out } = await formatted('sarif', ...args);
  const read: unknown = JSON.parse(out);
  isSarif(read);
  expect(isSarif.errors ?? []).toEqual([]);
  return read as Log;
}

test('it is SARIF, and every result finds its rule', async () => {
  const { runs } = await log();
  const [{ tool, results }] = runs;
  expect(results.map(({ ruleId, level }) => [ruleId, level])).toEqual([
    ['unknown-key', 'error'],
    ['duplicate-key', 'warning'],
  ]);
  for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
  expect(results[1]?.fixes).toHaveLength(1);
});

test('what could not be read is a notification, and the run no success', async () => {
  const { runs } = await log(undefined, 'none.yml');
  expect(runs[0].invocations).toEqual([
    {
      executionSuccessful: false,
      exitCode: 2,
      toolExecutionNotifications: [expect.objectContaining({ level: 'error' }) as object],
    },
  ]);
});

test('a hostile file makes no link, no placeholder and no other file', async () => {
  const [{ results }] = (await log(HOSTILE)).runs;
  expect(results.length).toBeGreaterThan(1);
  for (const { message, locations } of results) {
    expect(message.text).not.toMatch(/(?<!\\)\[[^\]]*\]\(|(?<!\{)\{0\}|[\p{Cc}\u202e]/u);
    const [name] = Object.keys(HOSTILE).slice(1);
    expect(decodeURIComponent(locations[0].physicalLocation.artifactLocation.uri)).toBe(name);
    expect(locations[0].physicalLocation.artifactLocation.uri).toMatch(/^[\w.%!'()*~-]+$/);
  }
  expect(results.some(({ message }) => message.text.includes('gotcha'))).toBe(true);
  expect(ATTACK).toMatch(/\{0\}/);
});

test('the published schema is the one that refuses', () => {
  const [wrong, right] = ['2.0.0', '2.1.0'].map(version => ({ version, runs: [{ tool: { driver: { name: 'x' } } }] }));
  expect([isSarif(wrong), isSarif(right)]).toEqual([false, true]);
  expect(isSarif({ ...right, runs: [{ tool: { driver: { name: 'x' } }, results: [{ message: {} }] }] })).toBe(false);
});
