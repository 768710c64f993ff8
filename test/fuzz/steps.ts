/** Random steps of a client that works in a repository with a pipeline of several files and a child pipeline. */
import fc from 'fast-check';
import type { FileChangeType } from 'vscode-languageserver';
import { CONFIGURATION_FILE } from '../../server/src/features/recognise/names.ts';
import { ROOT } from '../lsp/files.ts';
import { EVERY } from '../lsp/asking.ts';
import type { Told } from './changing-disk.ts';
import type { Counting, Which } from './open-texts.ts';
import { sentEdits, type SentEdit } from './sent.ts';
import { anyText, place } from './texts.ts';

/** The files of the repository: the pipeline, what it may include, and the child pipeline with what that may include. */
export const PATHS = ['.gitlab-ci.yml', 'ci/a.yml', 'ci/b.yml', 'child.yml', 'ci/c.yml'] as const;
/** The settings of a runner, whose hooks are shown next to those of jobs. */
const RUNNER = 'runner/config.toml';
export type Path = (typeof PATHS)[number] | typeof CONFIGURATION_FILE | typeof RUNNER;

export type Step =
  | { readonly does: 'open'; readonly path: Path; readonly spelling: Spelling }
  | { readonly does: 'close'; readonly path: Path; readonly which: Which }
  | { readonly does: 'save' | 'close unopened'; readonly path: Path }
  | ({ readonly does: 'edit'; readonly path: Path; readonly edits: readonly SentEdit[] } & Edited)
  | { readonly does: 'replace' | 'reopen' | 'open again'; readonly path: Path; readonly text: string }
  | { readonly does: 'close and open'; readonly path: Path; readonly milliseconds: number }
  | { readonly does: 'write'; readonly path: Path; readonly text: string; readonly told: Told }
  | { readonly does: 'delete' | 'to folder'; readonly path: Path; readonly told: Told }
  | { readonly does: 'delete folder'; readonly path: string; readonly told: Told }
  | { readonly does: 'claim'; readonly path: Path; readonly type: FileChangeType }
  | { readonly does: 'tell' }
  | { readonly does: 'move'; readonly path: Path; readonly to: Path }
  | { readonly does: 'switch branch'; readonly texts: Readonly<Partial<Record<Path, string | null>>> }
  | { readonly does: Asking; readonly path: Path; readonly at: number; readonly method: string }
  | { readonly does: 'ask outside'; readonly path: Path; readonly method: string }
  | { readonly does: 'configure'; readonly section: object }
  | { readonly does: 'change folders'; readonly folders: readonly string[] }
  | { readonly does: 'choose'; readonly scenario: string }
  | { readonly does: 'stray'; readonly method: string; readonly params: object }
  | { readonly does: 'wait'; readonly milliseconds: number }
  | { readonly does: 'compare' };

interface Edited {
  readonly which: Which;
  readonly counting: Counting;
}

/** `ask twice`: with the same id; `cancel late`: after the answer. */
type Asking = 'ask' | 'ask twice' | 'cancel' | 'cancel late';

/** How clients write the URI of a file. */
export type Spelling = 'plain' | 'escaped' | 'in lower case' | 'escaped more';

export function spelt(path: Path, spelling: Spelling): string {
  const escapes = { plain: '.', escaped: '%2E', 'in lower case': '%2e', 'escaped more': '%2E' };
  const escaped = path.replace('.', escapes[spelling]);
  return ROOT + (spelling === 'escaped more' ? escaped.replace('l', '%6C') : escaped);
}

const INCLUDES = ['/ci/a.yml', 'ci/b.yml', '/ci/*.yml', '/ci/**.yml', 'child.yml', '/ci/c.yml', '/missing.yml'];
const LINKS = ['', '', 'child:\n  trigger: { include: child.yml }\n', 'one:\n  extends: .base\n  needs: [job]\n'];
const SECTIONS: readonly object[] = [
  {},
  { hooks: { inheritance: 'perHook' }, lens: { uses: false } },
  { rules: { 'no-script': 'off', 'unknown-job': 'warning' }, gitlabVersion: '17.0' },
  { scenario: { fadeJobsLeftOut: true } },
  { scenario: { fadeJobsLeftOut: true }, files: { include: ['**/*.yml'] } },
  { problems: { files: 'all' } },
  { problems: { files: 'all' }, files: { exclude: ['**/ci/**'] }, kubernetes: { otherTags: ['docker'] } },
  { yamlSyntax: 'off', completion: { variables: 'off' }, inlayHints: { durations: false, includes: false } },
  { scenarios: [{ name: 'own', source: 'push', ref: 'main' }], scenario: { fadeJobsLeftOut: true } },
];
const SCENARIOS = ['push', 'push-branch', 'merge-request', 'tag', 'schedule', 'own', 'no such scenario'];
const CONFIGURATIONS = [
  '',
  'hooks: { inheritance: perHook }\n',
  "rules: { no-script: 'off' }\ngitlabVersion: '17.0'\n",
  'files: { include: ["**/*.yml"] }\n',
  'files: { exclude: ["**/a.yml"] }\nkubernetes: { gracePeriod: 5, otherTags: [x] }\n',
];
const RUNNERS = [
  '',
  '[[runners]]\n[runners.kubernetes.container_lifecycle.pre_stop]\nexec = {}\ntcp_socket = {}\n',
  '[[runners]]\n  name = "a"\n  [runners.kubernetes]\n    [runners.kubernetes.container_lifecycle.pre_stop.exec]\n      command = ["x"]\n',
];
const FOLDERS = [[ROOT], [], [ROOT, `${ROOT}ci/`], [`${ROOT}ci/`]];

