/** A pipeline that somebody starts with inputs: values for its first file, like those that an include gives. */
import { cachedBy, cachedByPair } from '../text/cached.ts';
import type { Value } from '../yaml/value/value.ts';
import { valueOfJson } from './input-value.ts';
import type { Project } from './project.ts';

/** JSON by the name of the input. */
export type GivenInputs = Readonly<Record<string, unknown>>;

export const withInputs = cachedByPair((project: Project, inputs: GivenInputs): Project => {
  return { ...project, inputs: valueFor(inputs), lineage: lineageFor(project.lineage, inputs) };
});

/** The same object for the same inputs, so that the content of the file stays cached. */
const valueFor = cachedBy((inputs: GivenInputs): Value => valueOfJson(inputs, NOWHERE));

/** No file has them. */
const NOWHERE = { at: { uri: '', block: { text: '' }, span: { start: 0, end: 0 } }, via: [] } as const;

/** What is remembered about a pipeline does not hold for the same one with other inputs. */
const lineageFor = cachedByPair((_lineage: object, _inputs: GivenInputs): object => ({}));
