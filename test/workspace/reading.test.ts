/**
 * When a repository is read: at once or after a pause in typing, never twice at the same time, and never for nothing.
 */
import { expect, it } from 'vitest';
import { readingAt, REST } from '../../server/src/workspace/reading.ts';
import { ROOT, worldOf, type World } from './files.ts';

const START = `${ROOT}.gitlab-ci.yml`;

function readingOf({ around }: World) {
  return readingAt(ROOT, around.filesOf(ROOT) ?? expect.fail('no files'), around);
}

function timesRead({ read }: World, uri: string): number {
  return read.filter(one => one === uri).length;
}

it('a change during a reading is read once more afterwards, however often it is asked for', async () => {
  const world = worldOf({ '.gitlab-ci.yml': 'include: a.yml\n', 'a.yml': 'a: {script: x}\n' });
  const reading = readingOf(world);
  const works = [reading.now()];
  world.disk.set(`${ROOT}a.yml`, 'b: {script: x}\n');
  works.push(reading.filesChanged([`${ROOT}a.yml`]), reading.now(), reading.now());
  await Promise.all(works);
  expect(world.told).toEqual([ROOT, ROOT]);
  const [project] = reading.repository.pipelines.values();
  expect(project?.documents.get(`${ROOT}a.yml`)?.text).toBe('b: {script: x}\n');
});

it('what was read is not read again', async () => {
  const world = worldOf({ '.gitlab-ci.yml': 'include: a.yml\n', 'a.yml': 'a: {script: x}\n' });
  const reading = readingOf(world);
  await reading.now();
  await reading.now();
  expect([timesRead(world, START), timesRead(world, `${ROOT}a.yml`)]).toEqual([1, 1]);
});

it('reads when typing has rested, once for many edits', async () => {
  const world = worldOf({ '.gitlab-ci.yml': 'a: {script: x}\n' });
  const reading = readingOf(world);
  reading.soon();
  world.clock.advance(REST - 1);
  reading.soon();
  world.clock.advance(REST - 1);
  await reading.settled();
  expect(world.told).toEqual([]);
  world.clock.advance(1);
  await reading.settled();
  expect(world.told).toEqual([ROOT]);
  world.clock.advance(10 * REST);
  await reading.settled();
  expect(world.told).toEqual([ROOT]);
});

it('reading at once makes the reading needless that waited for typing to rest', async () => {
  const world = worldOf({ '.gitlab-ci.yml': 'a: {script: x}\n' });
  const reading = readingOf(world);
  reading.soon();
  await reading.now();
  world.clock.advance(REST);
  await reading.settled();
  expect(world.told).toEqual([ROOT]);
});

it('tells nothing after its end, neither of what is being read nor of what was to be', async () => {
  const world = worldOf({ '.gitlab-ci.yml': 'a: {script: x}\n' });
  const reading = readingOf(world);
  const work = reading.now();
  reading.soon();
  reading.end();
  await work;
  world.clock.advance(REST);
  await reading.now();
  expect(world.told).toEqual([]);
});

it('a file that no pipeline depends on is no reason to read', async () => {
  const world = worldOf({ '.gitlab-ci.yml': 'a: {script: x}\n', 'other.yml': 'b: 1\n' });
  const reading = readingOf(world);
  await reading.now();
  await reading.filesChanged([`${ROOT}other.yml`, 'file:///elsewhere/.gitlab-ci.yml', `${ROOT}notes.txt`]);
  expect(world.told).toEqual([ROOT]);
  await reading.filesChanged([START]);
  expect(world.told).toEqual([ROOT, ROOT]);
});

it('can be read again after a reading that failed', async () => {
  const world = worldOf({ '.gitlab-ci.yml': 'a: {script: x}\n' });
  let fails = true;
  const onRead = (folder: string): void => {
    if (fails) throw new Error('no');
    world.around.onRead(folder);
  };
  const reading = readingOf({ ...world, around: { ...world.around, onRead } });
  await expect(reading.now()).rejects.toThrow('no');
  fails = false;
  await reading.now();
  expect(world.told).toEqual([ROOT]);
});

it('the files to complete from are searched once, and anew when YAML files came or went', async () => {
  const world = worldOf({ 'ci/a.yml': '' });
  const reading = readingOf(world);
  expect(await reading.paths()).toEqual(['ci/a.yml']);
  world.disk.set(`${ROOT}ci/b.yaml`, '');
  expect(await reading.paths()).toEqual(['ci/a.yml']);
  await reading.filesChanged([`${ROOT}ci/b.yaml`]);
  expect(await reading.paths()).toEqual(['ci/a.yml', 'ci/b.yaml']);
});
