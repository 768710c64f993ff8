/** The reference manual of a field and everything below it, in Markdown. */
import type { Field, Word } from '../spec/shape.ts';
import { defaultText, insteadText, kindOf, links, listed, wordsOf } from './describe.ts';
import { listIn, recordWithin, scalarsIn, type Named } from './find.ts';

/** A page that begins with this field; the fields below it follow as sections of their own, outermost first. */
export function manual(root: Named, title: string): string {
  const sections = walk([root]).map(section);
  return `${[`# ${title}`, NOTICE, ...sections].join('\n\n')}\n`;
}

const NOTICE = '<!-- Made from server/src/spec by `npm run generate`; changes here are lost. -->';

/** A field and all fields below it, each with the fields around it; the manual and the self-tests of the table walk it. */
export function walk(chain: readonly Named[]): readonly (readonly Named[])[] {
  const last = chain.at(-1);
  const record = last && recordWithin(last.field.shape);
  const children = Object.entries(record?.fields ?? {}).map(([name, field]) => ({ name, field }));
  return [chain, ...children.flatMap(child => walk([...chain, child]))];
}

function section(chain: readonly Named[]): string {
  const path = chain.map(({ name }) => name).join(' › ');
  const { field } = chain.at(-1) ?? { field: undefined };
  if (!field) return '';
  return [`## ${path}`, ...paragraphs(field), `Read on: ${links(field.sources)}`].join('\n\n');
}

function paragraphs(field: Field): readonly string[] {
  const { status } = field;
  return [
    status?.removed && `**Removed.** ${status.removed}${insteadText(status.instead)}`,
    status?.proposed && `**Proposed.** ${status.proposed}`,
    status?.deprecated && `**Deprecated.** ${status.deprecated}${insteadText(status.instead)}`,
    field.doc,
    field.caveat && `> ${field.caveat}`,
    facts(field),
    wordList(scalarsIn(field.shape).flatMap(wordsOf)),
    `\`\`\`yaml\n${field.example}\n\`\`\``,
    field.notes?.map(note => `- ${note}`).join('\n'),
  ].filter(paragraph => paragraph !== undefined && paragraph !== '') as string[];
}

function facts({ shape, required, default: fallback, status, aka }: Field): string {
  const levels = listIn(shape)?.levels ?? 1;
  return [
    `- Value: ${kindOf(shape)}`,
    levels > 1 && `- Lists inside the list are flattened, up to ${levels} levels.`,
    `- Needed: ${required ? 'yes' : 'no'}`,
    fallback !== undefined && `- Default: ${defaultText(fallback)}`,
    status?.since && `- Since: GitLab ${status.since}`,
    aka && `- Not to be written as: ${listed(aka, 'or')}`,
  ]
    .filter(Boolean)
    .join('\n');
}

function wordList(words: readonly Word[]): string {
  return words.map(({ value, doc }) => `- \`${value}\`: ${doc}`).join('\n');
}
