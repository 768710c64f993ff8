/** Which editors are tried today: opening one takes longer than most tests in it. */
import { isWhole, seed } from '../../scripts/sample.mjs';

/** The suite that also opens the oldest editor, on each of so many days. */
const turns = ['window', undefined, 'web', undefined];

/** The newest one every day, the oldest one now and then. @param {'window' | 'web'} suite */
export function agesOfToday(suite) {
  const isTurn = isWhole || turns[seed % turns.length] === suite;
  return /** @type {const} */ (['newest', 'oldest']).filter(age => age === 'newest' || isTurn);
}
