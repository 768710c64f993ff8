/** Describes keys of the configuration and their values, from its schema. */
import type { Hover } from '../../features/hover.ts';
import { targetAt } from '../../features/target.ts';
import { codes, joined, ours, prose, say, type Markdown } from '../../text/markdown.ts';
import type { SourceDocument } from '../../yaml/tree.ts';
import { schemaAt, wordsOf, type ConfigurationSchema } from './schema.ts';

export function hoverConfiguration(document: SourceDocument, offset: number): Hover | undefined {
  const target = targetAt(document, offset);
  const schema = target && schemaAt(target.path);
  if (!target || !schema) return undefined;
  const name = String(target.path.at(-1));
  const markdown = target.part === 'key' ? describeKey(name, schema) : describeWord(schema, target.node.text);
  return markdown && { markdown, span: target.span };
}

/** The purpose of a key, then its possible words and its default. */
export function describeKey(name: string, schema: ConfigurationSchema): Markdown {
  const { description, default: usual } = schema;
  const words = wordsOf(schema);
  const told = words.filter(({ doc }) => doc !== '');
  const list = joined(
    told.map(({ value, doc }) => say`- \`${ours(value)}\`: ${ours(doc)}`),
    '\n',
  );
  const facts = [
    words.length > 0 && told.length === 0 && say`one of ${codes(words.map(({ value }) => value))}`,
    (typeof usual === 'string' || typeof usual === 'boolean') && say`default: \`${ours(String(usual))}\``,
  ];
  const title = joined([say`**${prose(name)}**`, ...facts], ' · ');
  return joined([description !== undefined && ours(description), list, title], '\n\n');
}

function describeWord(schema: ConfigurationSchema, word: string): Markdown | undefined {
  const doc = wordsOf(schema).find(({ value }) => value === word)?.doc ?? '';
  return doc === '' ? undefined : say`**${prose(word)}**: ${ours(doc)}`;
}
