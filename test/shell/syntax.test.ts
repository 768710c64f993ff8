/** Syntax errors of shell scripts: their messages and places; both bash and sh are accepted. */
import { describe, expect, it } from 'vitest';
import { shellFault } from '../../server/src/shell/syntax.ts';

/** The script with the error in brackets, and the message. */
function told(script: string): string {
  const fault = shellFault(script);
  if (!fault) return 'sound';
  const { start, end } = fault.at;
  return `${script.slice(0, start)}⟦${script.slice(start, end)}⟧${script.slice(end)} ${fault.message}`;
}

describe('a fault', () => {
  it.each([
    ['echo "a', 'echo ⟦"⟧a This double quote is never closed. The shell looks for `"` until the end of the script.'],
    ["echo 'a", "echo ⟦'⟧a This single quote is never closed. The shell looks for `'` until the end of the script."],
    [
      'echo $(ls',
      'echo ⟦$(⟧ls This command substitution is never closed. The shell looks for `)` until the end of the script.',
    ],
    ['a=${A', 'a=⟦${⟧A This variable expansion is never closed. The shell looks for `}` until the end of the script.'],
    [
      'a=$((1',
      'a=⟦$((⟧1 This arithmetic expansion is never closed. The shell looks for `))` until the end of the script.',
    ],
    ['a=`ls', 'a=⟦`⟧ls This backtick is never closed. The shell looks for another one until the end of the script.'],
    ['if a; then b', '⟦if⟧ a; then b This `if` is never closed. The shell expects `fi` before the end of the script.'],
    ['if a; then', '⟦if⟧ a; then This `if` is never closed. The shell expects `fi` before the end of the script.'],
    [
      'x\nif a\nb\n',
      'x\n⟦if⟧ a\nb\n This `if` has no `then`. The shell expects it as the first word of a command, after `;` or a line break.',
    ],
    [
      'if a; then if b; then c; fi',
      '⟦if⟧ a; then if b; then c; fi This `if` is never closed. The shell expects `fi` before the end of the script.',
    ],
    [
      'until a; do b',
      '⟦until⟧ a; do b This `until` is never closed. The shell expects `done` before the end of the script.',
    ],
    ['f() { a', 'f() ⟦{⟧ a This `{` is never closed. The shell expects `}` before the end of the script.'],
    ['[[ -f x', '⟦[[⟧ -f x This `[[` is never closed. The shell expects `]]` before the end of the script.'],
    [
      'case a in b) c;',
      '⟦case⟧ a in b) c; This `case` is never closed. The shell expects `esac` before the end of the script.',
    ],
    [
      'for a in b; c; done',
      'for a in b; ⟦c⟧; done `do` is missing here. The shell expects it before this word, after `;` or a line break.',
    ],
    ['a; fi', 'a; ⟦fi⟧ The shell does not expect `fi` here: no `if` is open that it could belong to.'],
    [
      'done',
      '⟦done⟧ The shell does not expect `done` here: no `for`, `while` or `until` is open that it could belong to.',
    ],
    ['echo a)', 'echo a⟦)⟧ The shell does not expect `)` here: no `(` is open that it could belong to.'],
    ['a & & b', 'a & ⟦&⟧ b The shell does not expect `&` here.'],
    ['a &&', 'a ⟦&&⟧ No command follows this `&&`. The shell expects one.'],
    [
      'if a; then\nelse b; fi',
      'if a; ⟦then⟧\nelse b; fi No command follows this `then`. The shell expects one. A colon is a command that does nothing.',
    ],
    ['a > \nb', 'a ⟦>⟧ \nb No file follows this redirection. The shell expects its name.'],
    ['f() a', 'f() ⟦a⟧ The body of the function is missing here. The shell expects `{`, its commands and `}`.'],
    [
      'echo "$(if a)"',
      'echo "$(⟦if⟧ a)" This `if` has no `then`. The shell expects it as the first word of a command, after `;` or a line break.',
    ],
  ])('in %j', (script, expected) => {
    expect(told(script)).toBe(expected);
  });
});

describe('no fault', () => {
  it.each([
    [
      'bash',
      '[[ $a =~ ^(b|c)$ ]] && a+=(1 2); x=(a "b c"); for ((i = 0; i < 2; i++)); do :; done; diff <(a) <(b) &>> log',
    ],
    [
      'bash, newer',
      "case $x in a) b ;;& c) d ;& *) e ;; esac; coproc f { g; }; echo ${x^^} ${x@Q} $'\\n'; function h { i; }",
    ],
    ['sh', 'set -eu\nf() (cd x && ls)\n: "${A:=b}"\n[ "$A" = b ] || { echo c >&2; exit 1; }\nfor a; do b; done'],
    ['here-documents', "cat <<EOF | sort\nit's \"a $(b)\nEOF\ncat <<-'E'\n\t`\n\tE\n"],
    ['a here-document that the end of the script ends', 'cat <<EOF\na'],
    ['a bracket in a word, which sh accepts', 'ls a[b'],
    ['nothing', ''],
    ['comments', "# it's\n#!/bin/sh\n"],
  ])('in %s', (_, script) => {
    expect(told(script)).toBe('sound');
  });
});

it.each(['$(', '(', '"$(', 'f() ', '{ ', 'if ', '`', '${a:-', 'case x in ', '<<E\n', 'a=(', '[['])(
  'ends with a script of many %j',
  sign => {
    expect(() => shellFault(sign.repeat(5000))).not.toThrow();
    expect(shellFault(sign.repeat(200_000))).toBeUndefined();
  },
);
