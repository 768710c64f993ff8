/** A picture as one self-contained SVG file; it follows the light or dark theme of the viewer. */
import { escaped } from './escaped.ts';
import { fitted, FONT_SIZES, labelOf, type Label, type Measure } from './label.ts';
import { bandOf, layoutOf, type Layout, type PlacedEdge, type PlacedNode, type PlacedStage } from './layout.ts';
import { round, wayOf } from './line.ts';
import { spokenNode, type Picture } from './picture.ts';
import { shapeOf } from './shape.ts';

/** `light` looks the same everywhere, as a PNG needs it. */
export type Look = 'light' | 'any';

export function svgOf(picture: Picture, measure: Measure, look: Look = 'any'): string {
  const labels = new Map(picture.nodes.map(node => [node.id, labelOf(node, measure)]));
  const layout = layoutOf(picture, ({ id }) => labels.get(id) ?? { width: 0, height: 0 });
  const [width, height] = [round(layout.width), round(layout.height)];
  const title = `${picture.scenario}: ${picture.verdict}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<title>${escaped(title)}</title>`,
    `<style>${look === 'any' ? STYLE + DARK : STYLE}</style>`,
    `<rect class="paper" width="${width}" height="${height}"/>`,
    ...layout.stages.flatMap(stage => drawBand(stage, layout, measure)),
    ...layout.edges.map(lineOf),
    ...layout.nodes.map(placed => nodeOf(placed, labels.get(placed.node.id), picture)),
    '</svg>',
  ]
    .map(line => `${line}\n`)
    .join('');
}

const STYLE = [
  `text{font:${FONT_SIZES.name}px system-ui,sans-serif;text-anchor:middle}`,
  `.says{font-size:${FONT_SIZES.says}px}.stage{font-weight:600}`,
  'path{fill:none;stroke-width:1.25}.optional{stroke-dasharray:5 4}.starts{stroke-dasharray:1 4;stroke-linecap:round}',
  '.out .outline{stroke-dasharray:6 4}',
  'text{fill:#1f2328}.paper{fill:#fff}.band{fill:#f3f4f6}path{stroke:#57606a}.outline{fill:#fff}',
  '.out text{fill:#57606a}.out .outline{fill:none}.may-fail{fill:#fff}',
].join('');

const DARK =
  '@media(prefers-color-scheme:dark){text{fill:#e6edf3}.paper{fill:#16191d}.band{fill:#22262c}path{stroke:#9aa4b0}' +
  '.outline,.may-fail{fill:#16191d}.out text{fill:#9aa4b0}}';

function drawBand(stage: PlacedStage, layout: Layout, measure: Measure): readonly string[] {
  const { box, radius, title } = bandOf(stage, layout);
  return [
    `<rect class="band" x="${round(box.x)}" y="${box.y}" width="${round(box.width)}" height="${round(box.height)}" rx="${radius}"/>`,
    `<text class="stage" x="${round(title.x)}" y="${title.y}">${escaped(fitted(stage.name, 'name', measure, title.width))}</text>`,
  ];
}

/** The arrow head is drawn as lines: a marker would need a reference. */
function lineOf({ edge, points }: PlacedEdge): string {
  const { x = 0, y = 0 } = points.at(-1) ?? {};
  const head = `M${round(x - 6)} ${round(y - 4)}L${round(x)} ${round(y)}L${round(x - 6)} ${round(y + 4)}`;
  return `<path class="${edge.kind}" d="${wayOf(points)}"/><path d="${head}"/>`;
}

function nodeOf({ node, box }: PlacedNode, label: Label | undefined, { stages }: Picture): string {
  const parts = shapeOf(node, box).map(({ role, d }) => `<path class="${role}" d="${d}"/>`);
  const texts = (label?.lines ?? []).map(
    ({ text, style, y }) => `<text class="${style}" x="${round(box.width / 2)}" y="${y}">${escaped(text)}</text>`,
  );
  const title = `<title>${escaped(spokenNode(node, stages))}</title>`;
  return `<g class="${node.state}" transform="translate(${round(box.x)} ${round(box.y)})">${title}${parts.join('')}${texts.join('')}</g>`;
}
