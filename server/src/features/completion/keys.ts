/** Completes keys: with their body if nothing follows yet, else the key alone. */
import { check } from '../../readings/check.ts';
import { fieldMeant, listIn, mappingIn, recordIn, scalarsIn } from '../../readings/find.ts';
import { meaningOf } from '../../readings/meaning.ts';
import { offerKeys, type SnippetBody, type Candidate } from '../../readings/offer.ts';
import type { RecordShape, Shape } from '../../spec/shape.ts';
import type { Finding } from '../../text/problem.ts';
import { span } from '../../text/span.ts';
import { readNode } from '../../yaml/value/read.ts';
import type { Node } from '../../yaml/tree.ts';
import type { Template } from '../snippet.ts';
import { blockBody, flowBody } from './body.ts';
import { compose, currentKey, type Completion, type CompletionDraft } from './compose.ts';
import { endOfLine, fieldAt, lineAfter, type Site } from './site.ts';

export function keyCompletions(site: Site): readonly Completion[] {
  const { cursor, text } = site;
  const found = fieldAt(site.cursor, cursor.path);
  const record = found && recordIn(found.shape);
  if (!record || !/^["']?[\w.-]*["']?$/.test(text.slice(cursor.word.start, cursor.word.end))) return [];
  const present = cursor.siblings.map(({ name }) => fieldMeant(record, name)?.name ?? name);
  const meant = cursor.siblings.flatMap(({ name }) =>
    Object.hasOwn(record.fields, name) ? [] : (meaningOf(record, name)?.name ?? []),
  );
  const place = { gitlabVersion: site.gitlabVersion, values: valuesBeside(site), meant };
  return offerKeys(found.shape, present, found.chain, place).flatMap(candidate => {
    if (!isKeeping(site, record, present, candidate.label)) return [];
    const draft = cursor.body ? overBody(site, record, candidate) : withBody(site, candidate);
    return draft ? [compose(site, candidate, { ...draft, ...rivalry(site, record, candidate.label) })] : [];
  });
}

/** Whether the existing keys stay valid with the new one: `trigger` makes the entry another kind of job. */
function isKeeping({ cursor }: Site, record: RecordShape, present: readonly string[], name: string): boolean {
  if (cursor.path.length !== 1) return true;
  const next = fieldAt({ ...cursor, entryKeys: [...cursor.entryKeys, name] }, cursor.path);
  const after = next && recordIn(next.shape);
  if (!after || after === record) return true;
  return present.every(key => Object.hasOwn(after.fields, key) || !Object.hasOwn(record.fields, key));
}

/** The plain scalars after the existing keys. */
function valuesBeside({ text, cursor }: Site): ReadonlyMap<string, string> {
  return new Map(
    cursor.siblings.flatMap(({ name, key }) => {
      const found = /^["']?[ \t]*:[ \t]+["']?([\w-]+)["']?[ \t]*(?:#|[,}]|$)/m.exec(
        text.slice(key.end, key.end + NEAR),
      );
      return found?.index === 0 ? [[name, found[1] ?? ''] as const] : [];
    }),
  );
}

/** No word is longer. */
const NEAR = 100;

/** Keys that are not from the table, each with its body if nothing follows yet. */
export function candidateKeys(site: Site, candidates: readonly Candidate[]): readonly Completion[] {
  const { cursor, text } = site;
  if (!/^["']?[\w.-]*["']?$/.test(text.slice(cursor.word.start, cursor.word.end))) return [];
  return candidates.flatMap(candidate => {
    const key = quotedKey(site, candidate.label);
    const alone: CompletionDraft = { template: [cursor.behind === 'colon' ? key : `${key}:`], span: cursor.word };
    const draft = cursor.body ? alone : withBody(site, candidate);
    return draft ? [compose(site, candidate, draft)] : [];
  });
}

/** An existing handler can be replaced by typing another name over it: at first, the text is still the old name. */
function rivalry(site: Site, record: RecordShape, name: string): Pick<CompletionDraft, 'replaces'> {
  return name !== currentKey(site) && isRival(site, record, name) ? { replaces: currentKey(site) } : {};
}

/** Key, colon and body; before a comment or in brackets, everything stays on the line. */
function withBody(site: Site, { label, body, opens }: Candidate): CompletionDraft | undefined {
  const { cursor, head, rest, lineEnd, layout } = site;
  const key = quotedKey(site, label);
  if (!body) return undefined;
  if (cursor.bracket) return { template: [`${key}: `, ...flowBody(body, layout)], span: head, opens, flow: true };
  if (rest === '') {
    const template = [`${key}:`, ...blockBody(body, cursor.column, layout)];
    return { template, span: span(head.start, lineEnd), opens };
  }
  if (!rest.startsWith('#')) return undefined;
  return { template: besideComment(key, body, site), span: head, opens: opens && body.kind === 'scalar' };
}

function besideComment(key: string, body: SnippetBody, { layout, cursor }: Site): Template {
  return [`${key}:`, ...(body.kind === 'scalar' ? blockBody(body, cursor.column, layout) : [])];
}

/**
 * If there is a body already, only the key changes if the body is valid for it; a handler replaces another one
 * completely.
 */
function overBody(site: Site, record: RecordShape, candidate: Candidate): CompletionDraft | undefined {
  const { cursor } = site;
  const key = quotedKey(site, candidate.label);
  if (fits(site, record, candidate.label)) {
    return { template: [cursor.behind === 'colon' ? key : `${key}:`], span: cursor.word };
  }
  return isRival(site, record, candidate.label) ? inPlaceOf(site, key, candidate) : undefined;
}

/** The existing key stays among the choices, valid or not. */
function fits(site: Site, { fields }: RecordShape, name: string): boolean {
  const { uri, cursor } = site;
  const field = fields[name];
  if (!field || !cursor.body) return false;
  if (name === currentKey(site)) return true;
  const { block, node, span: at } = cursor.body;
  if (!takes(field.shape, node)) return false;
  const found: Finding[] = [];
  const owner = { uri, block, span: at };
  check(finding => found.push(finding), field, readNode(uri, block, node), {
    name,
    owner,
    hidden: false,
    complete: false,
  });
  return found.every(({ severity }) => severity !== undefined && severity !== 'error');
}

/** Whether a value of that kind can be valid at all. */
function takes(shape: Shape, { kind }: Node): boolean {
  if (kind === 'alias' || shape.kind === 'anything') return true;
  if (kind === 'map') return mappingIn(shape) !== undefined;
  return kind === 'list' ? listIn(shape) !== undefined : scalarsIn(shape).length > 0;
}

/** Whether the key at the cursor and the other one exclude each other. */
function isRival(site: Site, { rules }: RecordShape, name: string): boolean {
  const current = currentKey(site);
  return rules.some(rule => rule.kind === 'exactlyOne' && rule.keys.includes(name) && rule.keys.includes(current));
}

/** Another key with its own body; the body of the old one is removed, unless something else is on its last line. */
function inPlaceOf(site: Site, key: string, { body, opens }: Candidate): CompletionDraft | undefined {
  const { text, cursor, head, lineEnd, layout } = site;
  const old = cursor.body?.span;
  if (!old || !body || isNeeded(text.slice(head.end, old.start), text.slice(old.start, old.end))) return undefined;
  if (cursor.bracket) {
    const isLine = old.end <= lineEnd;
    const template = [`${key}: `, ...flowBody(body, layout)];
    return isLine ? { template, span: span(head.start, old.end), opens, flow: true } : undefined;
  }
  if (text.slice(old.end, endOfLine(text, old.end)).trim() !== '') return undefined;
  const also = old.end > lineEnd ? [{ span: span(lineAfter(text, head.end), lineAfter(text, old.end)), text: '' }] : [];
  const template = [`${key}:`, ...blockBody(body, cursor.column, layout)];
  return { template, span: span(head.start, lineEnd), also, opens };
}

/** A comment or tag after the key, or an anchor that is used elsewhere, must not be removed. */
function isNeeded(between: string, body: string): boolean {
  return between.trim() !== '' || /(?:^|[\s[{,])&\w/.test(body);
}

function quotedKey({ text, cursor: { quote, word } }: Site, key: string): string {
  const mark = quote ? (text[word.start] ?? '') : '';
  return mark + key + mark;
}
