/** Completion in the lifecycle tables of a runner's `config.toml`: whole tables, keys with their values, words. */
import { describe, describeWord, detail, wordsOf } from '../../readings/describe.ts';
import type { NamedField } from '../../readings/find.ts';
import { tomlCursor, type TomlCursor } from '../../runner-config/cursor.ts';
import { fieldsAlong, recordOf } from '../../runner-config/find.ts';
import { containerLifecycle, LIFECYCLE_PATH } from '../../spec/runner-config.ts';
import type { Field, Shape } from '../../spec/shape.ts';
import type { Markdown } from '../../text/markdown.ts';
import { ours } from '../../text/markdown.ts';
import type { Span } from '../../text/span.ts';
import { lineBreakOf } from '../../yaml/edit/style.ts';
import { lineEnd, lineStart } from '../../yaml/lines.ts';
import type { Completion } from '../completion/compose.ts';
import { toBeginning, toSnippet, toText, type Template } from '../snippet.ts';
import { writtenAt, type WrittenTables } from './written.ts';

export interface RunnerConfigCompletionOptions {
  readonly snippets: boolean;
}

/** The completions at an offset. */
export function runnerConfigCompletions(
  text: string,
  offset: number,
  { snippets }: RunnerConfigCompletionOptions,
): readonly Completion[] {
  const cursor = tomlCursor(text, offset);
  const site: TomlSite = { text, offset, cursor, snippets, written: writtenAt(text, offset) };
  switch (cursor.slot) {
    case 'header':
      return [...names(site), ...tables(site)];
    case 'key':
      return [...keys(site), ...(cursor.alone ? tables(site) : [])];
    case 'value':
      return words(site);
    default:
      return [];
  }
}

interface TomlSite extends RunnerConfigCompletionOptions {
  readonly text: string;
  readonly offset: number;
  readonly cursor: TomlCursor;
  readonly written: WrittenTables;
}

/** One more name in the header that is being typed. */
function names(site: TomlSite): readonly Completion[] {
  const { path, word } = site.cursor;
  const around = LIFECYCLE_PATH[path.length];
  const isOnTheWay = path.every((name, index) => name === LIFECYCLE_PATH[index]) && around !== undefined;
  const record = containerOf(path);
  const below = isOnTheWay
    ? [{ name: around, field: undefined }]
    : Object.entries(record?.fields ?? {}).flatMap(([name, field]) => (recordOf(field) ? [{ name, field }] : []));
  return below.map(({ name, field }, index) =>
    item(site, {
      label: name,
      kind: 'key',
      detail: field ? toml(detail(field)) : 'table',
      documentation: field ? described(path, name) : ours(''),
      sortText: `1${index}`,
      span: word,
      template: [name],
    }),
  );
}

/** Whole tables with their required keys, for hooks and handlers that the runner does not have yet. */
function tables(site: TomlSite): readonly Completion[] {
  const { text, offset, written, cursor } = site;
  if (!written.isRunner || !cursor.alone) return [];
  const line = { start: lineStart(text, offset), end: lineEnd(text, offset) };
  const indent = /^\s*/.exec(text.slice(line.start, line.end))?.[0].length ?? 0;
  const span = { start: line.start + indent, end: line.end };
  const all = Object.entries(containerLifecycle.shape.fields).flatMap(([hook, { shape }], index) => {
    if (written.has([hook])) return [];
    return Object.entries(shape.fields).map(([handler, field]) => ({ hook, handler, field, rank: `${index}` }));
  });
  return all.map(({ hook, handler, field, rank }): Completion => {
    const header = [...LIFECYCLE_PATH, hook, handler].join('.');
    const isDeprecated = 'status' in field;
    return item(site, {
      label: `[${header}]`,
      kind: 'form',
      detail: toml(detail(field)),
      documentation: described([...LIFECYCLE_PATH, hook], handler),
      sortText: `3${rank}${isDeprecated ? 'z' : handler}`,
      span,
      template: [`[${header}]`, ...requiredIn(field, lineBreakOf(text))],
      deprecated: isDeprecated,
    });
  });
}

/** The required keys of a table, each on a line of its own. */
function requiredIn(field: Field, lineBreak: string): Template {
  return Object.entries(recordOf(field)?.fields ?? {}).flatMap(([name, inner]) =>
    inner.required ? [`${lineBreak}${name} = `, ...valueOf(inner)] : [],
  );
}

