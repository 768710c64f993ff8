/** Which files are kept ready for work: those that were touched last, within limits. */
import { expect, it } from 'vitest';
import { awakeWithin, type Awake } from '../../server/src/workspace/awake.ts';

const NAMES = ['a', 'b', 'c', 'd'];

function awakeIn(awake: Awake): readonly string[] {
  return NAMES.filter(name => awake.has(name));
}

/** What is to rest now. */
function settled(awake: Awake): readonly string[] {
  const resting: string[] = [];
  awake.settle(uri => {
    resting.push(uri);
    return 'done';
  });
  return resting;
}

it('those that were touched last stay awake, however long they are', () => {
  const awake = awakeWithin({ files: 2, text: 10 });
  for (const name of NAMES) awake.touch(name, 1000);
  awake.touch('a', 1000);
  expect(awakeIn(awake)).toEqual(['a', 'd']);
  expect(settled(awake)).toEqual(['b', 'c']);
  expect(settled(awake)).toEqual([]);
});

it('more of them stay awake while they are short', () => {
  const awake = awakeWithin({ files: 1, text: 10 });
  for (const name of ['a', 'b', 'c']) awake.touch(name, 3);
  expect(awakeIn(awake)).toEqual(['a', 'b', 'c']);
  // the same file, longer now
  awake.touch('c', 5);
  expect(awakeIn(awake)).toEqual(['b', 'c']);
});

it('what cannot rest yet does so later, unless it was touched or closed meanwhile', () => {
  const awake = awakeWithin({ files: 1, text: 0 });
  for (const name of NAMES) awake.touch(name, 1);
  awake.settle(() => 'later');
  awake.closed('a');
  awake.touch('b', 1);
  expect(settled(awake)).toEqual(['c', 'd']);
});

it('what was read of a resting file is to rest again', () => {
  const awake = awakeWithin({ files: 1, text: 0 });
  awake.touch('a', 1);
  awake.woken('a');
  awake.woken('b');
  expect(settled(awake)).toEqual(['b']);
});