/** What a client sends by mistake, and what is for others. */
const STRAY: readonly (readonly [method: string, params: object])[] = [
  ['$/setTrace', { value: 'verbose' }],
  ['$/cancelRequest', { id: 1_000_000 }],
  ['$/unknown', {}],
  ['textDocument/didClose', { textDocument: { uri: `${ROOT}other.yml` } }],
  ['textDocument/didSave', { textDocument: { uri: `${ROOT}other.yml` } }],
  [
    'textDocument/didChange',
    { textDocument: { uri: `${ROOT}other.yml`, version: 1 }, contentChanges: [{ text: 'x' }] },
  ],
  ['workspace/didChangeWatchedFiles', { changes: [] }],
  ['workspace/didChangeWatchedFiles', { changes: [{ uri: `${ROOT}ci`, type: 2 }] }],
  ['workspace/didChangeWatchedFiles', { changes: PATHS.map(path => ({ uri: ROOT + path, type: 3 })) }],
  ['workspace/didChangeWatchedFiles', { changes: [{ uri: 'file:///elsewhere/.gitlab-ci.yml', type: 9 }] }],
];

/** A file with links to others in front of a random text. */
export const linkedText: fc.Arbitrary<string> = fc
  .tuple(fc.subarray(INCLUDES, { maxLength: 3 }), fc.constantFrom(...LINKS), anyText)
  .map(([includes, link, rest]) => (includes.length > 0 ? `include: [${includes.join(', ')}]\n` : '') + link + rest);

const path = fc.constantFrom(...PATHS);
const edited = fc.constantFrom<Path[]>(...PATHS, RUNNER);
const anyPath = fc.constantFrom<Path[]>(...PATHS, CONFIGURATION_FILE, RUNNER);
const method = fc.constantFrom(...EVERY);
const spelling = fc.constantFrom<Spelling[]>('plain', 'plain', 'plain', 'escaped', 'in lower case', 'escaped more');
const which = fc.constantFrom<Which[]>('latest', 'latest', 'latest', 'first');
const counting = fc.constantFrom<Counting[]>('up', 'up', 'up', 'up', 'not', 'down');
const told = fc.constantFrom<Told[]>('at once', 'at once', 'twice', 'later');
const type = fc.constantFrom<FileChangeType[]>(1, 2, 3);
const branch = fc.record(Object.fromEntries(PATHS.map(one => [one, fc.option(linkedText)])), { requiredKeys: [] });
const configuration = fc.constantFrom(...CONFIGURATIONS);
const runners = fc.constantFrom(...RUNNERS);

function does<Of extends string>(...names: readonly Of[]): fc.Arbitrary<Of> {
  return fc.constantFrom(...names);
}

const WEIGHED: readonly (readonly [weight: number, step: fc.Arbitrary<Step>])[] = [
  [8, fc.record({ does: does('edit'), path: edited, edits: sentEdits, which, counting })],
  [4, fc.record({ does: does('open'), path: anyPath, spelling })],
  [1, fc.record({ does: does('close'), path: anyPath, which })],
  [1, fc.record({ does: does('save', 'close unopened'), path: anyPath })],
  [1, fc.record({ does: does('delete', 'to folder'), path: anyPath, told })],
  [1, fc.record({ does: does('delete folder'), path: fc.constantFrom('ci', 'runner'), told })],
  [1, fc.record({ does: does('claim'), path: anyPath, type })],
  [1, fc.constant<Step>({ does: 'tell' })],
  [2, fc.record({ does: does('replace'), path, text: linkedText })],
  [2, fc.record({ does: does('write'), path, text: linkedText, told })],
  [1, fc.record({ does: does('reopen', 'open again'), path, text: linkedText })],
  [1, fc.record({ does: does('close and open'), path: edited, milliseconds: fc.constantFrom(0, 400) })],
  [1, fc.record({ does: does('move'), path, to: path })],
  [1, fc.record({ does: does('switch branch'), texts: branch })],
  [
    6,
    fc.record({
      does: does('ask', 'ask', 'ask', 'cancel', 'cancel', 'ask twice', 'cancel late'),
      path: edited,
      at: place,
      method,
    }),
  ],
  [1, fc.record({ does: does('ask outside'), path, method })],
  [2, fc.record({ does: does('configure'), section: fc.constantFrom(...SECTIONS) })],
  [1, fc.record({ does: does('replace'), path: fc.constant(CONFIGURATION_FILE), text: configuration })],
  [1, fc.record({ does: does('write'), path: fc.constant(CONFIGURATION_FILE), text: configuration, told })],
  [1, fc.record({ does: does('replace'), path: fc.constant(RUNNER), text: runners })],
  [1, fc.record({ does: does('write'), path: fc.constant(RUNNER), text: runners, told })],
  [1, fc.record({ does: does('change folders'), folders: fc.constantFrom(...FOLDERS) })],
  [2, fc.record({ does: does('choose'), scenario: fc.constantFrom(...SCENARIOS) })],
  [1, fc.constantFrom(...STRAY.map(([name, params]): Step => ({ does: 'stray', method: name, params })))],
  [4, fc.record({ does: does('wait'), milliseconds: fc.constantFrom(100, 300, 400, 1000) })],
  [2, fc.constant<Step>({ does: 'compare' })],
];

export const step: fc.Arbitrary<Step> = fc.oneof(...WEIGHED.map(([weight, arbitrary]) => ({ weight, arbitrary })));
