/** What was read of a document, for comparisons of two readings. */
import { loadDocument } from '../../server/src/yaml/load/load.ts';
import type { Block, SourceDocument } from '../../server/src/yaml/tree.ts';

export function blocksOf({ pieces }: SourceDocument): readonly Block[] {
  return pieces.flatMap(({ entries }) => entries.map(({ block }) => block));
}

/** The result of loading, without nodes and blocks, which are compared as text. */
export function loaded(document: SourceDocument): unknown {
  const { content, header, failures, notes } = loadDocument(document);
  const plain = (key: string, value: unknown): unknown => {
    if (key === 'node' || key === 'uri') return undefined;
    // a map with patches is no Map
    if (typeof value === 'object' && value !== null && 'size' in value) return [...(value as Map<unknown, unknown>)];
    return typeof value === 'bigint' ? `${value}n` : value;
  };
  return JSON.parse(JSON.stringify({ content, header, failures, notes }, plain)) as unknown;
}
