/** Links of include paths, and the updated paths after files were moved. */
import { describe, expect, test } from 'vitest';
import { links } from '../../server/src/features/links.ts';
import { changesForMoves } from '../../server/src/features/rename-file.ts';
import { FOLDER, sceneOf, textsAfter } from './navigation.ts';

const FILES = `-- .gitlab-ci.yml --
include:
  - ci/a.yml
  - local: '/ci/b c.yml'
  - local: ci/*.yml
  - local: none.yml
  - { project: x/y, file: ci/a.yml }
  - "$DIR/a.yml"
child:
  trigger:
    include: [{ local: child/x.yml }]
-- ci/a.yml --
include: ci/b c.yml
a: { script: x }
-- ci/b c.yml --
b: { script: x }
-- child/x.yml --
c: { script: x }
`;

test('links lead to the files that are there or may be', async () => {
  const { projects, document } = await sceneOf(FILES);
  const drawn = links(projects, document).map(({ span, target, tooltip }) => [
    document.text.slice(span.start, span.end),
    target.slice(FOLDER.length),
    tooltip,
  ]);
  expect(drawn).toEqual([
    ['ci/a.yml', 'ci/a.yml', 'Open ci/a.yml'],
    ['/ci/b c.yml', 'ci/b%20c.yml', 'Open ci/b c.yml'],
    ['child/x.yml', 'child/x.yml', 'Open child pipeline child/x.yml'],
  ]);
});

describe('moved files', () => {
  async function moved(...moves: readonly (readonly [string, string])[]): Promise<string> {
    const scene = await sceneOf(FILES);
    const uris = moves.map(([from, to]) => ({ from: FOLDER + from, to: FOLDER + to }));
    return decodeURI(textsAfter(scene, changesForMoves(scene.projects, uris)));
  }

  const plain = FILES;
  test.each([
    [[['ci/a.yml', 'ci/z.yml']], plain.replace('- ci/a.yml', '- ci/z.yml')],
    [
      [['ci/b%20c.yml', 'b.yml']],
      plain.replace("'/ci/b c.yml'", "'/b.yml'").replace('include: ci/b c.yml', 'include: b.yml'),
    ],
    [
      [['ci', 'x/y']],
      plain
        .replace('- ci/a.yml', '- x/y/a.yml')
        .replace("'/ci/b c", "'/x/y/b c")
        .replace('include: ci/b c', 'include: x/y/b c'),
    ],
    [
      [['child/x.yml', 'child/it%27s%2C%20y.yml']],
      plain.replace('{ local: child/x.yml }', `{ local: "child/it's, y.yml" }`),
    ],
    [[['other.yml', 'x.yml']], plain],
    [
      [
        ['ci/a.yml', 'ci/b.yml'],
        ['child/x.yml', 'y.yml'],
      ],
      plain.replace('- ci/a.yml', '- ci/b.yml').replace('child/x.yml', 'y.yml'),
    ],
  ] as const)('%j', async (moves, after) => expect(await moved(...moves)).toBe(after));

  test('a file that leaves the repository keeps its path', async () => {
    const { projects } = await sceneOf(FILES);
    expect([...changesForMoves(projects, [{ from: `${FOLDER}ci/a.yml`, to: 'file:///other/a.yml' }])]).toEqual([]);
  });
});
