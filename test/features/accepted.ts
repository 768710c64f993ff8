/** Checks of a text after a completion was accepted. */
import { expect } from 'vitest';
import type { Completion } from '../../server/src/features/completion.ts';
import { applyChanges } from '../../server/src/text/span.ts';
import { parse } from '../../server/src/yaml/document/document.ts';
import { flawsIn } from '../../server/src/yaml/document/recovered.ts';
import type { Node } from '../../server/src/yaml/tree.ts';
import { problemsOf } from '../check.ts';
import { acceptFully, insertedText } from './check-completion.ts';

/** Accepting a completion and filling it in must not break, remove or invalidate anything that was there. */
export function checkAccepted(text: string, item: Completion): void {
  const after = acceptFully(text, item);
  const edit = insertedText(item);
  if (item.kind === 'operator') return void checkParses(text, item, after);
  if (!checkParses(text, item, after)) return;
  const [before = ''] = baselines(text, item);
  if (!isRenaming(text, item) && !NEEDING_OTHERS.includes(item.label) && !MERGED.test(text)) {
    // closing one `$[[` also closes an open one before it
    const open = problemsOf(text).some(({ code }) => code === 'literal-interpolation') ? ['invalid-interpolation'] : [];
    // a job that moves to an earlier stage may precede the jobs that it needs, which would be moved next
    const moved = /\bstage["']?\s*:\s*$/.test(text.slice(0, item.edit.span.start)) ? ['later-stage'] : [];
    // a job that is no longer delayed has no use for its delay, which would be removed next
    const hurried = /\bwhen["']?\s*:\s*$/.test(text.slice(0, item.edit.span.start)) ? ['conflicting-keys'] : [];
    // a job that is not mentioned here is one of another file, and the text is judged alone
    const elsewhere = item.kind === 'value' && !wordsOf(text).includes(item.label) ? ['unknown-job'] : [];
    const known = [...errorsOf(before), ...errorsOf(text), ...open, ...moved, ...hurried, ...elsewhere];
    expect(
      errorsOf(after).filter(code => !known.includes(code)),
      after,
    ).toEqual([]);
  }
  // what is inserted into a text changes it
  if (INSIDE.includes(item.kind)) return;
  const words = wordsOf(after);
  // the accepted text may be part of a longer one, and so may the placeholder
  const rests = words.filter(word => word.includes(edit)).map(word => word.replace(edit, () => '').trim());
  expect(
    wordsOf(before).filter(
      word => !word.includes(PLACEHOLDER) && !words.includes(word) && !rests.includes(word.trim()),
    ),
    after,
  ).toEqual([]);
}

const INSIDE: readonly Completion['kind'][] = ['variable', 'input', 'function'];

/** Only for texts that parse: nothing can be checked in a broken one. */
export function checkParses(text: string, item: Completion, after: string): boolean {
  if (baselines(text, item).some(before => flaws(before) > 0)) return false;
  expect(flaws(after), after).toBe(0);
  return true;
}

/** Items that are valid only next to another key, which may come later, or with other stages or another default. */
const NEEDING_OTHERS = ['start_in', 'number', 'boolean', 'array', 'stages'];

/** What is valid in a template may be invalid in the jobs that use it. */
const MERGED = /extends|<<|!reference|\*/;

/**
 * Whether only the key changes, or a word above indented lines becomes one: the value may then have problems that it did
 * not have before.
 */
function isRenaming(text: string, { edit, kind }: Completion): boolean {
  const rest = text.slice(edit.span.end);
  const isWord = kind === 'key' && !/^\s*[\r\n]/.test(edit.text);
  return /^[ \t]*:/.test(rest) || (isWord && /^(?:\r\n|\n|\r)[ \t]+\S/.test(rest));
}

const PLACEHOLDER = 'placeholder';

/**
 * The texts to compare with: without the word at the cursor and, if a whole key is inserted, with another key in its
 * place.
 */
export function baselines(text: string, item: Completion): readonly string[] {
  const { edit, also, kind } = item;
  const put = (word: string): string => applyChanges(text, [{ ...edit, text: word }, ...also]);
  const [, dash = '', quote = ''] = /^(\s*-\s)?\s*(["']?)/.exec(edit.text) ?? [];
  // without its quotes, it could end or begin another text
  const word = quote + PLACEHOLDER + quote;
  if (isRenaming(text, item)) return [put(/^[ \t]*(["']?)[\w.-]+\1:/.test(edit.text) ? `${word}:` : word)];
  return kind === 'key' && !/^\s*[\r\n{]/.test(edit.text) ? [put(''), put(`${dash}${word}: 1`)] : [put('')];
}

function flaws(text: string): number {
  // those that only a rule finds, such as text between entries, too
  const found = problemsOf(text).filter(({ code }) => code === 'yaml-syntax');
  return Math.max(flawsIn(parse('file:///a.yml', text)).length, found.length);
}

/**
 * Problems of a mapping that still lacks keys, such as a job that has no script yet or its hooks, of a list whose unfinished
 * entry was none before, and of a key in front of a text that now is its value.
 */
const INCOMPLETE = [
  'too-many-includes',
  'missing-key',
  'no-script',
  'empty-value',
  'no-handler',
  'invalid-include',
  'include-extension',
  'misplaced-hooks',
];

/** Errors that completion must not cause; missing parts and parts filled in with a letter do not count. */
function errorsOf(text: string): readonly string[] {
  return (
    problemsOf(text)
      .filter(({ severity, code }) => severity === 'error' && !INCOMPLETE.includes(code))
      // A key of the top level is offered even if `default`, elsewhere in the file, has it as well.
      .filter(({ message }) => !message.includes('at the top level and in `default`'))
      .filter(({ at: { block, span } }) => !/^["']?x["']?$/.test(block.text.slice(span.start, span.end)))
      .map(({ code }) => code)
  );
}

/** Every key and scalar. */
function wordsOf(text: string): readonly string[] {
  const words = (node: Node | undefined): readonly string[] => {
    if (node?.kind === 'map') return node.pairs.flatMap(({ key, value }) => [...words(key), ...words(value)]);
    if (node?.kind === 'list') return node.items.flatMap(words);
    return node?.kind === 'scalar' && node.style !== 'missing' ? [node.text] : [];
  };
  return parse('file:///a.yml', text).pieces.flatMap(({ entries }) =>
    entries.flatMap(({ block }) => words(block.root)),
  );
}
