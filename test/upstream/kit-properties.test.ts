/** The schema of the kit and our own checks agree on random handlers. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { errorsOf, patched, validator } from './kit.ts';

const faults = validator(patched);

/**
 * Without empty values and other letter case of the scheme, where they differ: see the choices in the README of the
 * kit.
 */
test('the schema refuses what our own checks refuse', { timeout: 60_000 }, () => {
  const leaf = fc.constantFrom<unknown>(
    'HTTP',
    'https',
    'ftp',
    'a_b',
    'A-b',
    '8080',
    0,
    1,
    65535,
    65536,
    -1,
    80.5,
    true,
  );
  const right = (value: unknown): fc.Arbitrary<unknown> => fc.oneof({ arbitrary: fc.constant(value), weight: 4 }, leaf);
  const header = fc.record({ name: right('X-A'), value: right('b'), more: leaf }, { requiredKeys: ['name', 'value'] });
  const headers = fc.oneof(fc.array(header, { maxLength: 2 }), header, leaf);
  const http = fc.record(
    { port: right(8080), host: right('a'), path: right('/'), scheme: right('HTTP'), http_headers: headers },
    { requiredKeys: ['port'] },
  );
  const handler = fc.oneof(
    fc.record({ exec: fc.oneof(fc.array(leaf, { maxLength: 2 }), leaf, http) }),
    fc.record({ tcp_socket: fc.oneof(fc.record({ port: right(80), host: right('a') }, { requiredKeys: [] }), leaf) }),
    fc.record({ http_get: fc.oneof(http, leaf) }),
    fc.record(
      { exec: right(['a']), tcp_socket: right({ port: 1 }), http_get: right({ port: 1 }) },
      { requiredKeys: [] },
    ),
  );
  let refused = 0;
  fc.assert(
    fc.property(handler, value => {
      const job = { script: 'echo', hooks: { pre_stop_k8s_container_handler: value } };
      const [theirs, ours] = [faults({ job }), errorsOf(`job: ${JSON.stringify(job)}\n`)];
      if (theirs.length > 0) refused++;
      if (theirs.length > 0 !== ours.length > 0) throw new Error(`${theirs.join()} against ${ours.join()}`);
    }),
    { seed: 3, numRuns: 500 },
  );
  expect(refused).toBeGreaterThan(100);
  expect(refused).toBeLessThan(450);
});
