/** Hints at a code in a suppressing comment that does not exist, so that the comment has no effect. */
import { nearest } from '../../readings/meaning.ts';
import { span, type Place } from '../../text/span.ts';
import { entryAt } from '../../yaml/document/document.ts';
import { replaceValue } from '../../yaml/edit/edit.ts';
import type { SourceDocument } from '../../yaml/tree.ts';
import { CODES, isCode } from '../../codes/codes.ts';
import { disableComments, type NamedCode } from './disable-comments.ts';
import type { DocumentRule } from '../engine/rule.ts';

export const unknownCode: DocumentRule = {
  codes: ['unknown-code'],
  check({ document }, report) {
    for (const { name, at } of disableComments(document).flatMap(({ codes }) => placed(document, codes))) {
      if (isCode(name)) continue;
      const meant = nearest(name, Object.keys(CODES));
      report({
        code: 'unknown-code',
        message: `Unknown code \`${name}\`, so this comment suppresses nothing.${meant === undefined ? ' The code of a problem is shown after its message.' : ` Did you mean \`${meant}\`?`}`,
        at,
        fixes: meant === undefined ? [] : [{ title: `Replace with ${meant}`, edits: replaceValue(at, meant) }],
      });
    }
  },
};

function placed(
  { uri, ...document }: SourceDocument,
  codes: readonly NamedCode[],
): readonly { readonly name: string; readonly at: Place }[] {
  return codes.flatMap(({ name, span: { start, end } }) => {
    const entry = entryAt({ uri, ...document }, start)?.entry;
    return entry ? [{ name, at: { uri, block: entry.block, span: span(start - entry.start, end - entry.start) } }] : [];
  });
}
