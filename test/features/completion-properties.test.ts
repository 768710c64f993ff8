/** Properties of every completion at every place of every fixture. */
import { readFileSync } from 'node:fs';
import * as prettier from 'prettier';
import { describe, expect, test } from 'vitest';
import { linesOf, type Lines } from '../../server/src/text/lines.ts';
import type { Completion } from '../../server/src/features/completion.ts';
import { sample } from '../../scripts/sample.mjs';
import { readFixture } from '../fixture.ts';
import { baselines, checkAccepted, checkParses } from './accepted.ts';
import { allFixtures } from '../fixture-files.ts';
import { acceptFully, completer, completionsAt, completionsIn, isShown, resultOf } from './check-completion.ts';

interface Case {
  readonly text: string;
  /** Where the author of the case put the cursor. */
  readonly offset?: number;
}

const MARKED = ['../yaml/cursor.cases.txt', './completion.cases.txt'].flatMap(name =>
  readFileSync(new URL(name, import.meta.url), 'utf8')
    .split(/^== .*\n/m)
    .slice(1)
    .map((part): Required<Case> => {
      const text = part.replace(/^=> [^]*$/m, '').replaceAll('→', '\t');
      return { text: text.replace('<|>', ''), offset: text.indexOf('<|>') };
    }),
);
/** The number of days in which all fixtures are tried; the marked cases are tried at their cursor every day. */
const DAYS = 21;
const FIXTURES = sample(allFixtures(), DAYS);
const PLAIN = FIXTURES.flatMap(({ text }) => readFixture(text).files.map((file): Case => ({ text: file.text })));
const MARKED_DAYS = 9;
/** The number of days in which the marked cases are tried at all their other offsets. */
const ALL: readonly Case[] = [...new Set([...sample(MARKED, MARKED_DAYS), ...PLAIN].map(({ text }) => text))].map(
  text => ({
    text,
  }),
);

describe('at every offset of short texts and every third of longer ones, with and without snippets: on one line around the cursor, inside the text', () => {
  test.each(ALL)('%j', ({ text }) => {
    const lines = linesOf(text);
    const completeAt = completer(text);
    const wrong: Completion[] = [];
    const step = text.length > 150 ? 3 : 1;
    for (let offset = -1 - (text.length % step); offset <= text.length + 1; offset += step) {
      const items = completeAt(offset, { snippets: offset % 2 === 0 });
      wrong.push(...items.filter(item => !isPlaced(item, text, offset, lines)));
    }
    expect(wrong).toEqual([]);
  });
});

function isPlaced({ edit: { span }, also }: Completion, text: string, offset: number, lines: Lines): boolean {
  const line = (at: number): number => lines.positionAt(at).line;
  const inside = 0 <= span.start && span.start <= offset && offset <= span.end && span.end <= text.length;
  // blanks right in front of it are taken away, too, or what comes further below
  const apart = also.every(({ span: other }) => {
    const isBlank = /^ +$/.test(text.slice(other.start, other.end)) && other.end === span.start;
    return isBlank || (span.end < other.start && other.start < other.end && other.end <= text.length);
  });
  return inside && apart && line(span.start) === line(span.end);
}

describe('at the end of every prefix of short texts and many of longer ones', () => {
  test.each(PLAIN)('%j', ({ text }) => {
    for (let end = 0; end <= text.length; end += text.length > 300 ? 11 : 1) {
      const items = completionsIn(text.slice(0, end), end, { snippets: true });
      expect(items.filter(({ edit: { span } }) => span.start < 0 || span.end > end)).toEqual([]);
    }
  });
});

describe('accepted where the author put the cursor', () => {
  test.each(MARKED)('%j', ({ text, offset }) => checkAll(text, offset));
});

describe('accepted here and there in the fixtures', () => {
  test.each(PLAIN)('%j', ({ text }) => {
    for (let offset = text.length % 29; offset <= text.length; offset += 29) checkAll(text, offset);
  });
});

function checkAll(text: string, offset: number): void {
  const items = completionsIn(text, offset, { snippets: true });
  expect(new Set(items.map(({ label }) => label)).size).toBe(items.length);
  for (const item of sampleOf(items, offset)) checkAccepted(text, item);
  for (const item of sampleOf(completionsIn(text, offset, { snippets: false }), offset)) {
    expect(item.isSnippet).toBe(false);
    checkParses(text, item, resultOf(text, item));
  }
}

/** A part of a long list, a different one at every place. */
function sampleOf(items: readonly Completion[], seed: number): readonly Completion[] {
  const every = Math.ceil(items.length / 6);
  return items.filter((_, index) => index % every === seed % every);
}

describe('a formatter leaves what was accepted as it is', () => {
  test.each(MARKED)('%j', async ({ text, offset }) => {
    for (const item of sampleOf(completionsIn(text, offset, { snippets: true }), offset)) {
      const after = acceptFully(text, item);
      const before = await Promise.all(baselines(text, item).map(isFormatted));
      if (before.every(Boolean) && !/['"]$/.test(text.slice(0, item.edit.span.end)))
        expect(await formatted(after)).toBe(after);
    }
  });
});

async function isFormatted(text: string): Promise<boolean> {
  return (await formatted(text)) === text;
}

async function formatted(text: string): Promise<string> {
  try {
    return await prettier.format(text, { parser: 'yaml', printWidth: 200 });
  } catch {
    return '';
  }
}

test('what is offered shows in the editor where it stands for what is there, and under the spellings of others', () => {
  const handler = 'job:\n  hooks:\n    pre_stop_k8s_container_handler:\n      ';
  expect(shown(`${handler}exec<|>:\n        - a\n`)).toEqual(['exec', 'http_get', 'tcp_socket']);
  expect(shown(`${handler}ht<|>:\n        port: 1\n`)).toEqual(['http_get']);
  expect(shown(`${handler}tcpSocket<|>\n`)).toEqual(['tcp_socket']);
  expect(shown(`${handler}httpGet<|>\n`)).toEqual(['http_get']);
  expect(shown(`${handler}"ex<|>"\n`)).toEqual(['exec']);
  expect(shown(`${handler}tcp_socket: po<|>\n`)).toEqual(['port']);
  expect(shown(`${handler}tcp_socket:<|>\n`)).toEqual(['port', 'host']);
  expect(shown('job:\n  hooks:\n    prestop<|>\n')).toContain('pre_stop_k8s_container_handler');
  expect(shown('job:\n  hooks:\n    preStop<|>\n')).toContain('pre_stop_k8s_container_handler');
  expect(shown(`${handler}http_get:\n        httpHeaders<|>\n`)).toEqual(['http_headers']);
  expect(shown(`${handler}http_get:\n        scheme: ht<|>\n`)).toEqual(['HTTP', 'HTTPS']);
});

function shown(marked: string): readonly string[] {
  const { text, offset, items } = completionsAt(marked, { snippets: true });
  return items.filter(item => isShown(text, offset, item)).map(({ label }) => label);
}
