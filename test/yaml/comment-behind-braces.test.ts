/** A comment behind a root in braces is read in one pass, although each of its signs could begin another comment. */
import { expect, it } from 'vitest';
import { parse, update } from '../../server/src/yaml/document/document.ts';

const ROOT = '{\n"a": {"script": "x"},\n"b": {"script": "y"}\n}\n';

it.each(['...\n', 'x\n', '\u0085\n', '\u2028'])('in front of %j', behind => {
  const text = `${ROOT}${' #'.repeat(60)}\n${behind}`;
  const document = parse('file:///ws/.gitlab-ci.yml', text);
  const edited = update(document, [{ span: { start: 0, end: 0 }, text: '# c\n' }]);
  expect([document.text, edited.text]).toEqual([text, `# c\n${text}`]);
});