/** Keys that the table, or the braces, lack. */
function keys(site: TomlSite): readonly Completion[] {
  const { path, word, inline } = site.cursor;
  const record = containerOf(path);
  if (!record) return [];
  const own = path.slice(LIFECYCLE_PATH.length);
  const isChosen = record.rules.some(
    rule => rule.kind === 'exactlyOne' && rule.keys.some(key => site.written.has([...own, key])),
  );
  const hasValue = /^\s*=/.test(site.text.slice(word.end));
  const free = Object.entries(record.fields).filter(
    ([name, { shape }]) => !(isChosen && shape.kind === 'record') && !site.written.hasKey(site.cursor, name),
  );
  return free.map(([name, field], index) =>
    item(site, {
      label: name,
      kind: 'key',
      detail: toml(detail(field)),
      documentation: described(path, name),
      sortText: `${field.required ? '0' : field.usual ? '1' : '2'}${field.status ? 'z' : ''}${index}`,
      span: word,
      template: hasValue ? [name] : [`${name} = `, ...valueOf(field)],
      deprecated: field.status?.deprecated !== undefined,
      opens: !hasValue && field.shape.kind === 'keyword',
      ...(inline && { inline }),
    }),
  );
}

/** A value for the author to replace. */
function valueOf({ shape, placeholder }: Field): Template {
  switch (shape.kind) {
    case 'integer':
      return [{ placeholder: placeholder ?? '' }];
    case 'list':
      return shape.item.kind === 'record' ? ['[', ...inBraces(shape.item), ']'] : ['["', { placeholder: '' }, '"]'];
    case 'record':
      return inBraces(shape);
    default:
      return ['"', { placeholder: placeholder ?? '' }, '"'];
  }
}

function inBraces(shape: Extract<Shape, { kind: 'record' }>): Template {
  const needed = Object.entries(shape.fields).filter(([, { required }]) => required);
  const pairs = needed.flatMap(([name, field], index): Template => [
    `${index > 0 ? ', ' : ''}${name} = `,
    ...valueOf(field),
  ]);
  return pairs.length > 0 ? ['{ ', ...pairs, ' }'] : ['{ ', { placeholder: '' }, ' }'];
}

/** Words of the table, in quotes. */
function words(site: TomlSite): readonly Completion[] {
  const found = fieldsAlong(site.cursor.path).at(-1);
  if (!found) return [];
  return wordsOf(found.field.shape).map(({ value, doc }, index) =>
    item(site, {
      label: value,
      kind: 'value',
      detail: found.name,
      documentation: describeWord(found, found.field.shape, value) ?? ours(doc),
      sortText: String(index).padStart(2, '0'),
      span: site.cursor.word,
      template: [`"${value}"`],
    }),
  );
}

interface TomlItem extends Pick<Completion, 'label' | 'kind' | 'detail' | 'documentation' | 'sortText'> {
  readonly span: Span;
  readonly template: Template;
  readonly deprecated?: boolean;
  readonly opens?: boolean;
}

function item(
  { text, snippets }: TomlSite,
  { span, template, deprecated = false, opens = false, ...shown }: TomlItem,
): Completion {
  const hasStops = template.some(part => typeof part === 'object');
  const isSnippet = snippets && hasStops;
  const written = isSnippet
    ? toSnippet(template)
    : /\n/.test(toText(template))
      ? toText(template)
      : toBeginning(template);
  const quote = /^["']/.exec(text.slice(span.start, span.end))?.[0] ?? '';
  return {
    ...shown,
    filterText: `${shown.label.startsWith('[') ? '' : quote}${shown.label}`,
    preselect: false,
    deprecated,
    edit: { span, text: written },
    also: [],
    isSnippet,
    opensChoice: opens && hasStops,
  };
}

function containerOf(path: readonly string[]): ReturnType<typeof recordOf> {
  const last: NamedField | undefined = fieldsAlong(path).at(-1);
  return last && recordOf(last.field);
}

function described(path: readonly string[], name: string): Markdown {
  const chain = fieldsAlong([...path, name]);
  const found = chain.at(-1);
  return found ? describe(found, chain, 'toml') : ours('');
}

function toml(told: string): string {
  return told.replace(/\bmapping/g, 'table').replace(/\blist of/g, 'array of');
}
