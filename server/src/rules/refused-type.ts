/** Reports plain text that Ruby reads as a date or another object which GitLab's loader refuses, and the whole file with it. */
import type { Fix, Report } from '../text/problem.ts';
import { quote } from '../yaml/edit.ts';
import { readScalar } from '../yaml/scalar.ts';
import type { Node, ScalarNode } from '../yaml/tree.ts';
import type { BlockContext, BlockRule } from './rule.ts';

export const refusedType: BlockRule = {
  codes: ['refused-type'],
  check(context, report) {
    if (context.block.root) walk(context, context.block.root, report);
  },
};

function walk(context: BlockContext, node: Node, report: Report): void {
  if (node.kind === 'list') for (const item of node.items) walk(context, item, report);
  if (node.kind === 'scalar') checkScalar(context, node, report);
  if (node.kind !== 'map') return;
  for (const { key, value } of node.pairs) {
    walk(context, key, report);
    if (value) walk(context, value, report);
  }
}

function checkScalar({ uri, block }: BlockContext, node: ScalarNode, report: Report): void {
  const datum = readScalar(node);
  if (datum.type !== 'forbidden') return;
  const at = { uri, block, span: node.span };
  const refused = `a Ruby ${datum.className}, which GitLab does not load: it refuses the whole file ("Tried to load unspecified class: ${datum.className}")`;
  const fixes: readonly Fix[] = [{ title: `Quote ${node.text}`, edits: quote(at), preferred: true }];
  if (node.tag)
    report({
      code: 'refused-type',
      message: `The tag \`${node.tag.name}\` makes this ${refused}. Remove the tag.`,
      at: { uri, block, span: node.tag.span },
    });
  else
    report({ code: 'refused-type', message: `Without quotes, \`${node.text}\` is ${refused}. Quote it.`, at, fixes });
}
