/** Which editors are tried today: opening one takes longer than most tests in it. */
import { isWhole, seed } from '../../scripts/sample.mjs';

/** The suites that open the oldest editor, too. */
const suites = ['window', 'web'];

/** The newest one every day; the oldest one in one of the suites a day, in turn. @param {'window' | 'web'} suite */
export function agesOfToday(suite) {
  const isTurn = isWhole || suites[seed % suites.length] === suite;
  return /** @type {const} */ (['newest', 'oldest']).filter(age => age === 'newest' || isTurn);
}
