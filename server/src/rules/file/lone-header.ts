/** Reports a `spec:` header without a `---` line after it: GitLab takes it for a job of that name. */
import { isLoneHeader } from '../../readings/find.ts';
import type { Fix } from '../../text/problem.ts';
import { span } from '../../text/span.ts';
import { lineBreakOf } from '../../yaml/edit/style.ts';
import type { Member } from '../../yaml/value/value.ts';
import { blocksWith } from '../engine/gathered.ts';
import { perBlock, type BlockContext, type DocumentRule } from '../engine/rule.ts';

export const loneHeader: DocumentRule = {
  codes: ['lone-header'],
  check({ blocks, document }, report) {
    const found = headed(blocks);
    const first = found.length > 0 ? blocks.all().find(({ kind }) => kind === 'content') : undefined;
    for (const block of found) {
      const entry = headerIn(block);
      if (!entry) continue;
      report({
        code: 'lone-header',
        message:
          'Missing `---` after this header: GitLab reads `spec` as a job with nothing to do and refuses it. A header is at the top of the file, and a line `---` separates it from the jobs.',
        at: entry.key,
        fixes: block === first && !block.block.frame && !DOTS.test(document.text) ? [ending(block)] : [],
      });
    }
  },
};

/** A `...` after the header already ends the document, so that `---` would begin one with nothing in it. */
const DOTS = /^\.\.\.(?:\s|$)/m;

const headerIn = perBlock(({ kind, root, block }): Member | undefined => {
  const entry = kind === 'content' && block.flaws.length === 0 && root.kind === 'map' && root.members.get('spec');
  if (!entry || entry.value.kind === 'unknown' || (entry.value.kind === 'map' && entry.value.open)) return undefined;
  const keys = entry.value.kind === 'map' ? [...entry.value.members.keys()] : [];
  return isLoneHeader('spec', keys) ? entry : undefined;
});

const headed = blocksWith(block => headerIn(block) !== undefined);

function ending({ uri, block }: BlockContext): Fix {
  const end = block.text.length;
  const lineBreak = lineBreakOf(block.text);
  const text = (/[\r\n]$/.test(block.text) ? '---' : `${lineBreak}---`) + lineBreak;
  return { title: 'End the header with ---', edits: [{ at: { uri, block, span: span(end, end) }, text }] };
}
