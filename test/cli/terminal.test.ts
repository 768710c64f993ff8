/** Texts and names of files are printed as data, whatever they contain. */
import { expect, test } from 'vitest';
import { checkFiles } from '../../server/src/hosts/cli/check.ts';
import { planFile } from '../../server/src/hosts/cli/plan.ts';
import { resolveFiles } from '../../server/src/hosts/cli/resolve.ts';
import { repository, run } from './repository.ts';

const ESCAPE = '\u001b[2J\u001b[31m';
const HOSTILE = [
  `"a${ESCAPE.replaceAll('\u001b', '\\e')}b\\r\\nc\\u202e":`,
  '  script: x',
  '  hooks: {"n\\e[1mo\\npe": 1, pre_get_sources_script: "a\\e[2Jb"}',
  '',
].join('\n');
const NAME = `a${ESCAPE}\ninjected: {script: rm}\r#.gitlab-ci.yml`;

test.each([
  ['check', checkFiles, []],
  ['check', checkFiles, ['--format', 'json']],
  ['plan', planFile, []],
  ['plan', planFile, ['--format', 'json']],
  ['resolve', resolveFiles, []],
  ['resolve', resolveFiles, ['--format', 'json']],
  ['resolve', resolveFiles, ['--job', `a${ESCAPE}b\r\nc\u202e`]],
  ['resolve', resolveFiles, ['--job', `none${ESCAPE}`]],
] as const)('%s', async (_, command, args) => {
  const folder = repository({ [NAME]: HOSTILE, 'none.yml': '' });
  for (const file of [NAME, `none${ESCAPE}.yml`]) {
    const { out, err } = await run(command, [file, ...args], folder);
    expect(out + err).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    expect(out).not.toMatch(/^injected/m);
  }
});
