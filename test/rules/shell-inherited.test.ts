/** The shell of a job is judged again when something changes that it inherits. */
import { expect, it } from 'vitest';
import { withDocument } from '../../server/src/ci/project.ts';
import { diagnose } from '../../server/src/features/diagnostics.ts';
import { update } from '../../server/src/yaml/document/document.ts';
import { documentOf, projectFrom } from '../check.ts';

const NAME = '.gitlab-ci.yml';

it('follows the first lines and the image of all jobs', () => {
  let project = projectFrom([
    {
      name: NAME,
      text: `default: { before_script: ls, image: alpine }
sound: { script: make }
broken: { script: fi }
`,
    },
  ]);
  const codesAfter = (from: string, to: string): readonly string[] => {
    const before = documentOf(project, NAME);
    const start = before.text.indexOf(from);
    project = withDocument(project, update(before, [{ span: { start, end: start + from.length }, text: to }]));
    return diagnose(project, documentOf(project, NAME), {}).map(
      ({ code, at: { block, span } }) => `${code} ${block.text.slice(span.start, span.end)}`,
    );
  };
  expect(codesAfter('make', 'make all')).toEqual(['shell-syntax fi']);
  // what is opened above is closed in one job, and not in the other
  expect(codesAfter('ls', '"if x; then y"')).toEqual(['shell-syntax if']);
  expect(codesAfter('fi }', '"); fi" }')).toEqual(['shell-syntax if', 'shell-syntax )']);
  expect(codesAfter('alpine', 'windows')).toEqual([]);
  expect(codesAfter('windows', 'debian')).toEqual(['shell-syntax if', 'shell-syntax )']);
});
