/** Describes each node for screen readers, in the picture and in the list alike. */
import { say } from '../frame/words.ts';
import { spokenNode, type Picture, type PictureNode } from '../../../server/src/picture/picture.ts';

export interface Spoken {
  readonly of: (node: PictureNode) => string;
  /** The names of the jobs that a node waits for. */
  readonly needsOf: (node: PictureNode) => readonly string[];
}

export function spokenIn({ nodes, edges, stages }: Picture): Spoken {
  const names = new Map(nodes.map(({ id, name }) => [id, name]));
  const needs = new Map<string, string[]>();
  for (const { from, to, kind } of edges) {
    const name = names.get(from) ?? '';
    const said = kind === 'optional' ? say(`${name} if it is there`) : name;
    needs.set(to, [...(needs.get(to) ?? []), said]);
  }
  const needsOf = ({ id }: PictureNode): readonly string[] => needs.get(id) ?? [];
  return {
    needsOf,
    of(node) {
      const after = needsOf(node);
      const names = after.join(', ');
      const waits = node.kind === 'job' ? say(`needs ${names}`) : say(`started by ${names}`);
      return spokenNode(node, stages, say) + (after.length > 0 ? `, ${waits}` : '');
    },
  };
}
