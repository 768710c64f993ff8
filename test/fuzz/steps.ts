/** Random steps of a client that works in a repository with a pipeline of several files and a child pipeline. */
import fc from 'fast-check';
import { EVERY } from '../lsp/asking.ts';
import { edit, place, text, type Edit } from './texts.ts';

/** The files of the repository: the pipeline, what it may include, and the child pipeline with what that may include. */
export const PATHS = ['.gitlab-ci.yml', 'ci/a.yml', 'ci/b.yml', 'child.yml', 'ci/c.yml'] as const;
export type Path = (typeof PATHS)[number];

export type Step =
  | { readonly does: 'open' | 'save' | 'close' | 'delete'; readonly path: Path }
  | { readonly does: 'edit'; readonly path: Path; readonly edit: Edit }
  | { readonly does: 'replace' | 'write'; readonly path: Path; readonly text: string }
  | { readonly does: 'ask' | 'cancel'; readonly path: Path; readonly at: number; readonly method: string }
  | { readonly does: 'configure'; readonly section: object }
  | { readonly does: 'choose'; readonly scenario: string }
  | { readonly does: 'wait'; readonly milliseconds: number }
  | { readonly does: 'compare' };

const INCLUDES = ['/ci/a.yml', 'ci/b.yml', '/ci/*.yml', 'child.yml', '/ci/c.yml', '/missing.yml'];
const LINKS = ['', '', 'child:\n  trigger: { include: child.yml }\n', 'one:\n  extends: .base\n  needs: [job]\n'];
const SECTIONS: readonly object[] = [
  {},
  { hooks: { inheritance: 'perHook' }, lens: { uses: false } },
  { rules: { 'no-script': 'off', 'unknown-job': 'warning' }, gitlabVersion: '17.0' },
  { scenario: { fadeJobsLeftOut: true } },
  { scenario: { fadeJobsLeftOut: true }, files: { include: ['**/*.yml'] } },
];
const SCENARIOS = ['push', 'push-branch', 'merge-request', 'tag', 'schedule', 'no such scenario'];

/** A file with links to others in front of a random text. */
export const linkedText: fc.Arbitrary<string> = fc
  .tuple(fc.subarray(INCLUDES, { maxLength: 3 }), fc.constantFrom(...LINKS), text)
  .map(([includes, link, rest]) => (includes.length > 0 ? `include: [${includes.join(', ')}]\n` : '') + link + rest);

const ENDS = ['save', 'close', 'delete'] as const;
const path = fc.constantFrom(...PATHS);
const method = fc.constantFrom(...EVERY);
const waits = fc.constantFrom(100, 300, 400, 1000);

export const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ does: fc.constant('edit' as const), path, edit }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('open' as const), path }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constantFrom(...ENDS), path }) },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constantFrom('replace' as const, 'write' as const), path, text: linkedText }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ does: fc.constantFrom('ask' as const, 'cancel' as const), path, at: place, method }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ does: fc.constant('configure' as const), section: fc.constantFrom(...SECTIONS) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ does: fc.constant('choose' as const), scenario: fc.constantFrom(...SCENARIOS) }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('wait' as const), milliseconds: waits }) },
  { weight: 1, arbitrary: fc.constant<Step>({ does: 'compare' }) },
);
