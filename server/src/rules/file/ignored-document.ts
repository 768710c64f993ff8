/**
 * Warns about a part between `---` lines that GitLab ignores. There is no fix: it may be the other part that should go.
 */
import { span, type Place } from '../../text/span.ts';
import type { Group, Node } from '../../yaml/tree.ts';
import type { DocumentRule } from '../engine/rule.ts';

export const ignoredDocument: DocumentRule = {
  codes: ['ignored-document'],
  check({ document: { uri, pieces } }, report) {
    if (pieces.every(({ kind }) => kind !== 'ignored')) return;
    const used = pieces.find(({ kind }) => kind === 'content');
    const reason = pieces.some(({ kind }) => kind === 'header')
      ? 'after a `spec:` header, only the last document counts'
      : 'without a `spec:` header, only the first document counts';
    for (const { kind, groups } of pieces) {
      const at = kind === 'ignored' ? firstPlace(uri, groups) : undefined;
      const counts = used && firstPlace(uri, used.groups);
      if (!at) continue;
      report({
        code: 'ignored-document',
        message: `GitLab ignores this part of the file: ${reason}. Put everything into one document, and remove the \`---\` in between.`,
        at,
        ...(counts ? { related: [{ at: counts, message: 'GitLab uses this document.' }] } : {}),
      });
    }
  },
};

/** The first key or item of a part; `undefined` if the part is empty. */
function firstPlace(uri: string, groups: readonly Group[]): Place | undefined {
  for (const { blocks } of groups)
    for (const block of blocks) {
      const first = block.root && firstNode(block.root);
      if (first) return { uri, block, span: span(first.span.start, first.span.end) };
    }
  return undefined;
}

function firstNode(root: Node): Node | undefined {
  if (root.kind === 'map') return root.pairs[0]?.key;
  return root.kind === 'list' ? root.items[0] : undefined;
}
