/** Checks of a text after a completion was accepted. */
import { expect } from 'vitest';
import type { Completion } from '../../server/src/features/completion.ts';
import { cachedByText } from '../../server/src/text/cached.ts';
import type { Problem } from '../../server/src/text/problem.ts';
import { applyChanges, span, touches, type Span } from '../../server/src/text/span.ts';
import { keyName } from '../../server/src/yaml/cursor/mark.ts';
import { parse } from '../../server/src/yaml/document/document.ts';
import { flawsIn } from '../../server/src/yaml/document/recovered.ts';
import { lineStart } from '../../server/src/yaml/lines.ts';
import type { Node, SourceDocument } from '../../server/src/yaml/tree.ts';
import { problemsOf } from '../check.ts';
import { acceptFully, insertedText } from './check-completion.ts';

/**
 * Accepting a completion and filling it in must not break, remove or invalidate anything that was there. In a text that
 * stays broken whatever stands at the cursor, the rest of the file must be read as before.
 */
export function checkAccepted(text: string, item: Completion): void {
  const after = acceptFully(text, item);
  if (!checkParses(text, item, after)) return checkRest(text, item, after);
  if (item.kind === 'operator') return;
  checkErrors(text, item, after);
  // what is inserted into a text changes it
  if (!INSIDE.includes(item.kind)) checkWords(text, item, after);
}

const INSIDE: readonly Completion['kind'][] = ['variable', 'input', 'function'];

/**
 * What GitLab can read must stay so, and a text becomes readable whose only mistake is the word at the cursor. Whether
 * that could be said of the text.
 */
export function checkParses(text: string, item: Completion, after: string): boolean {
  const isReadable = (one: string): boolean => readingOf(one).flaws === 0;
  if (!isReadable(text) && !withOthers(text, item).every(isReadable)) return false;
  if (isHalfTyped(after)) return false;
  expect(readingOf(after).flaws, `syntax: ${after}`).toBe(0);
  return true;
}

/**
 * A word that still lacks its colon, or `~`, may have been read as a text until something else stood beside it. Between
 * entries, only a rule finds it.
 */
function isHalfTyped(text: string): boolean {
  const { flaws, others } = readingOf(text);
  return flaws > 0 && others === 0;
}

/** In broken text, the other entries of the file stay, by their names. */
function checkRest(text: string, item: Completion, after: string): void {
  const kept = namesIn(after);
  const names = common([namesIn(text, item.edit.span), ...baselines(text, item).map(before => namesIn(before))]);
  expect(
    names.filter(name => !kept.includes(name)),
    `entries: ${after}`,
  ).toEqual([]);
}

