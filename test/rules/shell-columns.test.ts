/** A syntax error of the shell is marked at the right characters, in every style of YAML scalars. */
import { expect, it } from 'vitest';
import { linesOf } from '../../server/src/text/lines.ts';
import { problemsOf } from '../check.ts';

/** The errors as `line:column-column`, counted from 0, with the text there. */
function faultsIn(text: string): readonly string[] {
  const lines = linesOf(text);
  return problemsOf(text).map(({ code, at }) => {
    const start = text.indexOf(at.block.text) + at.span.start;
    const end = start + at.span.end - at.span.start;
    const [from, to] = [lines.positionAt(start), lines.positionAt(end)];
    return `${code} ${from.line}:${from.character}-${to.character} ${text.slice(start, end)}`;
  });
}

const TEXTS: readonly (readonly [style: string, lines: readonly string[], expected: string])[] = [
  ['plain', ['    - make && echo a)'], '3:20-21 )'],
  ['plain over lines', ['    - make &&', '      echo a', '      b)'], '5:7-8 )'],
  ['single-quoted', ["    - 'echo ''it'' )'"], '3:19-20 )'],
  ['single-quoted over lines', ["    - 'echo ''a''", '', "      b) c'"], '5:7-8 )'],
  ['double-quoted', [String.raw`    - "echo \"a\" \u00e9 \t)"`], '3:27-28 )'],
  ['double-quoted over lines', [String.raw`    - "echo \"a\" \ `.trimEnd(), '      b', '      c)"'], '5:7-8 )'],
  ['literal', ['    - |', '      make', '      echo a)'], '5:12-13 )'],
  ['literal, stripped', ['    - |-', '      make', '        echo a)', ''], '5:14-15 )'],
  ['literal, kept', ['    - |+', '      make', '', '      echo a)', ''], '6:12-13 )'],
  ['literal with indentation', ['    - |2', '          make', '        echo a)'], '5:14-15 )'],
  ['folded', ['    - >', '      make', '      all)', '      x'], '5:9-10 )'],
  [
    'folded, stripped, with a line that is kept',
    ['    - >-', '      make', '', '        echo a)', '      x'],
    '6:14-15 )',
  ],
  ['in brackets', ['    [make, "echo a)", b]'], '3:18-19 )'],
  ['nested', ['    - - make', '      - [echo a)]'], '4:15-16 )'],
  ['the only line', ['    echo a)'], '3:10-11 )'],
  ['with characters of two units', ['    - "echo 🦊 a)"'], '3:16-17 )'],
];

it.each(TEXTS)('%s', (_, lines, expected) => {
  const text = ['job:', '  stage: test', '  script:', ...lines, ''].join('\n');
  expect(faultsIn(text)).toEqual([`shell-syntax ${expected}`]);
  const [line = '', columns] = expected.split(':');
  expect(faultsIn(text.replaceAll('\n', '\r\n'))).toEqual([`shell-syntax ${line}:${columns ?? ''}`]);
});

it('across entries, at the entry that it is in', () => {
  const text =
    'job:\n  before_script:\n    - if [ -f x ]; then\n    - make\n  script:\n    - fi\n    - |\n      ls\n    - "a )"\n';
  expect(faultsIn(text)).toEqual(['shell-syntax 8:9-10 )']);
});
