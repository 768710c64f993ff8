/** Formats the result of a `check` of a folder. */
import { checkFiles } from '../../../server/src/hosts/cli/check.ts';
import { repository, run, type Printed } from '../repository.ts';

/** Two problems in two files; the second has a fix, and refers to another place. */
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

/** Characters that control a terminal, the log of a pipeline, or the language of a report. */
export const ATTACK =
  '\u001b[2J\u001b[31m\r\n::error::gotcha\n##[error]x\n]]>&<b a="x" \'>|`![](http://x)\u202e\u0000\ufffe%0A,:{0}';

/** A file with such a name, and with the same in its keys and values. */
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

/** In double quotes, with escapes for what a YAML file cannot contain. */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll('\ufffe', '\\ufffe');
}
