/** Finds the texts of a block that contain `${{ … }}`, and who evaluates each of them. */
import { parseTemplate, type Expression } from '../../expression/template.ts';
import { below, find, scalarsIn, within, type FoundField } from '../../readings/find.ts';
import { preStopHandler } from '../../spec/hooks.ts';
import type { Field } from '../../spec/shape.ts';
import type { Place } from '../../text/span.ts';
import type { ScalarValue, Value } from '../../yaml/value/value.ts';
import { perBlock } from '../engine/rule.ts';
import type { NodePath } from '../../yaml/tree.ts';

export interface TemplateText {
  readonly value: ScalarValue;
  readonly text: string;
  readonly expressions: readonly Expression[];
  readonly evaluates: NonNullable<Field['evaluates']>;
  /** Keys and indices from the root, the name of the entry first. */
  readonly path: NodePath;
}

/** All of them except in places that the table does not know; for the name of an entry, the place of its key. */
export const templateTexts = perBlock(({ block, root, kind }): readonly TemplateText[] => {
  // most blocks have none
  if (kind === 'ignored' || root.kind !== 'map' || !block.text.includes('${{')) return [];
  return [...root.members].flatMap(([name, { key, value, via }]) => {
    const entryKeys = value.kind === 'map' ? [...value.members.keys()] : [];
    const found = find([name], { piece: kind === 'header' ? 'header' : 'content', entryKeys });
    const named = via ? [] : textsIn(nameValue(name, key), { found, evaluates: 'nobody', path: [name] });
    return [...named, ...textsIn(value, { found, evaluates: 'nobody', path: [name] })];
  });
});

function nameValue(name: string, at: Place): ScalarValue {
  return { kind: 'scalar', datum: { type: 'string', value: name }, at, via: [] };
}

interface Way {
  readonly found: FoundField | undefined;
  readonly evaluates: Field['evaluates'];
  readonly path: TemplateText['path'];
}

function textsIn(value: Value, way: Way): readonly TemplateText[] {
  const { found, path } = way;
  if (value.kind === 'scalar') return textsOf(value, way);
  if (value.kind === 'list')
    return value.items.flatMap((item, index) => {
      const inner = found && within(found, item.kind === 'list' ? 0 : undefined);
      return textsIn(item, { ...way, found: inner, path: [...path, index] });
    });
  if (value.kind !== 'map') return [];
  const keys = [...value.members.keys()];
  return [...value.members].flatMap(([key, member]) => {
    const inner = found && below(found, key, keys);
    return textsIn(member.value, { found: inner, evaluates: evaluatedAt(inner, way), path: [...path, key] });
  });
}

/** The table does not know the inputs of a function, but they are evaluated all the same. */
function evaluatedAt(inner: FoundField | undefined, { evaluates, found }: Way): Field['evaluates'] {
  if (!inner) return found?.shape.kind === 'anything' || (!found && evaluates === 'step') ? evaluates : undefined;
  // in a handler, the hint about unexpanded variables says so already
  return inner.field === preStopHandler ? undefined : (inner.field.evaluates ?? evaluates);
}

function textsOf(value: ScalarValue, { found, evaluates, path }: Way): readonly TemplateText[] {
  const { datum } = value;
  if (!evaluates || datum.type !== 'string' || !datum.value.includes('${{') || datum.value.includes('$[[')) return [];
  if (evaluates === 'nobody' && found && !takesText(found)) return [];
  return [{ value, text: datum.value, expressions: parseTemplate(datum.value), evaluates, path }];
}

/** Where only numbers, words or conditions are allowed, a text is refused as it is. */
function takesText({ shape }: FoundField): boolean {
  const forms = scalarsIn(shape);
  return forms.length === 0 || forms.some(({ kind }) => kind === 'text' || kind === 'scalar' || kind === 'name');
}
