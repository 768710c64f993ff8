/** Reports a file, or a part of it between `---` lines, that is a list or a text: GitLab takes only a mapping. There is no fix: its names are missing. */
import { span } from '../text/span.ts';
import type { Node } from '../yaml/tree.ts';
import type { BlockRule } from './rule.ts';

export const rootMapping: BlockRule = {
  codes: ['wrong-type'],
  check({ uri, block }, report) {
    const { root, text } = block;
    const found = root && kindOf(root);
    if (!root || !found) return;
    const line = /^[^\r\n]*/.exec(text.slice(root.span.start, root.span.end))?.[0] ?? '';
    report({
      code: 'wrong-type',
      message: `A GitLab CI file is a mapping: keywords and jobs, each with a name and a colon. Found ${found}, for which GitLab refuses the file.`,
      at: { uri, block, span: span(root.span.start, root.span.start + line.length) },
    });
  },
};

/** What stands in place of the mapping; a piece that Ruby takes for nothing is left out by GitLab. */
function kindOf(root: Node): string | undefined {
  if (root.tag) return undefined;
  if (root.kind === 'list') return root.items.length > 0 ? 'a list' : undefined;
  if (root.kind !== 'scalar' || root.style === 'plain' || root.style === 'missing') return undefined;
  return root.text.trim() === '' ? undefined : 'a text';
}
