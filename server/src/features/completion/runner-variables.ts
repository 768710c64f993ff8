/**
 * Completion of the variables that tell the runner how to work: their names where variables are set, and their values.
 */
import { describeRunner, runnerDetail, runnerVariable } from '../../readings/describe-runner.ts';
import type { SnippetBody, Candidate } from '../../readings/offer.ts';
import { runnerVariables, type RunnerVariable } from '../../spec/runner.ts';
import { text } from '../../spec/shape-builders.ts';
import { typePlain } from '../../yaml/value/scalar.ts';
import type { Completion } from './compose.ts';
import { candidateKeys } from './keys.ts';
import { fieldAt, type Site } from './site.ts';
import { wordCompletions } from './values.ts';
import type { NodePath } from '../../yaml/tree.ts';

/** The names that the mapping at the cursor lacks. */
export function runnerKeys(site: Site): readonly Completion[] {
  const { cursor } = site;
  if (!isForRunner(site, cursor.path)) return [];
  const present = new Set(cursor.siblings.map(({ name }) => name));
  const offers = Object.entries(runnerVariables).map(([name, variable], index): Candidate => {
    const label = variable.series ? nextOf(name, present) : name;
    const body = bodyOf(variable);
    return {
      kind: 'key',
      label,
      detail: runnerDetail(variable),
      doc: describeRunner(variable),
      body,
      rank: 'rest',
      sortText: `2${String(index).padStart(3, '0')}`,
      filter: [label],
      deprecated: false,
      opens: body.words.length > 0,
      preselect: false,
    };
  });
  return candidateKeys(
    site,
    offers.filter(({ label }) => !present.has(label)),
  );
}

/** The values of the variable whose value is being typed; the default is marked as such. */
export function runnerValues(site: Site): readonly Completion[] {
  const { path } = site.cursor;
  const way = path.at(-1) === 'value' ? path.slice(0, -1) : path;
  const variable = isForRunner(site, way.slice(0, -1)) ? runnerVariable(String(way.at(-1))) : undefined;
  if (!variable?.values) return [];
  return wordCompletions(site, text({ usual: variable.values })).map(item => ({
    ...item,
    ...(item.label === variable.default && { detail: `default: ${item.detail}` }),
  }));
}

/** Whether variables that are set there reach the runner: those of services reach only their containers. */
function isForRunner({ cursor }: Site, path: NodePath): boolean {
  return path.at(-1) === 'variables' && fieldAt(cursor, path)?.field.forRunner === true;
}

/** The first free number of a series. */
function nextOf(begin: string, present: ReadonlySet<string>): string {
  let number = 1;
  while (present.has(`${begin}${number}`)) number++;
  return `${begin}${number}`;
}

/** In quotes if YAML would read another type than a string. */
function bodyOf({ values = [] }: RunnerVariable): Extract<SnippetBody, { readonly kind: 'scalar' }> {
  const quoted = values.some(({ value }) => typePlain(value).type !== 'string');
  return { kind: 'scalar', placeholder: '', quoted, words: values };
}
