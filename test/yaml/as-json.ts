/** CI files as JSON, which they may also be written in, and the same text as one block instead of one for each entry. */
import { pieceOf, groupedAnew } from '../../server/src/yaml/document/groups.ts';
import { parse } from '../../server/src/yaml/document/document.ts';
import { parseBlock } from '../../server/src/yaml/document/parse.ts';
import { loadDocument } from '../../server/src/yaml/load/load.ts';
import type { SourceDocument } from '../../server/src/yaml/tree.ts';
import type { Datum, Value } from '../../server/src/yaml/value/value.ts';

/** The content of a file in JSON; `undefined` if it has fewer than two entries. */
export function asJson(yaml: string): string | undefined {
  const { content } = loadDocument(parse('file:///x.yml', yaml));
  return content.members.size < 2 ? undefined : `${jsonOf(content, '')}\n`;
}

function jsonOf(value: Value, indent: string): string {
  const deeper = `${indent}  `;
  const inside = (open: string, parts: readonly string[], close: string): string =>
    parts.length === 0 ? open + close : `${open}\n${parts.map(part => deeper + part).join(',\n')}\n${indent}${close}`;
  switch (value.kind) {
    case 'scalar':
      return scalar(value.datum);
    case 'unknown':
      return '"$[[ inputs.any ]]"';
    case 'list':
      return inside(
        '[',
        value.items.map(item => jsonOf(item, deeper)),
        ']',
      );
    case 'map': {
      const pairs = [...value.members.values()].map(
        member => `${JSON.stringify(keyText(member.name))}: ${jsonOf(member.value, deeper)}`,
      );
      return inside('{', pairs, '}');
    }
  }
}

function scalar(datum: Datum): string {
  if (datum.type === 'integer' || datum.type === 'boolean') return String(datum.value);
  return datum.type === 'null' ? 'null' : JSON.stringify(keyText(datum));
}

function keyText(datum: Datum): string {
  return 'value' in datum ? String(datum.value) : 'key';
}

/** The document with its pieces read as one block each. */
export function asOneBlock(document: SourceDocument): SourceDocument {
  const pieces = document.pieces.map(piece => {
    const text = piece.entries.map(({ block }) => block.text).join('');
    return piece.groups.length === 0 ? piece : pieceOf(piece.kind, piece.span, groupedAnew([parseBlock(text)]));
  });
  return { ...document, pieces };
}
