/** One repository for every client, and what each of them has to make of it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Before every place that is requested there are letters that take two UTF-16 units and four bytes. */
const FILES = {
  '.gitlab-ci.yml': `# 👍
include: [ci/base.yml, ci/more.yml]
job: { script: "👍👍", extends: .base }
other: { script: "👍", stagee: build }
last:
  script: make
  hooks:
    pre_stop_k8s_container_handler:
${' '.repeat(6)}
`,
  'ci/base.yml': '.base:\n  image: ruby\n',
  'ci/more.yml': '.more:\n  image: ruby\n',
  '.git/HEAD': 'ref: refs/heads/main\n',
};

/**
 * What a client showed: the text under each mark of an error, the last lines after accepting the handler, the line with
 * the problem after its fix, where the definition of the base is, and the lines with its use and its definition after it got
 * another name; last, the text under the mark of the error that appears at the next save after {@link REMOVED} was
 * deleted behind its back. Lines are counted from 1.
 * @typedef {{ readonly faults: readonly string[], readonly completed: readonly string[], readonly fixed: string, readonly jumped: string, readonly renamed: readonly string[], readonly noticed: string }} Seen
 */

/** An included file, by its path in the repository. */
export const REMOVED = 'ci/more.yml';

/** @type {Seen} */
export const EXPECTED = {
  faults: ['4: stagee'],
  completed: ['    pre_stop_k8s_container_handler:', '      http_get:', '        port: 8080'],
  fixed: 'other: { script: "👍", stage: build }',
  jumped: 'ci/base.yml:1',
  noticed: '2: ci/more.yml',
  renamed: ['job: { script: "👍👍", extends: .graceful }', '.graceful:'],
};

/** A pipeline with two errors, and the one that is left with the settings of the guide. */
export const WITH_SETTINGS = {
  text: 'job: { script: make, stagee: build }\nother: { script: make, stage: nowhere }\n',
  faults: ['1: stagee'],
  codes: ['unknown-key'],
};

/**
 * Creates the repository in a folder and returns the path of its pipeline; of git there is only its folder.
 * @param {string} folder
 * @param {(text: string) => string} change
 */
export function makeRepository(folder, change = text => text) {
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), change(text));
  }
  return join(folder, '.gitlab-ci.yml');
}

/** The text with plain letters instead of these. @param {string} text */
export function withoutEmoji(text) {
  return text.replaceAll('👍', 'ab');
}
