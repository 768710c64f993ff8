/**
 * A client opens, edits, asks, cancels, configures and changes files, folders and branches in any order: once nothing is waiting, the
 * server says what a new one says about the same files.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AwakeLimits } from '../../server/src/workspace/awake.ts';
import { Driver, type Kind } from './driver.ts';
import { PATIENCE, tryLater } from './rounds.ts';
import { linkedText, PATHS, step, type Step } from './steps.ts';

const repository = fc.record(Object.fromEntries(PATHS.map(path => [path, linkedText])));

/** How many files are kept ready for work, however short they are. */
const awake = fc.constantFrom(undefined, { files: 0, text: 0 }, { files: 1, text: 0 });

const kind: fc.Arbitrary<Kind> = fc.record({
  isPulling: fc.boolean(),
  is: fc.constantFrom<Kind['is'][]>('ours', 'other', 'blind'),
  pauses: fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 5 }),
});

test('workspaces', { timeout: PATIENCE }, async () => {
  const steps = fc.array(step, { minLength: 1, maxLength: 12 });
  await tryLater(fc.asyncProperty(fc.record({ kind, awake }), repository, steps, session));
});

async function session(
  { kind: of, awake: kept }: { readonly kind: Kind; readonly awake: AwakeLimits | undefined },
  files: Readonly<Record<string, string>>,
  steps: readonly Step[],
): Promise<void> {
  const driver = await Driver.on({ ...files, '.git/HEAD': 'ref: refs/heads/main\n' }, of, kept);
  try {
    await driver.take({ does: 'open', path: '.gitlab-ci.yml', spelling: 'plain' });
    for (const one of steps) {
      await driver.take(one);
      if (one.does === 'compare') await compare(driver);
    }
    await compare(driver);
  } finally {
    driver.server.stop();
  }
}

async function compare(driver: Driver): Promise<void> {
  const told = await driver.told();
  const fresh = await driver.fresh();
  try {
    expect(told).toEqual(await fresh.told());
    for (const { server } of [driver, fresh])
      expect({ logged: server.logged.filter(isUnexpected), exits: server.exits }).toEqual({ logged: [], exits: [] });
  } finally {
    fresh.server.stop();
  }
}

/** A person is told that there is a folder where the configuration should be. */
function isUnexpected(logged: string): boolean {
  return !logged.endsWith('.gitlab-ci-tools.yml is left out: the file cannot be read (folder).');
}
