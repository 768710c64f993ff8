/** What an input has to be for the values that it makes up alone: its type, and a default that the pipeline starts with. */
import { hasForm } from '../../readings/check/scalar.ts';
import { listIn, mappingIn, scalarsIn, type FoundField } from '../../readings/find.ts';
import type { KeywordShape, Shape } from '../../spec/shape.ts';
import { keyText } from '../../yaml/value/print.ts';

/** As it is written in a header; what is absent is left to the author. */
export interface NeededInput {
  readonly type?: 'number' | 'boolean' | 'array';
  readonly default?: string;
}

/** Given the fields of those values; inputs that are only parts of texts are texts. */
export function neededInput(places: readonly FoundField[]): NeededInput {
  if (places.length === 0) return { default: "''" };
  const types = new Set(places.map(({ shape }) => typeOf(shape)));
  const [type] = types;
  if (types.size > 1 || type === undefined) return {};
  const defaults = new Set(places.map(place => defaultAt(place, type)));
  const [standard] = defaults;
  return {
    ...(type !== 'string' && { type }),
    ...(defaults.size === 1 && standard !== undefined && { default: standard }),
  };
}

type Type = 'string' | 'number' | 'boolean' | 'array';

/** The usual form decides where a value may be written in several; an input cannot be a mapping. */
function typeOf(shape: Shape): Type | undefined {
  const [usual] = scalarsIn(shape);
  if (!usual) return listIn(shape) && !mappingIn(shape) ? 'array' : undefined;
  if (usual.kind === 'integer') return 'number';
  if (usual.kind === 'anything' || usual.kind === 'ref') return undefined;
  return usual.kind === 'boolean' ? 'boolean' : 'string';
}

/** The value that holds without the key, else the least that GitLab takes there. */
function defaultAt({ field, shape }: FoundField, type: Type): string | undefined {
  const own = field.shape === shape ? field.default : undefined;
  if (typeof own === (type === 'array' ? 'object' : type) && typeof own !== 'object') return written(own);
  const list = listIn(shape);
  if (type === 'array') return list && list.min === 0 && list.filled === undefined ? '[]' : undefined;
  const [usual] = scalarsIn(shape);
  return usual && leastOf(usual);
}

function written(value: string | number | boolean | undefined): string | undefined {
  return typeof value === 'string' ? keyText({ type: 'string', value }) : value?.toString();
}

function leastOf(shape: Shape): string | undefined {
  switch (shape.kind) {
    case 'integer':
      return String(shape.min ?? 0);
    case 'boolean':
      return 'false';
    case 'text':
      return shape.filled === undefined && (!shape.pattern || hasForm('', shape.pattern.source)) ? "''" : undefined;
    case 'scalar':
      return shape.filled === undefined ? "''" : undefined;
    case 'keyword':
      return onlyWord(shape);
    default:
      return undefined;
  }
}

/** Which of several words is meant, only the author knows. */
function onlyWord({ values: [word, ...others] }: KeywordShape): string | undefined {
  return others.length === 0 && word ? written(word.value) : undefined;
}
