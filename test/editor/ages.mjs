/** Which editors are tried today: opening one takes longer than most tests in it. */
import { isWhole, seed } from '../../scripts/sample.mjs';

/** The suites that also open the oldest editor, in turn, one on each of these days. */
const turns = ['window', undefined, 'web', undefined];

/** The newest one every day, and the oldest one when it is the suite's turn. @param {'window' | 'web'} suite */
export function agesOfToday(suite) {
  const isTurn = isWhole || turns[seed % turns.length] === suite;
  return /** @type {const} */ (['newest', 'oldest']).filter(age => age === 'newest' || isTurn);
}
