/** Results of a `check` for the tests of formats. */
import { checkFiles } from '../../../server/src/hosts/cli/check.ts';
import { repository, run, type Printed } from '../repository.ts';

/** Two problems in two files; the second one has a fix and a related place. */
export const TEXTS = {
  '.git/HEAD': '',
  '.gitlab-ci.yml': 'include: ci/part.yml\njob: {script: x, hooks: {nope: 1}}\n',
  'ci/part.yml': 'part:\n  script: x\n  script: y\n',
};

export async function formatted(
  format: string,
  texts: Readonly<Record<string, string>> = TEXTS,
  ...args: readonly string[]
): Promise<Printed> {
  return run(checkFiles, ['--format', format, ...args], repository(texts));
}

/** Characters with a meaning for terminals, the logs of pipelines, or the syntax of reports. */
export const ATTACK =
  '\u001b[2J\u001b[31m\r\n::error::gotcha\n##[error]x\n]]>&<b a="x" \'>|`![](http://x)\u202e\u0000\ufffe%0A,:{0}';

/** A file with these characters in its name, its keys and its values. */
export const HOSTILE = {
  '.git/HEAD': '',
  [`::error::a${ATTACK.replaceAll(/[/\u0000]/g, '')}.gitlab-ci.yml`]: [
    `${quoted(`job ${ATTACK}`)}:`,
    '  script: x',
    `  hooks: {${quoted(ATTACK)}: 1}`,
    `  when: ${quoted(ATTACK)}`,
    '',
  ].join('\n'),
};

/** A double-quoted YAML string, with escapes for characters that a YAML file cannot contain. */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll('\ufffe', '\\ufffe');
}
