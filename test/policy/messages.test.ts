/** The wording of problems and fixes, in every fixture and every failing example of a code. */
import { describe, expect, test } from 'vitest';
import { CODES, type CodeInfo } from '../../server/src/codes/codes.ts';
import { problemsIn } from '../check.ts';
import { allFixtures } from '../fixture-files.ts';
import { translatorOf } from '../../server/src/translation/translate.ts';
import { englishIn, pseudo } from '../translation/pseudo.ts';

const examples = Object.values(CODES).map(({ failing }: CodeInfo) => failing);
const problems = [...allFixtures().map(({ text }) => text), ...examples].flatMap(text => problemsIn(text));
const messages = [...new Set(problems.map(({ message }) => message))];
const titles = [...new Set(problems.flatMap(({ fixes = [] }) => fixes.map(({ title }) => title)))];

/** The list of problems cuts lines at about 70 characters; names from the file do not count. */
const SHOWN = 70;

/** Words that were once used in the wrong sense, or in phrases that had to be guessed. */
const WRONG =
  /\b(?:circles?|meets?|silences?|comes? to|mend(?:s|ed)?|lamp|stands?|beside|(?<!-)behind|texts|a text|so that)\b/i;

describe('messages', () => {
  test('are there to be looked at', () => {
    expect(messages.length).toBeGreaterThan(400);
  });
  test('say what is wrong before the list of problems cuts them', () => {
    expect(messages.filter(message => firstPart(message).length > SHOWN)).toEqual([]);
  });
  test('use the words of the field', () => {
    expect([...messages, ...titles].filter(message => WRONG.test(withoutNames(message)))).toEqual([]);
  });
  test('begin with a capital or a name', () => {
    expect(messages.filter(message => /^[a-z]/.test(message))).toEqual([]);
  });
});

describe('in another language', () => {
  const translate = translatorOf(pseudo());
  const related = [...new Set(problems.flatMap(problem => (problem.related ?? []).map(({ message }) => message)))];

  test('nothing is English', () => {
    const said = [...messages, ...titles, ...related];
    const missing = said.filter(text => englishIn(text).length > 0 && translate(text) === text);
    expect(missing, 'not in l10n/bundle.l10n.*.json, see l10n/README.md').toEqual([]);
  });
});

/** The text up to the end of the first sentence or clause. */
function firstPart(message: string): string {
  return /^.*?(?=[.:;,](?: |$)|$)/.exec(withoutNames(message))?.[0] ?? message;
}

function withoutNames(message: string): string {
  return message.replaceAll(/`[^`]*`|"[^"]*"/g, '');
}
