/** For edits, lines end where they end for GitLab's reader, which includes the separators of Unicode. */
import { expect, test } from 'vitest';
import { parse } from '../../server/src/yaml/document/document.ts';
import { removeEntry } from '../../server/src/yaml/edit/remove.ts';
import { shiftLines } from '../../server/src/yaml/edit/style.ts';

test.each(['\n', '\r', '\r\n', '\u0085', '\u2028', '\u2029'])(
  'a key is removed with its own line only, after %j',
  end => {
    const uri = 'file:///.gitlab-ci.yml';
    const text = `job:${end}  image: ruby # as before${end}  stage: test${end}  script: make${end}`;
    const [entry] = parse(uri, text).pieces[0]!.entries;
    const { block } = entry!;
    const job = block.root?.kind === 'map' ? block.root.pairs[0]?.value : undefined;
    const stage = job?.kind === 'map' ? job.pairs[1]?.key.span : undefined;
    const edits = removeEntry({ uri, block, span: stage! });
    const left = edits.reduceRight(
      (all, edit) => all.slice(0, edit.at.span.start) + edit.text + all.slice(edit.at.span.end),
      block.text,
    );
    expect(left).toBe(`job:${end}  image: ruby # as before${end}  script: make${end}`);
  },
);

test('lines after each kind of break are moved', () => {
  expect(shiftLines('a:\n  b\u2028  c\u0085d', 2)).toBe('a:\n    b\u2028    c\u0085  d');
  expect(shiftLines('a:\n    b\u2028    c\u0085d', -2)).toBe('a:\n  b\u2028  c\u0085d');
});
