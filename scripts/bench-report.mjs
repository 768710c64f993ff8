/** Reports the measurements: every figure as a median, and which goals are reached. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { goalsOf } from './bench-goals.mjs';
import { root } from './ready.mjs';

/**
 * @typedef {import('./bench-figures.mjs').Sample} Sample
 * @typedef {ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<string, readonly Sample[]>>>} Results
 * @typedef {import('./bench-goals.mjs').Goal} Goal
 */

/** @param {Results} results @param {readonly string[]} servers */
export function report(results, servers) {
  return `${goalsTable(results)}\n${[...results.keys()].map(file => fileTable(results, file, servers)).join('\n')}`;
}

/** @param {Results} results @param {string} file @param {readonly string[]} servers */
function fileTable(results, file, servers) {
  const head = servers.flatMap(name => [`${name}: time`, 'CPU']);
  const rows = [...(results.get(file) ?? [])].map(([figure, measured]) => {
    const cells = servers.flatMap(name => {
      const samples = measured.get(name) ?? [];
      return [shown(medianOf(samples, 'time')), shown(medianOf(samples, 'cpu'))];
    });
    return `| ${figure} | ${cells.join(' | ')} |`;
  });
  return `### ${file}\n\n| figure | ${head.join(' | ')} |\n|---|${head.map(() => '--:|').join('')}\n${rows.join('\n')}\n`;
}

/** @param {Results} results */
function goalsTable(results) {
  const rows = goalsOf([...results.keys()]).flatMap(goal => goalRow(results, goal) ?? []);
  return `### Goals\n\n| goal | ours | allowed | met |\n|---|--:|--:|---|\n${rows.join('\n')}\n`;
}

/** @param {Results} results @param {Goal} goal */
function goalRow(results, { file, figure, column, most, isRatio }) {
  const measured = results.get(file)?.get(figure);
  const ours = medianOf(measured?.get('ours') ?? [], column);
  const base = isRatio ? medianOf(measured?.get('peer') ?? [], column) : 1;
  if (ours === undefined || base === undefined) return undefined;
  const allowed = most * base;
  const name = `${figure}, ${file}${column === 'cpu' ? ' (CPU)' : ''}`;
  const value = isRatio ? `${shown(ours)} (${(ours / base).toFixed(3)} ×)` : shown(ours);
  const limit = isRatio ? `${shown(allowed)} (${most} ×)` : shown(allowed);
  return `| ${name} | ${value} | ${limit} | ${ours <= allowed ? 'yes' : `no, by ${(ours / allowed).toFixed(1)} ×`} |`;
}

/** @param {readonly Sample[]} samples @param {'time' | 'cpu'} column memory has only one number, which counts as time */
function medianOf(samples, column) {
  const numbers = samples.flatMap(one => (typeof one === 'number' ? (column === 'time' ? [one] : []) : [one[column]]));
  return numbers.sort((a, b) => a - b)[Math.floor((numbers.length - 1) / 2)];
}

/** @param {number | undefined} value */
function shown(value) {
  if (value === undefined) return '–';
  return value < 10 ? value.toFixed(1) : String(Math.round(value));
}

const [START, END] = ['<!-- measured: begin -->', '<!-- measured: end -->'];

/** Replaces the previous tables. @param {string} text */
export async function writeReport(text) {
  const path = join(root, 'docs/performance.md');
  const before = await readFile(path, 'utf8');
  const [head = '', rest = ''] = before.split(START);
  await writeFile(path, `${head}${START}\n\n${text.trim()}\n\n${END}${rest.split(END)[1] ?? ''}`);
}
