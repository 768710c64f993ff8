/** What the table does not know, if the chosen GitLab is newer than the table. */
import { describe, expect, it } from 'vitest';
import { projectOf } from '../../server/src/ci/project.ts';
import { diagnose, type DiagnosticOptions } from '../../server/src/features/diagnostics.ts';
import { parse } from '../../server/src/yaml/document/document.ts';
import { NEWEST } from '../../server/src/readings/version.ts';

const NEWER = '99.0';

describe('an unknown key that is near none', () => {
  const text = 'job:\n  script: make\n  temperature: 20\n';

  it.each([undefined, NEWEST, '18.0'])('is a warning for GitLab %s', gitlabVersion => {
    expect(told(text, gitlabVersion === undefined ? {} : { gitlabVersion })).toEqual([
      expect.stringMatching(/^warning newer-key: Unknown key `temperature`/),
    ]);
  });

  it('is information for a newer GitLab than the table knows, and says where that ends', () => {
    const [line, ...more] = told(text, { gitlabVersion: NEWER });
    expect(more).toEqual([]);
    expect(line).toMatch(/^information newer-key: Cannot check `temperature` in `job`/);
    expect(line).toContain(`up to ${NEWEST}`);
  });

  it('weighs what the settings say there too', () => {
    expect(told(text, { gitlabVersion: NEWER, rules: { 'newer-key': 'error' } })).toEqual([
      expect.stringMatching(/^error newer-key: Cannot check/),
    ]);
  });
});

it('treats an unknown value the same', () => {
  const text = 'job:\n  script: make\n  artifacts:\n    paths: [a]\n    when: tomorrow\n';
  expect(told(text, {})).toEqual([expect.stringMatching(/^warning newer-value: Unknown value `tomorrow`/)]);
  const newer = told(text, { gitlabVersion: NEWER });
  expect(newer).toEqual([expect.stringMatching(/^information newer-value: Cannot check `tomorrow`/)]);
});

describe('what no version takes', () => {
  it.each([
    ['a typing mistake', 'job:\n  scirpt: make\n', /^error unknown-key/],
    [
      'a keyword of jobs too deep',
      'job:\n  script: make\n  cache:\n    paths: [a]\n    services: [b]\n',
      /^warning newer-key: Unknown/,
    ],
  ])('stays as it is for a newer GitLab: %s', (_, text, expected) => {
    expect(told(text, { gitlabVersion: NEWER })).toContainEqual(expect.stringMatching(expected));
  });
});

function told(text: string, options: DiagnosticOptions): readonly string[] {
  const document = parse('file:///project/.gitlab-ci.yml', text);
  return diagnose(projectOf(document), document, options).map(
    ({ code, severity, message }) => `${severity} ${code}: ${message}`,
  );
}
