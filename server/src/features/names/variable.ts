/** Variables by name: the keys that set them, and everything that uses them. */
import type { Project } from '../../ci/project.ts';
import { scalarsIn } from '../../readings/find.ts';
import { shift, type Span } from '../../text/span.ts';
import { readScalar } from '../../yaml/value/scalar.ts';
import type { Block, PieceKind, ScalarNode, SourceDocument } from '../../yaml/tree.ts';
import { scalarsOf, scalarsTouching, type PlacedScalar } from '../inside/scalars.ts';
import { sourceOf } from '../inside/source.ts';
import { useAt } from '../inside/use-at.ts';
import { variableUses } from '../inside/variable-uses.ts';
import { entryAt } from '../../yaml/document/document.ts';
import { documentsOf } from './spots.ts';
import { wordSpots, type WordInBlock, type WordSpot } from './word-spots.ts';

/** The name of a variable in a text. */
export interface VariableAt {
  readonly name: string;
  readonly role: 'definition' | 'use';
  /** The root entry that contains it. */
  readonly entry: string;
  /** In the document; for a use, including its `$`. */
  readonly span: Span;
}

/** The variable that is set, used or inherited at an offset. */
export function variableAt(document: SourceDocument, offset: number): VariableAt | undefined {
  const use = useAt(document, offset);
  if (use) return use.kind === 'variable' ? { ...use, role: 'use', entry: String(use.text.path[0]) } : undefined;
  const found = entryAt(document, offset);
  if (!found) return undefined;
  const { piece, entry } = found;
  const [placed] = scalarsTouching(entry.block, piece.kind, offset - entry.start);
  const role = placed && roleOf(placed);
  if (!role) return undefined;
  const span = shift(entry.start, placed.node.span);
  return { name: nameOf(placed.node), role, entry: String(placed.path[0]), span };
}

/** Every place in the files of a pipeline that sets or uses a variable of this name. */
export function spotsOfVariable(project: Project, name: string): readonly WordSpot[] {
  return documentsOf(project).flatMap(document => variablesIn(document, name));
}

/** The same for one document. */
export function variablesIn(document: SourceDocument, name: string): readonly WordSpot[] {
  return wordSpots(document, (block, piece) => inBlock(block, piece, name));
}

function inBlock(block: Block, piece: PieceKind, name: string): readonly WordInBlock[] {
  if (!block.text.includes(name)) return [];
  return scalarsOf(block, piece).flatMap(scalar => {
    const role = roleOf(scalar);
    if (role)
      return nameOf(scalar.node) === name ? [{ span: scalar.node.span, isDefinition: role === 'definition' }] : [];
    return usesIn(scalar, block.text, name);
  });
}

/** The role of a key or scalar that consists of nothing but the name of a variable. */
function roleOf({ part, path, found, node }: PlacedScalar): VariableAt['role'] | undefined {
  if (part === 'value') {
    const isName = found && scalarsIn(found.shape).some(form => form.kind === 'name' && form.of === 'variable');
    return isName && readScalar(node).type === 'string' ? 'use' : undefined;
  }
  const above = path.at(-2);
  const isSet = above === 'variables' || (typeof above === 'number' && path.at(-3) === 'matrix');
  return isSet && found ? 'definition' : undefined;
}

function usesIn({ node, expansion }: PlacedScalar, text: string, name: string): readonly WordInBlock[] {
  const written = text.slice(node.span.start, node.span.end);
  if (!expansion || !written.includes(name)) return [];
  const { source, open } = sourceOf(written, node.style);
  return variableUses(source, expansion)
    .filter(use => use.name === name)
    .map(({ span }) => ({ span: shift(node.span.start + open, span), isDefinition: false }));
}

function nameOf(node: ScalarNode): string {
  return node.text;
}
