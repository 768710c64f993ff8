/** The configuration of a repository is said to have changed only if it did: every open file is judged again then. */
import { expect, it } from 'vitest';
import { configurationAt } from '../../server/src/workspace/configuration/held.ts';
import { ROOT, worldOf } from './files.ts';

const URI = `${ROOT}.gitlab-ci-tools.yml`;

function held(texts: Readonly<Record<string, string>>) {
  const world = worldOf(texts);
  let changes = 0;
  const around = { ...world.around, onConfigured: () => void changes++ };
  const configuration = configurationAt(ROOT, world.around.filesOf(ROOT) ?? expect.fail('no files'), around);
  const look = async (): Promise<number> => {
    configuration.changed();
    await new Promise(resolve => setImmediate(resolve));
    return changes;
  };
  return { world, configuration, look };
}

it('is the same if nobody wrote it, whether or not it is there', async () => {
  for (const texts of [{ '.gitlab-ci-tools.yml': 'gitlabVersion: "17.0"\n' }, {}]) {
    const { configuration, look } = held(texts);
    await configuration.values();
    expect(await look()).toBe(0);
  }
});

it('has changed when it was written, made or deleted', async () => {
  const { world, configuration, look } = held({});
  expect(await configuration.values()).toEqual({});
  for (const [index, version] of ['17.0', '18.0'].entries()) {
    world.disk.set(URI, `gitlabVersion: "${version}"\n`);
    expect(await look()).toBe(index + 1);
    expect(await configuration.values()).toEqual({ gitlabVersion: version });
  }
  world.disk.delete(URI);
  expect(await look()).toBe(3);
  expect(await configuration.values()).toEqual({});
});

it('has changed when the editor closes it with what is half typed', async () => {
  const { world, configuration, look } = held({ '.gitlab-ci-tools.yml': 'gitlabVersion: "17.0"\n' });
  await configuration.values();
  world.put('.gitlab-ci-tools.yml', 'gitlabVersion: [\n');
  configuration.changed(0);
  world.clock.advance(0);
  expect(await configuration.values()).toEqual({ gitlabVersion: '17.0' });
  world.disk.set(URI, 'gitlabVersion: [\n');
  world.shut('.gitlab-ci-tools.yml');
  expect(await look()).toBe(2);
});
