/** Extracts keys of a job into a hidden job, which the job then extends. */
import type { TextChange } from '../../text/span.ts';
import { lineBreakOf } from '../../yaml/edit/style.ts';
import type { Node, Pair } from '../../yaml/tree.ts';
import { nameOf, type JobTarget, type WrittenEntry } from './job-target.ts';
import { entryAbove, linesOf, type WholeLines } from './lines.ts';
import { columnIn, lineEnd, lineStart } from '../../yaml/lines.ts';

/** The changes, or why they cannot be made. */
export type Changes = readonly TextChange[] | { readonly because: string };

/** A hidden job of that name with the keys, in front of the job. */
export function extract(target: JobTarget, keys: readonly Pair[], name: string): Changes {
  const odd = oddKeys(target);
  if (odd !== undefined) return { because: odd };
  const lines = keys.flatMap(pair => linesOf(target, pair) ?? []);
  const extending = extendFrom(target, name, lines);
  if (lines.length < keys.length || !extending) return { because: 'The job is not written line by line.' };
  const template = entryAbove(target, [`${name}:`, ...lines.map(({ text }) => text)]);
  return joined([template, ...extending, ...lines.map(({ span }) => ({ span, text: '' }))]);
}

/** Why the keys of a mapping cannot be moved line by line. */
export function oddKeys({ map: { pairs } }: WrittenEntry): string | undefined {
  const names = pairs.map(nameOf);
  if (names.some(name => name === undefined || name === '<<')) return 'The order of its keys matters because of `<<`.';
  const twice = names.find((name, index) => names.indexOf(name) < index);
  return twice === undefined ? undefined : `\`${twice}\` is set twice.`;
}

/** A free name, made from the names of the job and of what is extracted. */
export function templateName(job: string, key: string, taken: ReadonlySet<string>): string {
  const slug = job.replace(/[^\p{L}\p{N}_-]+/gu, '-').replace(/^-+|-+$/g, '');
  const gap = slug.includes('_') ? '_' : '-';
  const base = `.${[...(slug === '' ? [] : [slug.slice(0, 60)]), key].join(gap)}`;
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base}${gap}${number}`;
    if (!taken.has(name)) return name;
  }
}

/** The new base comes last: it overrides the others, as the keys of the job did. */
function extendFrom(target: JobTarget, name: string, taken: readonly WholeLines[]): readonly TextChange[] | undefined {
  const { document, entry, map } = target;
  const written = map.pairs.find(pair => nameOf(pair) === 'extends')?.value;
  if (written) return withBase(document.text, entry.start, written, name);
  const first = map.pairs[0] && linesOf(target, map.pairs[0]);
  if (!first) return undefined;
  const start = taken.find(({ span }) => span.start === first.span.start)?.span.start ?? first.span.start;
  return [at(start, `${' '.repeat(first.column)}extends: ${name}${lineBreakOf(document.text)}`)];
}

function withBase(text: string, base: number, node: Node, name: string): readonly TextChange[] | undefined {
  if (node.kind === 'alias' || node.tag || node.anchor) return undefined;
  const end = base + node.span.end;
  if (node.kind === 'scalar')
    return isWord(node) ? [at(base + node.span.start, '['), at(end, `, ${name}]`)] : undefined;
  const last = node.kind === 'list' && node.items.every(isWord) ? node.items.at(-1) : undefined;
  if (node.kind !== 'list' || !last) return undefined;
  const behind = base + last.span.end;
  if (node.flow) return [at(behind, `, ${name}`)];
  const column = columnIn(text, base + node.span.start);
  const bullets = text.slice(lineStart(text, base + node.span.start), base + node.span.start);
  if (bullets.trim() !== '') return undefined;
  return [at(lineEnd(text, behind), `${lineBreakOf(text)}${' '.repeat(column)}- ${name}`)];
}

function isWord(node: Node): boolean {
  return node.kind === 'scalar' && ['plain', 'single', 'double'].includes(node.style) && !node.tag && !node.anchor;
}

function at(offset: number, text: string): TextChange {
  return { span: { start: offset, end: offset }, text };
}

/** Joins changes that begin at the same place. */
function joined(changes: readonly TextChange[]): readonly TextChange[] {
  const byStart = new Map<number, TextChange>();
  for (const { span, text } of changes) {
    const known = byStart.get(span.start);
    const end = Math.max(span.end, known?.span.end ?? 0);
    byStart.set(span.start, { span: { start: span.start, end }, text: (known?.text ?? '') + text });
  }
  return [...byStart.values()];
}
