/** The goals as data: a figure of ours compared with a number, or with the same figure of the other server. */
import { isReal } from './bench-files.mjs';

/**
 * `most` is a number of ms or MB or, with `isRatio`, a multiple of the other server's figure.
 * @typedef {{ readonly file: string, readonly figure: string, readonly column: 'time' | 'cpu', readonly most: number, readonly isRatio: boolean }} Goal
 */

/** @param {string} file @param {string} figure @param {'time' | 'cpu'} column @param {number} most @returns {Goal} */
function against(file, figure, column, most) {
  return { file, figure, column, most, isRatio: true };
}

/** @param {string} file @param {string} figure @param {'time' | 'cpu'} column @param {number} most @returns {Goal} */
function within(file, figure, column, most) {
  return { file, figure, column, most, isRatio: false };
}

const [TEMPLATE, BURST] = ['key in a shared template', 'burst of 20 keys, then completion'];
const MAPPING = 'one JSON mapping of 150 kB';

/** @type {readonly Goal[]} */
const GOALS = [
  against('1000 jobs', 'start', 'time', 0.35),
  against('1000 jobs', 'open', 'time', 0.5),
  against('5000 jobs', 'open', 'time', 0.5),
  within('100 jobs', 'key in a job', 'cpu', 3),
  within('1000 jobs', 'key in a job', 'cpu', 4),
  within('5000 jobs', 'key in a job', 'cpu', 6),
  within('20000 jobs', 'key in a job', 'cpu', 10),
  within('1000 jobs', TEMPLATE, 'time', 20),
  within('5000 jobs', TEMPLATE, 'time', 20),
  within('1000 jobs', TEMPLATE, 'cpu', 60),
  within('5000 jobs', TEMPLATE, 'cpu', 250),
  within('1000 jobs', BURST, 'time', 100),
  within('5000 jobs', BURST, 'time', 100),
  against('1000 jobs', BURST, 'cpu', 1),
  against('5000 jobs', BURST, 'cpu', 1),
  within('5000 jobs', '500 cursors', 'time', 100),
  against('1000 jobs', 'type and complete', 'time', 0.03),
  against('5000 jobs', 'type and complete', 'time', 0.005),
  against('1000 jobs', 'hover', 'time', 0.05),
  against('1000 jobs', 'symbols', 'time', 0.25),
  against('5000 jobs', 'symbols', 'time', 0.25),
  within('1000 jobs', 'jobs of the scenario, after a key', 'time', 16),
  against('1000 jobs', 'memory after use', 'time', 0.5),
  against('20000 jobs', 'memory after use', 'time', 0.5),
  against('100 open files', 'memory after open', 'time', 0.4),
  against(MAPPING, 'key in a job', 'time', 0.1),
  against(MAPPING, 'type and complete', 'time', 0.1),
  within('check', 'pipeline of 150 files', 'time', 3000),
  within('check', '1000 files', 'cpu', 5000),
];

/** The goals of the measured files; real ones, whose names nobody knows here, share one. @param {readonly string[]} files */
export function goalsOf(files) {
  return [...GOALS, ...files.filter(isReal).map(file => against(file, 'open', 'time', 0.25))];
}
