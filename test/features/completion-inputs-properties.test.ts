/** Wherever one types inside `$[[ … ]]`, completion offers nothing that the check then refuses. */
import { describe, expect, test } from 'vitest';
import { projectOf } from '../../server/src/ci/project.ts';
import { complete } from '../../server/src/features/completion.ts';
import { diagnose } from '../../server/src/features/diagnostics.ts';
import { applyChanges } from '../../server/src/text/span.ts';
import { parse } from '../../server/src/yaml/document/document.ts';

const HEADER = `spec:
  component: [name]
  inputs:
    text:
    a-b: { default: "😀 x" }
    number: { type: number }
    flag: { type: boolean, default: true }
    list: { type: array, default: [a, 1] }
    other: { rules: [{ if: '$[[ inputs.text ]] == "x"', options: [a] }] }
---
`;

const EXPRESSIONS = [
  '$[[ inputs.text | truncate(0,8) | expand_vars ]]',
  '$[[inputs.a-b|posix_escape|truncate( 1 , 2 )]]',
  '$[[ inputs.list[0] | expand_vars ]]',
  '$[[ component.name | truncate(0,1) ]]',
  '$[[ inputs.flag ]]',
];

/** Ways to write a string in a job, and a condition in the header. */
const FRAMES: Readonly<Record<string, (text: string) => string>> = {
  plain: text => `${HEADER}job:\n  script: echo ${text}\n`,
  single: text => `${HEADER}job:\n  script: 'it''s ${text}'\n`,
  double: text => `${HEADER}job:\n  script: "\\"😀 ${text}"\n`,
  literal: text => `${HEADER}job:\n  script:\n    - |\n      a\n      ${text}\n      b\n`,
  folded: text => `${HEADER}job:\n  script:\n    - >\n      a\n      ${text}\n      b\n`,
  'windows lines': text => `${HEADER}job:\n  script: echo ${text}\n`.replaceAll('\n', '\r\n'),
  key: text => `${HEADER}"a ${text}":\n  script: a\n`,
  condition: text =>
    `spec:\n  inputs:\n    text: { rules: [{ if: '"a" == ${text}', options: [a] }] }\n    list:\n---\njob: { script: a }\n`,
};

function refused(text: string): readonly string[] {
  const document = parse('file:///project/.gitlab-ci.yml', text);
  const problems = diagnose(projectOf(document), document, {});
  return problems.filter(({ code }) => /interpolation|circular|syntax/.test(code)).map(({ message }) => message);
}

/** The problems after accepting each of the items at the offset. */
function refusedAfter(text: string, offset: number): readonly string[] {
  const document = parse('file:///project/.gitlab-ci.yml', text);
  const project = projectOf(document);
  const items = complete(project, document, offset, { snippets: false, projects: [project], predefined: 'off' });
  return items.flatMap(({ label, edit, also }) =>
    refused(applyChanges(text, [edit, ...also])).map(message => `${label}: ${message}`),
  );
}

describe.each(Object.entries(FRAMES))('%s', (_, frame) => {
  test.each(EXPRESSIONS)('%s, typed so far', expression => {
    for (let end = 3; end <= expression.length; end++) {
      const text = frame(expression.slice(0, end));
      const found = refusedAfter(text, text.lastIndexOf(expression.slice(0, end)) + end);
      expect(found, expression.slice(0, end)).toEqual([]);
    }
  });

  test.each(EXPRESSIONS)('%s, whole', expression => {
    const text = frame(expression);
    const before = refused(text);
    for (let at = 3; at <= expression.length; at++) {
      const found = refusedAfter(text, text.lastIndexOf(expression) + at);
      const fresh = found.filter(line => !before.some(message => line.endsWith(message)));
      expect(fresh, `${expression.slice(0, at)}<|>`).toEqual([]);
    }
  });
});

test('much is offered there', () => {
  const text = `${HEADER}job:\n  script: $[[ \n`;
  const document = parse('file:///project/.gitlab-ci.yml', text);
  const project = projectOf(document);
  const items = complete(project, document, text.length - 1, {
    snippets: true,
    projects: [project],
    predefined: 'off',
  });
  expect(items.length).toBe(7);
});
