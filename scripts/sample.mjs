/** Selects a part of many cases, a different one every day, so that all of them are tried in turn; all at once if WHOLE is 1. */

export const isWhole = process.env.WHOLE === '1';

/**
 * One part of `oneOf`: today's, or that of SEED, the number of a day.
 * @template T
 * @param {readonly T[]} cases @param {number} oneOf
 * @returns {readonly T[]}
 */
export function sample(cases, oneOf) {
  return isWhole ? cases : cases.filter((_, index) => index % oneOf === seed % oneOf);
}

const DAY = 24 * 60 * 60 * 1000;

/** The number of the day; with it, what fails today can be repeated tomorrow. */
export const seed = Number(process.env.SEED ?? Math.floor(Date.now() / DAY));
