/** What must hold of a text once a completion was accepted in it. */
import { expect } from 'vitest';
import type { Completion } from '../../server/src/features/completion.ts';
import { applyChanges } from '../../server/src/text/span.ts';
import { parse } from '../../server/src/yaml/document/document.ts';
import type { Node } from '../../server/src/yaml/tree.ts';
import { problemsOf } from '../check.ts';
import { acceptFully } from './check-completion.ts';

/** Accepting and filling in must not break, lose or blame anything that was there. */
export function checkAccepted(text: string, item: Completion): void {
  const after = acceptFully(text, item);
  const edit = item.edit.text;
  if (item.kind === 'operator') return void checkParses(text, item, after);
  if (!checkParses(text, item, after)) return;
  const [before = ''] = baselines(text, item);
  if (!isRenaming(text, item) && !NEEDING_OTHERS.includes(item.label) && !MERGED.test(text)) {
    // what closes one `$[[` closes one in front of it that was open, too
    const open = problemsOf(text).some(({ code }) => code === 'literal-interpolation') ? ['invalid-interpolation'] : [];
    const known = [...errorsOf(before), ...errorsOf(text), ...open];
    expect(
      errorsOf(after).filter(code => !known.includes(code)),
      after,
    ).toEqual([]);
  }
  // what goes into a text makes it another one
  if (INSIDE.includes(item.kind)) return;
  const words = wordsOf(after);
  // what was accepted may be a part of a longer text
  const rests = words.filter(word => word.includes(edit)).map(word => word.replace(edit, () => '').trim());
  expect(
    wordsOf(before).filter(word => word !== PLACEHOLDER && !words.includes(word) && !rests.includes(word)),
    after,
  ).toEqual([]);
}

const INSIDE: readonly Completion['kind'][] = ['variable', 'input', 'function'];

/** Without this, nothing could be said of a text that is broken anyway. */
export function checkParses(text: string, item: Completion, after: string): boolean {
  if (baselines(text, item).some(before => flaws(before) > 0)) return false;
  expect(flaws(after), after).toBe(0);
  return true;
}

/** What makes sense only next to another key, which may come after it, or next to other stages and another default than those that are there. */
const NEEDING_OTHERS = ['start_in', 'number', 'boolean', 'array', 'stages'];

/** What is right in a template may not be in the jobs that use it. */
const MERGED = /extends|<<|!reference|\*/;

/** Whether only the key changes: then its value may be blamed for what it was not blamed for below an unknown key. */
function isRenaming(text: string, { edit }: Completion): boolean {
  return /^[ \t]*:/.test(text.slice(edit.span.end));
}

const PLACEHOLDER = 'placeholder';

/** The text without the word at the cursor, and with a whole key replaces it. */
export function baselines(text: string, item: Completion): readonly string[] {
  const { edit, also, kind } = item;
  const put = (word: string): string => applyChanges(text, [{ ...edit, text: word }, ...also]);
  if (isRenaming(text, item)) return [put(PLACEHOLDER)];
  const dash = /^\s*-\s/.exec(edit.text)?.[0] ?? '';
  return kind === 'key' && !/^\s*[\r\n{]/.test(edit.text) ? [put(''), put(`${dash}${PLACEHOLDER}: 1`)] : [put('')];
}

function flaws(text: string): number {
  return parse('file:///a.yml', text).pieces.flatMap(({ entries }) => entries.flatMap(({ block }) => block.flaws))
    .length;
}

/** What is said of a mapping that still lacks keys, such as hooks of a job whose script is still to come. */
const INCOMPLETE = ['missing-key', 'empty-value', 'no-handler', 'invalid-include', 'misplaced-hooks'];

/** Errors that completion must not bring about; what is left to be filled in, or was filled in with a mere letter, is none of them. */
function errorsOf(text: string): readonly string[] {
  return (
    problemsOf(text)
      .filter(({ severity, code }) => severity === 'error' && !INCOMPLETE.includes(code))
      // A key of the top level is offered although `default`, elsewhere in the file, has it, too.
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
