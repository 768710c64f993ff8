/** One repository for every client, and what each of them has to make of it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Letters that take two units of UTF-16 and four bytes stand in front of all that is asked about. */
const FILES = {
  '.gitlab-ci.yml': `# 👍
include: ci/base.yml
job: { script: "👍👍", extends: .base }
other: { script: "👍", stagee: build }
last:
  script: make
  hooks:
    pre_stop_k8s_container_handler:
${' '.repeat(6)}
`,
  'ci/base.yml': '.base:\n  image: ruby\n',
  '.git/HEAD': 'ref: refs/heads/main\n',
};

/**
 * What a client answers with: the text under each mark of an error, the last lines once the handler was accepted, the line
 * with the fault once it was mended, and where the definition of the base is. Lines are counted from 1.
 * @typedef {{ readonly faults: readonly string[], readonly completed: readonly string[], readonly fixed: string, readonly jumped: string }} Seen
 */

/** @type {Seen} */
export const EXPECTED = {
  faults: ['4: stagee'],
  completed: ['    pre_stop_k8s_container_handler:', '      http_get:', '        port: 8080'],
  fixed: 'other: { script: "👍", stage: build }',
  jumped: 'ci/base.yml:1',
};

/**
 * Makes the repository in a folder, and answers with its pipeline; git is known by its folder alone.
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

/** The text with plain letters in front of what is asked about. @param {string} text */
export function withoutEmoji(text) {
  return text.replaceAll('👍', 'ab');
}
