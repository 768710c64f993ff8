/** A job that is kept through edits is the job that the text gives anew, in whichever order versions are asked about. */
import { expect, test } from 'vitest';
import { projectOf, withDocument, type Project } from '../../server/src/ci/project.ts';
import { resolveJob } from '../../server/src/ci/resolve-job.ts';
import { parse, update } from '../../server/src/yaml/document/document.ts';
import { randomOf } from '../yaml/random.ts';
import { ROOT, projectOfTexts } from './memory.ts';
import { plain } from './values.ts';

const URI = `${ROOT}.gitlab-ci.yml`;
const PARTS = [
  'x',
  'job-1',
  'job-2',
  '.base',
  '.low',
  '  retry: 1\n',
  '  extends: .low\n',
  'default: { hooks: { pre_get_sources_script: [a] } }\n',
  'include: part.yml\n',
];

/** So that the entries of the larger one are shared between versions, and those of the smaller one copied. */
test.each([12, 300])('of %i jobs', count => {
  const random = randomOf(20_261_130);
  const names = ['.low', '.base', 'default', ...Array.from({ length: count }, (_, index) => `job-${index}`)];
  const text = [
    'default:\n  hooks: { pre_get_sources_script: [first] }\n',
    '.low:\n  image: low\n  variables: { A: "1" }\n',
    '.base:\n  extends: .low\n  hooks: { pre_get_sources_script: [second] }\n',
    ...names.slice(3).map((name, index) => `${name}:\n  extends: ${index % 3 ? '.base' : '.low'}\n  script: x\n`),
  ].join('');
  const first = parse(URI, text);
  const versions: Project[] = [projectOf(first)];
  let [document, project] = [first, projectOf(first)];
  for (let step = 0; step < 32; step++) {
    const start = random.below(document.text.length);
    const isUndone = step % 4 === 3;
    const end = isUndone ? document.text.length : Math.min(document.text.length, start + random.below(4));
    const by = isUndone ? text.slice(start) : random.pick(PARTS);
    document = update(document, [{ span: { start: Math.min(start, end), end }, text: by }]);
    project = withDocument(project, document);
    versions.push(project);
    for (const asked of [project, random.pick(versions)])
      expectFresh(asked, [...names.slice(0, 5), random.pick(names)]);
  }
});

function expectFresh(project: Project, names: readonly string[]): void {
  const document = project.documents.get(URI);
  const fresh = projectOf(parse(URI, document?.text ?? ''));
  for (const name of names) expect(said(project, name)).toEqual(said(fresh, name));
}

function said(project: Project, name: string): unknown {
  const job = resolveJob(project, name);
  const hooks = job?.hooks && { parts: JSON.stringify(job.hooks, withoutPlaces) };
  return job && { kind: job.kind, value: plain(job.value), faults: job.faults.map(({ message }) => message), hooks };
}

/** Blocks hold their trees, which differ in what else is in the text. */
function withoutPlaces(key: string, value: unknown): unknown {
  return key === 'at' || key === 'key' || key === 'block' || key === 'via' ? undefined : value;
}

test('an edit in an included file', async () => {
  const part = '.base:\n  image: one\nother:\n  script: x\n';
  const project = await projectOfTexts('include: part.yml\njob:\n  extends: .base\n  script: x\n', {
    'part.yml': part,
  });
  expect(plain(resolveJob(project, 'job')?.value)).toMatchObject({ image: 'one' });
  const before = project.documents.get(`${ROOT}part.yml`);
  if (!before) throw new Error('the file was not read');
  const at = part.indexOf('one');
  const after = withDocument(project, update(before, [{ span: { start: at, end: at + 3 }, text: 'two' }]));
  expect(plain(resolveJob(after, 'job')?.value)).toMatchObject({ image: 'two' });
  expect(plain(resolveJob(project, 'job')?.value)).toMatchObject({ image: 'one' });
  expect(plain(resolveJob(after, 'job')?.value)).toMatchObject({ image: 'two' });
});
