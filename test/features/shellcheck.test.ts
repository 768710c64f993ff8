/** The comments of shellcheck at the right characters of the file, with a stand-in for shellcheck. */
import { expect, it } from 'vitest';
import type { DiagnosticOptions } from '../../server/src/features/diagnostics.ts';
import { readComments, type CheckedScript, type CommentsOn } from '../../server/src/shell/comments.ts';
import { problemsIn } from '../check.ts';

/** A stand-in that reports every `$NAME` as unquoted, and a `NAME=` that is never read as unused. */
const commentsOn: CommentsOn = ({ text }) => {
  const comments = text
    .split('\n')
    .flatMap((line, index) => [
      ...[...line.matchAll(/\$\w+/g)].map(found => told(2086, index, found.index, found[0].length)),
      ...[...line.matchAll(/\b(\w+)=/g)]
        .filter(([, name]) => !text.includes(`$${name ?? ''}`))
        .map(found => told(2034, index, found.index, found[0].length)),
    ]);
  return readComments(JSON.stringify({ comments }), text);
};

function told(code: number, line: number, start: number, length: number): object {
  const place = { line: line + 1, endLine: line + 1, column: start + 1, endColumn: start + 1 + length };
  return { ...place, code, level: code === 2086 ? 'info' : 'warning', message: `Comment ${code}.` };
}

/** The comments as `name text`. */
function shown(fixture: string, options: DiagnosticOptions = { commentsOn }): readonly string[] {
  return problemsIn(fixture, options)
    .filter(({ code }) => code === 'shellcheck')
    .map(({ alias, at: { block, span } }) => `${alias ?? ''} ${block.text.slice(span.start, span.end)}`);
}

it('stands at the characters in every form of text', () => {
  const text = `job:
  before_script:
    - 'echo ''$A'''
  script:
    - "echo \\"\\u00e9\\" $B"
    - |
      if [ $C ]; then
        ls $D
      fi
    - >-
      ls
      $E
  after_script: ls $F
  hooks:
    pre_stop_k8s_container_handler:
      exec: [sh, -c, "echo $G"]
`;
  expect(shown(text)).toEqual(['A', 'B', 'C', 'D', 'E', 'F', 'G'].map(name => `SC2086 $${name}`));
  expect(shown(text, {})).toEqual([]);
});

it('gives each script with its shell, as the runner does', () => {
  const seen: string[] = [];
  const listen = ({ text, dialect }: CheckedScript): undefined => void seen.push(`${dialect}: ${text}`);
  const exec = '  hooks: { pre_stop_k8s_container_handler: { exec: [sh, -c, ls] } }';
  shown(`default: { before_script: [a] }\njob:\n  script: [b, [c]]\n${exec}\n`, { commentsOn: listen });
  expect([...new Set(seen)]).toEqual(['bash: a\nb\nc', 'sh: ls']);
});

it('says nothing about what is not known, not for a Unix shell, or cannot be read by one', () => {
  expect(
    shown(`a: { script: ['echo $[[ inputs.x ]] $A', 'ls $A'] }
b: { image: mcr.microsoft.com/powershell, script: 'ls $A' }
c: { script: ['ls $A', !reference [.nowhere, script]] }
d: { script: 'ls $A )' }
e: { script: ['Get-ChildItem $A'] }
f: { script: 'ls $F' }
`),
  ).toEqual(['SC2086 $F']);
});

it('says of a line that jobs share what holds in all of them', () => {
  const text = `default:
  before_script:
    - ONE=1; TWO=2; ls $HERE
a: { script: 'ls "$ONE"' }
b: { script: make }
`;
  expect(shown(text)).toEqual(['SC2086 $HERE', 'SC2034 TWO=', 'SC2086 $ONE'].toSorted((x, y) => orderIn(text, x, y)));
});

function orderIn(text: string, x: string, y: string): number {
  return text.indexOf(x.slice(7)) - text.indexOf(y.slice(7));
}

it('is shown in the file with the script, not in those that include it', () => {
  const job = 'job: { script: ls $A }\n';
  expect(shown(`-- .gitlab-ci.yml --\ninclude: ci/*.yml\n-- ci/a.yml --\n${job}`)).toEqual([]);
  expect(shown(job)).toEqual(['SC2086 $A']);
});

it('is a rule like others: its severity can be set, and a comment suppresses it', () => {
  const job = 'job:\n  script: ls $A\n';
  const options = { commentsOn, rules: { shellcheck: 'error' } } as const;
  expect(problemsIn(job, { commentsOn }).map(({ severity }) => severity)).toEqual(['information']);
  expect(problemsIn(job, options).map(({ severity }) => severity)).toEqual(['error']);
  expect(shown(job, { commentsOn, rules: { shellcheck: 'off' } })).toEqual([]);
  expect(shown(`# gitlab-ci-disable-file shellcheck\n${job}`)).toEqual([]);
});
