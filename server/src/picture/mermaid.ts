/** A picture as a Mermaid flow chart: stages as boxes with their jobs, needs as arrows, shapes close to our own. */
import type { Picture, PictureEdge, PictureNode, State } from './picture.ts';

export function mermaidOf({ stages, nodes, edges }: Picture): string {
  const ids = new Map(nodes.map(({ id }, index) => [id, `j${index}`]));
  const boxes = stages.flatMap((stage, index) => [
    `  subgraph s${index}["${quoted(stage)}"]`,
    '    direction TB',
    ...nodes.filter(node => node.stage === index).map(node => `    ${ids.get(node.id) ?? ''}${shaped(node)}`),
    '  end',
  ]);
  const order = stages.slice(1).map((_, index) => `  s${index} ~~~ s${index + 1}`);
  const out = nodes.filter(({ state }) => state === 'out').map(({ id }) => ids.get(id) ?? '');
  const ghosts = out.length > 0 ? ['  classDef out stroke-dasharray: 5 5', `  class ${out.join(',')} out`] : [];
  return ['flowchart LR', ...boxes, ...order, ...edges.map(edge => arrowOf(edge, ids)), ...ghosts]
    .map(line => `${line}\n`)
    .join('');
}

const SHAPES: Readonly<Record<State, readonly [opening: string, closing: string]>> = {
  runs: ['[', ']'],
  out: ['[', ']'],
  manual: ['[\\', '/]'],
  delayed: ['(', ')'],
  'on-failure': ['>', ']'],
  depends: ['{{', '}}'],
};

function shaped({ kind, state, name, says }: PictureNode): string {
  const [opening, closing] = kind === 'job' ? SHAPES[state] : ['[[', ']]'];
  return `${opening}"${[name, ...says].map(quoted).join('<br/>')}"${closing}`;
}

const ARROWS: Readonly<Record<PictureEdge['kind'], string>> = { needs: '-->', optional: '-.->', starts: '==>' };

function arrowOf({ from, to, kind }: PictureEdge, ids: ReadonlyMap<string, string>): string {
  return `  ${ids.get(from) ?? ''} ${ARROWS[kind]} ${ids.get(to) ?? ''}`;
}

/** Letters, digits and harmless punctuation stay; all other characters are written by number. */
function quoted(text: string): string {
  return text.replaceAll(/[^\p{L}\p{M}\p{N} .,:_/=~()|+-]/gu, sign => `#${sign.codePointAt(0) ?? 0};`);
}
