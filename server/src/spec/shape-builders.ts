/** Short functions to write down the shapes of the table. */
import type {
  AnythingShape,
  BooleanShape,
  DurationTerms,
  EitherShape,
  Fields,
  IntegerShape,
  KeywordShape,
  ListShape,
  MapShape,
  NameShape,
  RecordShape,
  RefShape,
  ScalarShape,
  Shape,
  SyntaxShape,
  TextShape,
  Word,
} from './shape.ts';

export function text(more: Omit<TextShape, 'kind'> = {}): TextShape {
  return { kind: 'text', ...more };
}

export function integer(min: number, max: number, because: string): IntegerShape {
  return { kind: 'integer', min, max, because };
}

export function anyInteger(because: string): IntegerShape {
  return { kind: 'integer', because };
}

export function boolean(): BooleanShape {
  return { kind: 'boolean' };
}

export function keyword(values: readonly Word[], more: Omit<KeywordShape, 'kind' | 'values'>): KeywordShape {
  return { kind: 'keyword', values, ...more };
}

export function name(of: NameShape['of'], more: Pick<NameShape, 'filled'> = {}): NameShape {
  return { kind: 'name', of, ...more };
}

export function syntax(of: SyntaxShape['of']): SyntaxShape {
  return { kind: 'syntax', of };
}

export function duration(terms: DurationTerms = {}): SyntaxShape {
  return { kind: 'syntax', of: 'duration', terms };
}

/** Lists that GitLab flattens without a limit of its own: it reads no YAML that is nested deeper. */
export const ANY_LEVELS = 100;

export function list(item: Shape, more: Partial<Omit<ListShape, 'kind' | 'item'>> = {}): ListShape {
  return { kind: 'list', item, levels: 1, min: 0, ...more };
}

export function map(key: Shape, value: Shape, more: Omit<MapShape, 'kind' | 'key' | 'value'> = {}): MapShape {
  return { kind: 'map', key, value, ...more };
}

export function record<const Of extends Fields>(
  fields: Of,
  more: Partial<Omit<RecordShape, 'kind' | 'fields'>> = {},
): RecordShape<Of> {
  return { kind: 'record', fields, rules: [], ...more };
}

export function either(forms: Omit<EitherShape, 'kind'>): EitherShape {
  return { kind: 'either', ...forms };
}

export function ref(to: RefShape['name']): RefShape {
  return { kind: 'ref', name: to };
}

export const scalar: ScalarShape = { kind: 'scalar' };

/** The value that GitLab's messages call alphanumeric. */
export const word: ScalarShape = { kind: 'scalar', whole: true };

export const anything: AnythingShape = { kind: 'anything' };
