import { describe, expect, test } from 'vitest';
import { problemsOf } from '../check.ts';
import { inHours, readDuration } from '../../server/src/readings/duration.ts';

describe('what GitLab reads', () => {
  test.each([
    ['42', '42 s'],
    ['42 seconds', '42 s'],
    ['1 second', '1 s'],
    ['3 mins 4 sec', '3 min 4 s'],
    ['2 hrs 20 min', '2 h 20 min'],
    ['2h20min', '2 h 20 min'],
    ['1h 30m', '1 h 30 min'],
    ['1.5 hours', '1 h 30 min'],
    ['.5h', '30 min'],
    ['6 mos 1 day', '4344 h'],
    ['2 weeks', '336 h'],
    ['3 weeks and 2 days', '552 h'],
    ['1 hour, 5 minutes', '1 h 5 min'],
    ['day', '24 h'],
    ['2 months', '1440 h'],
    ['1 year', '8766 h'],
    ['3:41:59', '3 h 41 min 59 s'],
    ['1:30', '1 min 30 s'],
    ['1 2 hours', '2 h'],
    ['hours 3', '1 h 3 s'],
    ['two weeks', '336 h'],
    ['a day', '24 h'],
    ['twenty-five minutes', '25 min'],
    ['Thirty Minutes', '30 min'],
  ])('%s is %s', (text, expected) => {
    const duration = readDuration(text);
    expect(duration.kind === 'known' ? inHours(duration.seconds) : duration).toBe(expected);
  });
});

describe('what GitLab refuses', () => {
  test.each([
    ['soon', 'soon'],
    ['in 3 days', 'in'],
    ['-1', '-'],
    ['$DELAY', '$delay'],
    ['3 weks', 'weks'],
    ['an hour', 'an'],
    ['1e3', 'e'],
    ['P1D', 'p'],
    ['never', 'never'],
    ['5.', '.'],
  ])('%s, because of %s', (text, word) => {
    expect(readDuration(text)).toEqual({ kind: 'unreadable', word });
  });
  test.each(['', ' ', '0', '0 days', 'and', '1:2:3:4:5:6:7'])('%j, which comes to nothing', text => {
    expect(readDuration(text)).toEqual({ kind: 'unreadable' });
  });
});

test.each(['half a day', 'a quarter hour', 'one hundred minutes', '1/2 hour', 'x'.repeat(300)])(
  '%s is left to GitLab',
  text => {
    expect(readDuration(text).kind).toBe('unknown');
  },
);

describe('a number without quotes', () => {
  test.each([
    ['90', 'Replace with 90 seconds, Replace with 90 minutes'],
    [`1${'0'.repeat(14)}`, `Replace with 1${'0'.repeat(14)} seconds, Replace with 1${'0'.repeat(14)} minutes`],
    [`1${'0'.repeat(15)}`, ''],
    ['9'.repeat(10_000), ''],
  ])('%s is offered as time unless nobody can mean so much', (number, titles) => {
    const problems = problemsOf(`job:\n  script: a\n  timeout: ${number}\n`);
    expect(problems.map(({ code }) => code)).toEqual(['wrong-type']);
    expect(problems.flatMap(({ fixes }) => fixes?.map(({ title }) => title) ?? []).join(', ')).toBe(titles);
  });
});
