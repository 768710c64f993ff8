/** A rule, a check or a fix that throws costs only its own finding: in the editor, in `check` and in `resolve`. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { CodeAction, Diagnostic } from 'vscode-languageserver';
import { checkFiles } from '../../server/src/hosts/cli/check.ts';
import { resolveFiles } from '../../server/src/hosts/cli/resolve.ts';
import { onFailure } from '../../server/src/text/failure.ts';
import { possible } from '../../server/src/text/fix.ts';
import type * as Rules from '../../server/src/rules/all.ts';
import type * as Editing from '../../server/src/yaml/edit/edit.ts';
import type { BlockRule, DocumentRule } from '../../server/src/rules/engine/rule.ts';
import { repository, run } from '../cli/repository.ts';
import { problemsOf } from '../check.ts';
import { ABLE, start, type Started } from '../lsp/connect.ts';

/**
 * A rule for blocks and one for the file always throw, and so do the fix that renames a key and the check of integers.
 */
vi.mock('../../server/src/rules/all.ts', async original => {
  const rules = await original<typeof Rules>();
  const block: BlockRule = { codes: ['host-form'], check: explode };
  const file: DocumentRule = { codes: ['unknown-code'], check: explode };
  return {
    BLOCK_RULES: [block, ...rules.BLOCK_RULES],
    DOCUMENT_RULES: [file, ...rules.DOCUMENT_RULES],
    MERGED_RULES: [file, ...rules.MERGED_RULES],
  };
});
vi.mock('../../server/src/yaml/edit/edit.ts', async original => ({
  ...(await original<typeof Editing>()),
  renameKey: explode,
}));
vi.mock('../../server/src/readings/check/integer.ts', () => ({ checkInteger: explode, isWithin: () => true }));

function explode(): never {
  throw new RangeError('planted');
}

/**
 * An unknown key, whose fix throws; an integer, whose check throws; and after both a number where a string is expected.
 */
const TEXT = `job:
  scirpt: make
  script: make
  before-script: make
  parallel: 1000
  image: 7
`;

describe('the problems of a file', () => {
  test('lack what the failing parts would have found, and nothing else', () => {
    const failed: string[] = [];
    onFailure(name => failed.push(name));
    const problems = problemsOf(TEXT);
    expect(problems.map(({ code }) => code)).toEqual(['unknown-key', 'unknown-key', 'wrong-type']);
    expect(possible(problems[1]?.fixes)).toEqual([]);
    expect(possible(problems[2]?.fixes)).toHaveLength(1);
    problemsOf(`${TEXT}# again\n`);
    expect(failed.toSorted()).toEqual(['a check of integer', 'a fix of unknown-key', 'host-form', 'unknown-code']);
  });
});

let running: Started | undefined;
afterEach(() => running?.stop());

describe('the editor', () => {
  test('shows the other problems, offers the other fixes and logs each failure once', async () => {
    const uri = 'file:///ws/.gitlab-ci.yml';
    const server = (running = await start({ capabilities: ABLE }));
    const textDocument = { uri, languageId: 'yaml', version: 1, text: TEXT };
    await server.client.sendNotification('textDocument/didOpen', { textDocument });
    await server.settled();
    const shown: readonly Diagnostic[] = server.published.at(-1)?.diagnostics ?? [];
    expect(shown.map(({ code }) => code)).toEqual(['unknown-key', 'unknown-key', 'wrong-type']);
    const actions = await server.client.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: { start: { line: 0, character: 0 }, end: { line: 6, character: 0 } },
      context: { diagnostics: [] },
    });
    expect(actions.map(({ title }) => title)).toContain('Quote it');
    const about = (name: string): number => server.logged.filter(line => line.includes(`${name} failed`)).length;
    expect(['host-form', 'a check of integer', 'a fix of unknown-key'].map(about)).toEqual([1, 1, 1]);
  });
});

describe('the command line', () => {
  const WRONG = 'job: {script: x, hooks: {nope: 1}}\n';

  test('check goes on with the other problems and the other files', async () => {
    const folder = repository({ '.gitlab-ci.yml': TEXT, 'b.gitlab-ci.yml': WRONG });
    const { out, err, code } = await run(checkFiles, [], folder);
    expect(out).toContain('.gitlab-ci.yml:6:10: error');
    expect(out).toContain('b.gitlab-ci.yml:1:26: error');
    expect(err.match(/host-form failed/g)).toHaveLength(1);
    expect(code).toBe(1);
  });

  test('resolve tells the other problems', async () => {
    const folder = repository({ '.gitlab-ci.yml': TEXT, 'b.gitlab-ci.yml': WRONG });
    const { out, err } = await run(resolveFiles, ['.gitlab-ci.yml', 'b.gitlab-ci.yml'], folder);
    expect(err).toContain('.gitlab-ci.yml:6:10: error');
    expect(err).toContain('b.gitlab-ci.yml:1:26: error');
    expect(out).toContain('# b.gitlab-ci.yml');
  });

  test('a file that cannot be judged at all is named, and the ones behind it are judged', async () => {
    const folder = repository({ '.gitlab-ci.yml': 'job: {script: x}\n', 'b.gitlab-ci.yml': WRONG });
    const judging = await import('../../server/src/hosts/cli/problems.ts');
    const spy = vi.spyOn(judging, 'problemsOf').mockImplementationOnce(explode);
    const { out, err, code } = await run(checkFiles, [], folder);
    spy.mockRestore();
    expect(err).toContain('.gitlab-ci.yml: internal error');
    expect(out).toContain('b.gitlab-ci.yml:1:26: error');
    expect(code).toBe(2);
  });
});
