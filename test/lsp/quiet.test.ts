/** Work in turns: each begins when the one before is done. */
import { expect, it } from 'vitest';
import { inTurns } from '../../server/src/lsp/quiet.ts';

it('begins each piece of work when the one before is done, also what comes later', () => {
  const [begun, quiet]: [string[], (() => void)[]] = [[], []];
  const ends = new Map<string, () => void>();
  const inTurn = inTurns(run => void quiet.push(run));
  const add = (name: string): void =>
    inTurn(done => {
      begun.push(name);
      ends.set(name, done);
    });
  const end = (name: string): void => {
    ends.get(name)?.();
    for (const run of quiet.splice(0)) run();
  };
  add('a');
  add('b');
  expect(begun).toEqual(['a']);
  end('a');
  expect(begun).toEqual(['a', 'b']);
  end('b');
  add('c');
  expect(begun).toEqual(['a', 'b', 'c']);
});
