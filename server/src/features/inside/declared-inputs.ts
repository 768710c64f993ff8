/** The inputs that the header of a file declares. */
import { datumToS } from '../../ci/ruby-text.ts';
import type { Place } from '../../text/span.ts';
import { loadDocument } from '../../yaml/load/load.ts';
import type { SourceDocument } from '../../yaml/tree.ts';
import { member, type Value } from '../../yaml/value/value.ts';

export interface DeclaredInput {
  readonly name: string;
  readonly type: string;
  readonly description?: string;
  /** The default; absent if a value has to be given. */
  readonly standard?: Value;
  readonly options: readonly Value[];
  readonly regex?: string;
  /** The place of its key. */
  readonly at: Place;
}

/** In the order of the header; none without a header. */
export function declaredInputs(document: SourceDocument): readonly DeclaredInput[] {
  return inputsIn(member(member(loadDocument(document).header, 'spec')?.value, 'inputs')?.value);
}

/** The inputs in a mapping of names to declarations. */
export function inputsIn(inputs: Value | undefined): readonly DeclaredInput[] {
  if (inputs?.kind !== 'map') return [];
  return [...inputs.members.values()].map(({ name, key, value }) => {
    const text = (column: string): string | undefined => {
      const held = member(value, column)?.value;
      return held?.kind === 'scalar' ? datumToS(held.datum) : undefined;
    };
    const options = member(value, 'options')?.value;
    const standard = member(value, 'default')?.value;
    const [description, regex] = [text('description'), text('regex')];
    return {
      name: datumToS(name),
      type: text('type') ?? 'string',
      options: options?.kind === 'list' ? options.items : [],
      ...(description !== undefined && { description }),
      ...(regex !== undefined && { regex }),
      ...(standard && { standard }),
      at: key,
    };
  });
}

/** The facts about the component that the file may use: the words under `spec:component`. */
export function declaredComponent(document: SourceDocument): readonly string[] {
  const words = member(member(loadDocument(document).header, 'spec')?.value, 'component')?.value;
  return words?.kind === 'list'
    ? words.items.flatMap(word => (word.kind === 'scalar' ? [datumToS(word.datum)] : []))
    : [];
}
