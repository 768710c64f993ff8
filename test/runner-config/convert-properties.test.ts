/** Converting `config.toml` to hooks of jobs and back does not change the tables. */
import fc from 'fast-check';
import { parse as parseToml } from 'smol-toml';
import { expect, test } from 'vitest';
import { runnerConfigOf } from '../../server/src/projection/runner-config.ts';
import { hooksText } from '../../server/src/runner-config/convert.ts';
import { lifecycleHooks } from '../../server/src/runner-config/hooks.ts';
import { readRunnerConfig } from '../../server/src/runner-config/read.ts';
import { jobIn } from '../projection/job.ts';
import { isMapping, itemsOf, type Json } from '../projection/json.ts';

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    'yes',
    '8080',
    '0x1F',
    ':x',
    '<<',
    '2024-01-01',
    '$[[ inputs.a ]]',
    '!reference',
    '- a',
    'a: b',
    '~',
    '',
    ' ',
  ),
);
const port = fc.integer({ min: 1, max: 65535 });
const headers = fc.array(fc.record({ name: fc.stringMatching(/^[-A-Za-z0-9]+$/), value: text }), { maxLength: 3 });
const request = fc.record(
  { port, path: text, host: text, scheme: fc.constantFrom('HTTP', 'HTTPS'), http_headers: headers },
  { requiredKeys: ['port'] },
);
const handler: fc.Arbitrary<Json> = fc.oneof(
  fc.record({ exec: fc.record({ command: fc.array(text, { minLength: 1, maxLength: 4 }) }) }),
  fc.record({ tcp_socket: fc.record({ port, host: text }, { requiredKeys: ['port'] }) }),
  fc.record({ http_get: request }),
);

/** The tables in one of the forms that TOML has for them. */
function toml(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(toml).join(', ')}]`;
  if (!isMapping(value)) return typeof value === 'string' ? basic(value) : JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([key, held]) => `${key} = ${toml(held)}`)
    .join(', ')} }`;
}

function basic(value: string): string {
  return JSON.stringify(value).replace(/\u007f/g, '\\u007f');
}

function preStopIn(config: string): Json | undefined {
  const [runner] = itemsOf((parseToml(config) as Readonly<Record<string, Json>>)['runners']);
  const kubernetes = isMapping(runner) ? runner['kubernetes'] : undefined;
  const lifecycle = isMapping(kubernetes) ? kubernetes['container_lifecycle'] : undefined;
  return isMapping(lifecycle) ? lifecycle['pre_stop'] : undefined;
}

test('config.toml to hooks of jobs to config.toml is the identity on its tables', () => {
  fc.assert(
    fc.property(handler, tables => {
      const config = `[[runners]]\n[runners.kubernetes.container_lifecycle]\npre_stop = ${toml(tables)}\n`;
      const [hook] = lifecycleHooks(readRunnerConfig('file:///config.toml', config));
      const yaml = hook && hooksText(hook);
      const { job } = jobIn(`${yaml ?? ''}job: {script: x}\n`);
      expect(job.faults).toEqual([]);
      const back = runnerConfigOf(job) ?? '';
      expect(preStopIn(back)).toEqual(tables);
      expect(preStopIn(back)).toEqual(preStopIn(config));
    }),
    { numRuns: 300 },
  );
});
