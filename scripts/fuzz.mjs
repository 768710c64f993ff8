/**
 * Looks for texts and edits that bring the server down, for as long as it is told to:
 * `npm run fuzz -- --minutes 10 [--seed 7] [--path 12:0:3] [-t 'name of a test']`.
 * What it finds is shrunk and told with its seed and path, which repeat it. The tests lie in test/fuzz.
 */
import { parseArgs } from 'node:util';
import { ready } from './ready.mjs';
import { binOf, run } from './run.mjs';
import { seed as today } from './sample.mjs';

/** The tests of test/fuzz, which share the time. */
const TESTS = 6;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    seed: { type: 'string', default: String(today) },
    path: { type: 'string' },
    test: { type: 'string', short: 't' },
  },
});
const seconds = (Number(values.minutes) * 60) / (values.test === undefined ? TESTS : 1);
if (!(seconds > 0) || !Number.isInteger(Number(values.seed))) {
  console.error('npm run fuzz -- --minutes NUMBER --seed WHOLE_NUMBER');
  process.exit(2);
}
ready();
console.log(`${values.minutes} minutes of fuzzing, seed ${values.seed}`);
const chosen = values.test === undefined ? [] : ['-t', values.test];
process.exitCode = await run(
  process.execPath,
  [binOf('vitest'), 'run', '--project=thorough', '--no-file-parallelism', 'test/fuzz', ...chosen],
  {
    env: { FUZZ_SECONDS: String(seconds), FUZZ_PATH: values.path, SEED: values.seed },
    seconds: seconds * TESTS + 1800,
  },
);