function checkErrors(text: string, item: Completion, after: string): void {
  if (isRenaming(text, item) || NEEDING_OTHERS.includes(item.label) || MERGED.test(text)) return;
  // closing one `$[[` also closes an open one before it
  const open = problemsOf(text).some(({ code }) => code === 'literal-interpolation') ? ['invalid-interpolation'] : [];
  // a job that moves to an earlier stage may precede the jobs that it needs, which would be moved next
  const moved = /\bstage["']?\s*:\s*$/.test(text.slice(0, item.edit.span.start)) ? ['later-stage'] : [];
  // a job that is no longer delayed has no use for its delay, which would be removed next
  const hurried = /\bwhen["']?\s*:\s*$/.test(text.slice(0, item.edit.span.start)) ? ['conflicting-keys'] : [];
  // a job that needs another one than before still has `dependencies` on the former, which would be changed next
  const unneeded = /\bneeds["']?\s*:(?:(?!\bdependencies\b)[^])*$/.test(text.slice(0, item.edit.span.start))
    ? ['dependency-not-needed']
    : [];
  // a job that is not mentioned here is one of another file, and the text is judged alone
  const elsewhere = item.kind === 'value' && !readingOf(text).words.includes(item.label) ? ['unknown-job'] : [];
  const others = [text, ...withOthers(text, item)].flatMap(other => readingOf(other).errors);
  const known = [...others, ...open, ...moved, ...hurried, ...unneeded, ...elsewhere];
  expect(
    readingOf(after).errors.filter(code => !known.includes(code)),
    `errors: ${after}`,
  ).toEqual([]);
}

/** Whatever is read with other words at the cursor is read with the accepted ones, too. */
function checkWords(text: string, item: Completion, after: string): void {
  const edit = insertedText(item);
  const { words } = readingOf(after);
  const others = baselines(text, item)
    .map(other => readingOf(other))
    .filter(({ flaws }) => flaws === 0);
  // the accepted text may be part of a longer one, and so may the placeholder
  const rests = words.flatMap(word => withoutOne(word, edit)).map(word => word.trim());
  expect(
    common(others.map(other => other.words)).filter(
      word => !word.includes(PLACEHOLDER) && !words.includes(word) && !rests.includes(word.trim()),
    ),
    `words: ${after}`,
  ).toEqual([]);
}

/** The word without each of the places where it has the text: that may stand elsewhere in it, too. */
function withoutOne(word: string, text: string): readonly string[] {
  const parts = text === '' ? [word] : word.split(text);
  return parts.slice(1).map((_, at) => parts.slice(0, at + 1).join(text) + parts.slice(at + 1).join(text));
}

function common([first = [], ...others]: readonly (readonly string[])[]): readonly string[] {
  return first.filter(word => others.every(other => other.includes(word)));
}

/** Items that are valid only next to another key, which may come later, or with other stages, another default or value. */
const NEEDING_OTHERS = ['start_in', 'number', 'boolean', 'array', 'stages', 'options'];

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
  // what stands behind a key that is inserted alone becomes its value
  if (kind === 'key' && /:[ \t]*$/.test(edit.text)) return [put(''), put(`${dash}${word}:`)];
  if (kind === 'key' && !/^\s*[\r\n{]/.test(edit.text)) return [put(''), put(`${dash}${word}: ${PLACEHOLDER}`)];
  return [put('')];
}

/**
 * These and, if lines are inserted below the key at the cursor, the text with another key there. It is indented apart from
 * the item, whose indentation may be wrong.
 */
function withOthers(text: string, item: Completion): readonly string[] {
  const { edit, also } = item;
  if (!/^[\r\n]/.test(edit.text)) return baselines(text, item);
  const [dashes = ''] = /^ *(?:- +)*/.exec(text.slice(lineStart(text, edit.span.start))) ?? [];
  const below = `\n${' '.repeat(dashes.length)}  ${PLACEHOLDER}: ${PLACEHOLDER}`;
  return [...baselines(text, item), applyChanges(text, [{ ...edit, text: below }, ...also])];
}

interface Reading {
  readonly flaws: number;
  /** Those that are no missing colon. */
  readonly others: number;
  readonly errors: readonly string[];
  readonly words: readonly string[];
}

const readingOf = cachedByText((text: string): Reading => {
  const problems = problemsOf(text);
  // those that only a rule finds, such as text between entries, too
  const found = problems.filter(({ code }) => code === 'yaml-syntax');
  const document = parse('file:///a.yml', text);
  const flaws = flawsIn(document);
  const lacksColon = ({ message }: { readonly message: string }): boolean =>
    message.startsWith('Expected a key and a colon here');
  return {
    flaws: Math.max(flaws.length, found.length),
    others: [...flaws, ...found].filter(one => !lacksColon(one)).length,
    errors: errorsOf(problems),
    words: wordsOf(document),
  };
}, 20);

/**
 * Problems of a mapping that still lacks keys, such as a job that has no script yet or its hooks, of a list whose unfinished
 * entry was none before, of a key in front of a text that now is its value, and of one without a value.
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
  'slipped-key',
];

/** Errors that completion must not cause; missing parts and parts filled in with a letter do not count. */
function errorsOf(problems: readonly Problem[]): readonly string[] {
  return (
    problems
      .filter(({ severity, code }) => severity === 'error' && !INCOMPLETE.includes(code))
      // A key of the top level is offered even if `default`, elsewhere in the file, has it as well.
      .filter(({ message }) => !message.includes('at the top level and in `default`'))
      // A name is judged once something is below it.
      .filter(({ message }) => !message.startsWith('The name of a job must be a string'))
      .filter(({ at: { block, span } }) => !/^["']?x["']?$/.test(block.text.slice(span.start, span.end)))
      .map(({ code }) => code)
  );
}

/** Every key and scalar. */
function wordsOf({ pieces }: SourceDocument): readonly string[] {
  const words = (node: Node | undefined): readonly string[] => {
    if (node?.kind === 'map') return node.pairs.flatMap(({ key, value }) => [...words(key), ...words(value)]);
    if (node?.kind === 'list') return node.items.flatMap(words);
    return node?.kind === 'scalar' && node.style !== 'missing' ? [node.text] : [];
  };
  return pieces.flatMap(({ entries }) => entries.flatMap(({ block }) => words(block.root)));
}

/** The names of the entries of the root, without an entry around the given place. */
function namesIn(text: string, place?: Span): readonly string[] {
  const entries = parse('file:///a.yml', text).pieces.flatMap(piece => piece.entries);
  const apart = entries.filter(
    ({ start, block }) => !place || !touches(span(start, start + block.text.length), place.start),
  );
  const roots = apart.map(({ block }) => block.root);
  return roots.flatMap(root => (root?.kind === 'map' ? root.pairs.map(({ key }) => keyName(key, '')) : []));
}
