/**
 * Hover on values: words of the table, numbers and texts that GitLab reads differently, and variables that are not
 * expanded.
 */
import { whyNumber } from '../../readings/check/integer.ts';
import { inHours, readDuration } from '../../readings/duration.ts';
import { describeWord } from '../../readings/describe.ts';
import { fieldOf, find, recordIn, scalarsIn, type FoundField } from '../../readings/find.ts';
import { code, joined, say, ours, prose, type Markdown } from '../../text/markdown.ts';
import { readScalar } from '../../yaml/value/scalar.ts';
import type { Node } from '../../yaml/tree.ts';
import type { Datum } from '../../yaml/value/value.ts';
import type { Target } from '../target.ts';

/** What is worth knowing about the value; nothing about an ordinary one. */
export function describeValue(target: Target, found: FoundField): Markdown | undefined {
  const { node } = target;
  const lines = /[\r\n]/.test(target.block.text.slice(node.span.start, node.span.end));
  if (lines || node.text.includes('$[[')) return undefined;
  return (
    variable(target, found) ?? duration(target, found) ?? reading(target, found) ?? word(target, found) ?? pair(target)
  );
}

const VARIABLE = /\$\{\{.*?\}\}|\$(?:[A-Za-z_]\w*|\{[A-Za-z_]\w*[^}]*\})/;

function variable({ node }: Target, { field }: FoundField): Markdown | undefined {
  const name = field.expands?.length === 0 ? VARIABLE.exec(node.text)?.[0] : undefined;
  return name === undefined
    ? undefined
    : say`**Careful:** ${code(name)} is not expanded here; the value is used as written.`;
}

/** How long a duration is, and how long it may be. */
function duration({ node }: Target, { shape }: FoundField): Markdown | undefined {
  const form = scalarsIn(shape).find(({ kind }) => kind === 'syntax');
  if (form?.kind !== 'syntax' || form.of !== 'duration' || readScalar(node).type !== 'string') return undefined;
  const { atLeast, atMost, never } = form.terms ?? {};
  const limits = [
    ...(atLeast === undefined ? [] : [say` GitLab accepts at least ${prose(inHours(atLeast))}.`]),
    ...(atMost === undefined ? [] : [say` GitLab accepts at most ${prose(inHours(atMost))}.`]),
  ];
  if (never && node.text.toLowerCase() === 'never') return undefined;
  const read = readDuration(node.text);
  if (read.kind !== 'known') return undefined;
  return joined([say`${code(node.text)} is **${prose(inHours(read.seconds))}**.`, ...limits], '');
}

/** What GitLab reads, if that is not what is written. */
function reading({ node, block }: Target, { shape }: FoundField): Markdown | undefined {
  const [usual, ...more] = scalarsIn(shape);
  if (!usual || more.length > 0) return undefined;
  const source = block.text.slice(node.span.start, node.span.end);
  const datum = readScalar(node);
  if (usual.kind === 'integer') return readNumber(source, datum);
  if (usual.kind !== 'text' && usual.kind !== 'keyword') return undefined;
  const kind = KINDS[datum.type];
  if (kind === undefined) return undefined;
  return say`**Careful:** GitLab reads ${code(source)} as ${ours(kind)}, not as a string. Quote it.`;
}

const KINDS: Partial<Record<Datum['type'], string>> = {
  integer: 'a number',
  float: 'a number',
  boolean: 'a boolean',
  null: 'nothing',
  symbol: 'a symbol',
};

function readNumber(source: string, datum: Datum): Markdown | undefined {
  if (datum.type !== 'integer' || String(datum.value) === source) return undefined;
  return say`GitLab reads ${code(source)} as the number **${prose(String(datum.value))}**${ours(whyNumber(source))}.`;
}

/** What a word means; `true` and `false` need no explanation. */
function word({ node }: Target, found: FoundField): Markdown | undefined {
  const isBoolean = readScalar(node).type === 'boolean';
  return isBoolean ? undefined : describeWord(found, found.shape, node.text);
}

/** In an item with a name and a value, the value is explained by the name. */
function pair({ path, parent, piece, entryKeys }: Target): Markdown | undefined {
  const item =
    typeof path.at(-2) === 'number' && piece !== 'ignored' ? find(path.slice(0, -1), { piece, entryKeys }) : undefined;
  const fields = item && recordIn(item.shape)?.fields;
  if (!fields || !Object.values(fields).every(({ required }) => required)) return undefined;
  for (const { key, value } of parent?.pairs ?? []) {
    const [name, word] = [textOf(key), textOf(value)];
    const field = name === undefined || name === path.at(-1) ? undefined : fieldOf(item.shape, name);
    const known =
      field && word !== undefined ? describeWord({ name: name ?? '', field }, field.shape, word) : undefined;
    if (known !== undefined) return say`**${prose(word ?? '')}**: ${known}`;
  }
  return undefined;
}

function textOf(node: Node | undefined): string | undefined {
  return node?.kind === 'scalar' ? node.text : undefined;
}
