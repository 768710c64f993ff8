/** Of the files that are pipelines of their own, those that may concern another file are found without looking at all. */
import { expect, test } from 'vitest';
import { withDocument, type Project } from '../../server/src/ci/project.ts';
import { Alone } from '../../server/src/workspace/alone.ts';
import { parse } from '../../server/src/yaml/document/document.ts';
import { projectFrom } from '../check.ts';

const [A, B, C] = ['a.yml', 'b.yml', 'c.yml'].map(name => `file:///project/${name}`) as [string, string, string];

function only(name: string): Project {
  const project = projectFrom([{ name: '.gitlab-ci.yml', text: '' }]);
  const uri = `file:///project/${name}`;
  return { ...project, pipeline: uri, documents: new Map([[uri, parse(uri, 'job: {}\n')]]) };
}

test('they follow what is set and deleted, as a look at all of them does', () => {
  const alone = new Alone();
  const plain = (uri: string): readonly string[] =>
    [...alone].flatMap(([one, { documents, failures }]) =>
      one === uri || documents.size !== 1 || failures.size > 0 ? [one] : [],
    );
  const check = (expected: readonly string[]): void => {
    expect(alone.concerning(C).map(([uri]) => uri)).toEqual(expected);
    for (const uri of [A, B, C])
      expect(
        alone
          .concerning(uri)
          .map(([one]) => one)
          .toSorted(),
      ).toEqual(plain(uri));
  };
  check([]);
  alone.set(A, only('a.yml')).set(B, only('b.yml'));
  check([]);
  alone.set(A, withDocument(only('a.yml'), parse(B, 'x: {}\n')));
  check([A]);
  alone.set(B, { ...only('b.yml'), failures: new Map([[C, { failed: 'missing' as const }]]) });
  check([A, B]);
  alone.set(A, only('a.yml'));
  check([B]);
  alone.set(C, only('c.yml')).delete(B);
  check([C]);
  alone.clear();
  check([]);
});
