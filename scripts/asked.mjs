/** Reads the command line of `npm test`. */

const HELP = `npm test                 every suite; what tries very much tries the part of today
npm test -- NAME …       the suites of these names
npm run check            format, types, lint and unit: for every day
npm run nightly          every suite, and all cases of those that try a part a day

  --whole                all cases, as with WHOLE=1
  SEED=N                 the part of day N instead of today
  REQUIRE_ALL=1          what cannot run here is a failure

Suites: `;

/**
 * @typedef {{ readonly help: true } | { readonly wrong: string } | Asked} Reading
 * @typedef {{ readonly names: readonly string[], readonly isWhole: boolean }} Asked
 */

/** @param {readonly string[]} args @returns {Reading} */
export function readArguments(args) {
  if (args.includes('--help')) return { help: true };
  const options = args.filter(arg => arg.startsWith('-'));
  const unknown = options.filter(option => option !== '--whole');
  if (unknown.length > 0) return { wrong: `No option ${unknown.join(', ')}; --help says what there is.` };
  return {
    names: args.filter(arg => !arg.startsWith('-')),
    isWhole: options.includes('--whole'),
  };
}

/** @param {readonly string[]} names of all suites */
export function helpText(names) {
  return HELP + names.join(', ');
}
