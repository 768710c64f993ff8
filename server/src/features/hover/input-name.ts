/** Hover on the name of an input: in the header that declares it, and where an include gives it a value. */
import { readInclude } from '../../ci/include-entry.ts';
import { uriBelow } from '../../text/uri.ts';
import type { Project } from '../../ci/project.ts';
import { code, say, type Markdown } from '../../text/markdown.ts';
import { readNode } from '../../yaml/value/read.ts';
import type { MapNode, Node, SourceDocument } from '../../yaml/tree.ts';
import { declaredInputs, type DeclaredInput } from '../inside/declared-inputs.ts';
import { describeInput } from '../inside/describe-input.ts';
import type { Target } from '../target.ts';

/** Markdown; nothing on other keys, or if the included file was not read. */
export function describeInputName(project: Project, document: SourceDocument, target: Target): Markdown | undefined {
  const { path, piece } = target;
  if (path.at(-2) !== 'inputs' || target.part !== 'key') return undefined;
  const name = String(path.at(-1));
  const inputs = piece === 'header' ? declaredInputs(document) : inputsOfInclude(project, document, target);
  const input = inputs.find(each => each.name === name);
  return input && say`**Input** ${code(name)}\n\n${describeInput(project, input)}`;
}

/** The inputs that the file of an include, or the child pipeline of a trigger, declares. */
function inputsOfInclude(project: Project, document: SourceDocument, target: Target): readonly DeclaredInput[] {
  const entry = target.block.root && holderOf(target.block.root, target.parent);
  const read = entry && readInclude(readNode(document.uri, target.block, entry));
  if (!read || 'fault' in read) return [];
  return read.entries.flatMap(({ target: file }) => {
    const uri = file.kind === 'local' ? uriBelow(project.folder, file.path) : undefined;
    const included = uri === undefined ? undefined : project.documents.get(uri);
    return included ? declaredInputs(included) : [];
  });
}

/** The mapping that has another one as the value of a key. */
function holderOf(node: Node, inner: MapNode | undefined): MapNode | undefined {
  if (node.kind === 'map' && node.pairs.some(({ value }) => value === inner)) return node;
  const below = node.kind === 'map' ? node.pairs.map(({ value }) => value) : node.kind === 'list' ? node.items : [];
  for (const each of below) {
    const found = each && holderOf(each, inner);
    if (found) return found;
  }
  return undefined;
}
