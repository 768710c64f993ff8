/**
 * Completion offers no key that the check then refuses, in every mapping of the table and next to every possible key.
 */
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { recordIn, recordWithin, type NamedField } from '../../server/src/readings/find.ts';
import { walk } from '../../server/src/readings/manual.ts';
import { entries, header, pipeline } from '../../server/src/spec/pipeline.ts';
import type { Field, Fields, Shape } from '../../server/src/spec/shape.ts';
import { sample } from '../../scripts/sample.mjs';
import { problemsOf } from '../check.ts';
import { completionsAt } from './check-completion.ts';

/** A mapping of the table, and a text with such a mapping. */
interface Place {
  readonly name: string;
  readonly fields: Fields;
  /** The text with these lines in the mapping. */
  readonly around: (lines: string) => string;
}

type Around = Place['around'];

const indented = (lines: string): string => lines.replace(/^(?=.)/gm, '  ');

const ROOTS: readonly (readonly [NamedField, Around])[] = [
  [{ name: 'pipeline', field: pipeline }, lines => lines],
  [{ name: 'header', field: header }, lines => `${lines}\n---\na:\n  script: b\n`],
  [{ name: 'job', field: entries.job }, lines => `a:\n${indented(lines)}`],
  [{ name: 'trigger job', field: entries.triggerJob }, lines => `a:\n  trigger: b/c\n${indented(lines)}`],
  [{ name: 'hidden job', field: entries.hiddenJob }, lines => `.a:\n${indented(lines)}`],
];

/** A mapping that is used at several places is tried at the first of them. */
const SEEN = new Set<Fields>();
const PLACES = ROOTS.flatMap(([root, around]) => walk([root]).flatMap(chain => placeOf(chain, around) ?? []));

function placeOf(chain: readonly NamedField[], around: Around): Place | undefined {
  const record = recordWithin(chain.at(-1)?.field.shape ?? { kind: 'anything' });
  if (!record || SEEN.has(record.fields)) return undefined;
  SEEN.add(record.fields);
  const [, ...keys] = chain;
  const inner = keys.reduceRight<Around>(
    (rest, { name, field }) =>
      lines =>
        `${name}:\n${indented(opened(field.shape, rest(lines)))}`,
    lines => lines,
  );
  return {
    name: chain.map(({ name }) => name).join(' > '),
    fields: record.fields,
    around: lines => around(inner(lines)),
  };
}

/** The lines as the content of a value of that shape: in an item of a list, or below a freely chosen name. */
function opened(shape: Shape, lines: string): string {
  if (recordIn(shape)) return lines;
  if (shape.kind === 'list') return `- ${indented(opened(shape.item, lines)).slice(2)}`;
  if (shape.kind === 'map') return `x:\n${indented(opened(shape.value, lines))}`;
  if (shape.kind !== 'either') return lines;
  const form = [shape.map, shape.list].find(each => each && recordWithin(each));
  return form ? opened(form, lines) : lines;
}

/** Problems of a mapping that is not complete yet, and of the values and names in the examples. */
const OTHER = ['missing-key', 'misplaced-hooks', 'unknown-job', 'wrong-type', 'invalid-input'];
/** More of these, by message: a source of an include, another value of a key, and `default` elsewhere in the file. */
const SAID = /needs one of|is only allowed with|at the top level and in `default`/;

function errorsOf({ around }: Place, examples: readonly string[]): readonly string[] {
  return problemsOf(around(examples.join('\n')))
    .filter(({ severity, code, message }) => severity === 'error' && !OTHER.includes(code) && !SAID.test(message))
    .map(({ code, message }) => `${code}: ${message}`);
}

function usableIn({ fields }: Place): readonly (readonly [string, Field])[] {
  return Object.entries<Field>(fields).filter(([, { status }]) => !status?.removed);
}

const CHOICES = PLACES.filter(place => usableIn(place).length > 1);

describe.each(CHOICES.map(place => [place.name, place] as const))('%s', (_name, place) => {
  const usable = usableIn(place);
  const alone = new Map(usable.map(([key, { example }]) => [key, errorsOf(place, [example])]));

  const refusedBeside = (key: string, { example }: Field): ReadonlyMap<string, readonly string[]> =>
    new Map(
      usable.map(([name, field]) => {
        const known = [...(alone.get(key) ?? []), ...(alone.get(name) ?? [])];
        return [name, errorsOf(place, [example, field.example]).filter(error => !known.includes(error))] as const;
      }),
    );

  test.each(usable)('beside %s', (key, field) => {
    const refused = refusedBeside(key, field);
    for (const marked of writingsBeside(field, usable)) {
      const { items } = completionsAt(place.around(marked), { snippets: true });
      const offered = items.filter(({ kind, label }) => kind === 'key' && (refused.get(label) ?? []).length > 0);
      expect(
        offered.map(({ label }) => [label, refused.get(label)]),
        marked,
      ).toEqual([]);
    }
  });
});

/** The number of days in which every key is half typed next to every other one. */
const DAYS = 5;

/**
 * Mappings with one key and the cursor where another one may follow: below, above, half typed, and in braces, even
 * unclosed ones.
 */
function writingsBeside({ example }: Field, others: readonly (readonly [string, Field])[]): readonly string[] {
  const flow = inBraces(example);
  const typed = sample(
    others.map(([name]) => name.slice(0, 2)),
    DAYS,
  );
  return [
    `${example}\n<|>`,
    `<|>\n${example}`,
    ...[...new Set(typed)].map(letters => `${example}\n${letters}<|>`),
    ...(flow === undefined
      ? []
      : [
          `{ ${flow}, <|> }`,
          `{ <|>, ${flow} }`,
          `{ ${flow}, <|>`,
          ...typed.map(letters => `{ ${flow}, ${letters}<|> }`),
        ]),
  ];
}

/** The example as a part of a flow mapping. */
function inBraces(example: string): string | undefined {
  if (/!reference|[*&]\w/.test(example)) return undefined;
  const parsed: unknown = parse(example);
  return JSON.stringify(parsed).slice(1, -1);
}

test('the walk has found the mappings, and completion those that it leads to', () => {
  const isOpen = (marked: string) => completionsAt(marked, { snippets: true }).items.length > 0;
  expect(CHOICES.length).toBeGreaterThan(30);
  for (const empty of ['<|>', '{ <|> }', '{ <|>'])
    expect(CHOICES.filter(({ around }) => isOpen(around(empty))).length, empty).toBeGreaterThan(CHOICES.length * 0.8);
});

test('`trigger` is not offered beside what only a runner could use', () => {
  const labels = (text: string) => completionsAt(text, { snippets: true }).items.map(({ label }) => label);
  expect(labels('a:\n  image: b\n  <|>\n')).not.toContain('trigger');
  expect(labels('a:\n  hooks: {}\n  <|>\n')).not.toContain('trigger');
  expect(labels('a:\n  stage: b\n  <|>\n')).toContain('trigger');
});
