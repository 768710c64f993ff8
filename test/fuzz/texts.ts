/**
 * Texts and edits for the fuzz tests: pipelines generated from the table, cases with answers of GitLab, and broken
 * versions of both. All of them shrink.
 */
import fc from 'fast-check';
import { applyChanges, type TextChange } from '../../server/src/text/span.ts';
import { job } from '../../server/src/spec/job.ts';
import { allFixtures } from '../fixture-files.ts';
import { readFixture } from '../fixture.ts';
import { asJson } from '../yaml/as-json.ts';
import { conformanceCases, SPARKS } from '../yaml/random.ts';

/** An edit that fits any text, since its place is relative to the length. */
export interface Edit {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

/** Longer texts make it hard to see what failed, and take as long as many short ones. */
const LONGEST = 1500;

const known = [...conformanceCases('config'), ...conformanceCases('include')]
  .map(({ yaml }) => yaml)
  .concat(allFixtures().map(({ text }) => readFixture(text).files[0]?.text ?? ''))
  .flatMap(yaml => [yaml, asJson(yaml) ?? ''])
  .filter(({ length }) => length > 0 && length < LONGEST)
  .toSorted((one, other) => one.length - other.length);

const KEYS = [
  ...Object.keys(job.shape.fields),
  'pre_stop_k8s_container_handler',
  'exec',
  'tcp_socket',
  'http_get',
  'port',
];
const NAMES = ['job', '.base', 'default', 'workflow', 'variables', 'stages', 'include', 'spec', 'image', '<<'];
const SCALARS = ['x', 'a b', '1', '007', '1.5', 'true', '~', '', '"q"', "'s'", '$A', '$[[ inputs.a ]]', '2 hours'];
const LINKS = ['*a', '&a x', '&a', '!reference [.base, script]', '!reference [job]', '!x y', '.base', 'job', 'é😀'];

/** A value as lines below its key, or with the first line next to it. */
const { value } = fc.letrec<{ value: readonly string[]; list: readonly string[]; map: readonly string[] }>(tie => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(...SCALARS, ...LINKS).map(text => [text]),
    fc.constantFrom('|', '>-').map(sign => [sign, '  text', '  more']),
    fc.array(fc.constantFrom(...SCALARS), { maxLength: 3 }).map(items => [`[${items.join(', ')}]`]),
    tie('list'),
    tie('map'),
  ),
  list: fc.array(tie('value'), { minLength: 1, maxLength: 3 }).map(items => ['', ...items.flatMap(listed)]),
  map: fc
    .array(fc.tuple(fc.constantFrom(...KEYS, ...NAMES), tie('value')), { minLength: 1, maxLength: 4 })
    .map(pairs => ['', ...pairs.flatMap(([key, lines]) => keyed(key, lines))]),
}));

function keyed(key: string, [first = '', ...rest]: readonly string[]): readonly string[] {
  return [`${key}: ${first}`.trimEnd(), ...rest.map(line => `  ${line}`)];
}

function listed([first = '', second = '', ...rest]: readonly string[]): readonly string[] {
  if (first !== '') return [`- ${first}`, ...(second === '' ? [] : [second, ...rest]).map(line => `  ${line}`)];
  return [`- ${second}`, ...rest.map(line => `  ${line}`)];
}

const entry = fc.tuple(fc.constantFrom(...NAMES), value).map(([name, lines]) => `${keyed(name, lines).join('\n')}\n`);
const generated = fc
  .tuple(
    fc.constantFrom('', '', '', 'spec:\n  inputs:\n    a:\n      default: x\n---\n'),
    fc.array(entry, { maxLength: 5 }),
  )
  .map(([header, entries]) => header + entries.join(''));

const part = fc.nat({ max: 1_000_000 }).map(millionth => millionth / 1_000_000);
const inserted = fc.oneof(fc.constantFrom('', ...SPARKS), fc.constantFrom(...SCALARS, ...LINKS), entry);

export const place: fc.Arbitrary<number> = part;
export const edit: fc.Arbitrary<Edit> = fc.record({
  at: part,
  remove: fc.constantFrom(0, 0, 1, 3, 20),
  insert: inserted,
});

/** Mostly valid YAML. */
const fairText: fc.Arbitrary<string> = fc.oneof(generated, fc.constantFrom(...known));
/** A text with up to three mistakes. */
export const text: fc.Arbitrary<string> = fc
  .tuple(fairText, fc.array(edit, { maxLength: 3 }))
  .map(([fair, edits]) => edits.reduce((done, one) => applyChanges(done, [changeOf(done, one)]), fair));

/** The same, some with the line breaks of Windows or of old Macs, or with both of the usual ones. */
export const anyText: fc.Arbitrary<string> = fc
  .tuple(text, fc.constantFrom('\n', '\n', '\n', '\n', '\r\n', '\r\n', '\r', 'mixed'))
  .map(([one, by]) =>
    by === 'mixed' ? one.replace(/\n(?! )/g, '\r\n') : by === '\n' ? one : one.replaceAll('\n', by),
  );

/** The edit applied to a text. */
export function changeOf({ length }: string, { at, remove, insert }: Edit): TextChange {
  const start = offsetOf(length, at);
  return { span: { start, end: Math.min(length, start + remove) }, text: insert };
}

export function offsetOf(length: number, at: number): number {
  return Math.floor(at * (length + 1));
}
