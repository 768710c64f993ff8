/**
 * Draws a picture into an SVG element; unchanged parts are not touched, so that nothing flickers while somebody types.
 */
import { say } from '../frame/words.ts';
import { fitted, labelOf, type Label, type LabelLine, type Measure } from '../../../server/src/picture/label.ts';
import {
  bandOf,
  layoutOf,
  type Layout,
  type PlacedEdge,
  type PlacedNode,
  type Size,
} from '../../../server/src/picture/layout.ts';
import { wayOf } from '../../../server/src/picture/line.ts';
import type { Picture } from '../../../server/src/picture/picture.ts';
import { shapeOf } from '../../../server/src/picture/shape.ts';
import { keyed, setAll, setText, svg } from '../frame/dom.ts';
import type { Spoken } from './spoken.ts';

export interface Drawing {
  /** The element, for the page to show. */
  readonly root: SVGSVGElement;
  readonly draw: (picture: Picture, spoken: Spoken) => Layout;
  /** The element of a node. */
  readonly nodeOf: (id: string) => SVGGElement | undefined;
  readonly nodes: () => readonly SVGGElement[];
}

export function drawingWith(measure: Measure): Drawing {
  const [bands, lines, nodes] = [svg('g', { 'aria-hidden': 'true' }), svg('g', { 'aria-hidden': 'true' }), svg('g')];
  const root = svg(
    'svg',
    { role: 'group', 'aria-label': say('Picture of the pipeline') },
    arrowHead(),
    bands,
    lines,
    nodes,
  );
  const byId = new Map<string, SVGGElement>();
  let [structure, layout] = ['', undefined as Layout | undefined];
  return {
    root,
    nodeOf: id => byId.get(id),
    nodes: () => [...nodes.children] as SVGGElement[],
    draw(picture, spoken) {
      const labels = new Map(picture.nodes.map(node => [node.id, labelOf(node, measure)]));
      const now = structureOf(picture, labels);
      // most keystrokes move nothing: then only words and shapes change
      layout =
        layout && now === structure ? withNodesOf(layout, picture) : layoutOf(picture, ({ id }) => sizeIn(labels, id));
      structure = now;
      byId.clear();
      drawBands(bands, layout, measure);
      keyed(lines, layout.edges, ({ edge }) => `${edge.from}\n${edge.to}`, {
        make: () => svg('path', { 'marker-end': 'url(#end)' }),
        update: updateLine,
      });
      keyed(nodes, layout.nodes, ({ node }) => node.id, {
        make: ({ node }) =>
          svg(
            'g',
            { role: 'button', tabindex: '-1', 'data-id': node.id },
            svg('title'),
            svg('g'),
            svg('g', { 'aria-hidden': 'true' }),
          ),
        update(element, placed) {
          byId.set(placed.node.id, element);
          updateNode(element, placed, labels.get(placed.node.id)?.lines ?? [], spoken);
        },
      });
      return layout;
    },
  };
}

function arrowHead(): SVGElement {
  const size = { viewBox: '0 0 8 8', refX: '8', refY: '4', markerWidth: '7', markerHeight: '7', orient: 'auto' };
  return svg('defs', {}, svg('marker', { id: 'end', ...size }, svg('path', { d: 'M1 1L7 4L1 7' })));
}

/** Everything that positions depend on. */
function structureOf({ stages, nodes, edges }: Picture, labels: ReadonlyMap<string, Label>): string {
  const sizes = nodes.map(({ id, stage }) => [id, stage, sizeIn(labels, id).width, sizeIn(labels, id).height]);
  return JSON.stringify([stages, sizes, edges]);
}

function sizeIn(labels: ReadonlyMap<string, Label>, id: string): Size {
  const { width = 0, height = 0 } = labels.get(id) ?? {};
  return { width, height };
}

function withNodesOf(layout: Layout, { nodes }: Picture): Layout {
  const byId = new Map(nodes.map(node => [node.id, node]));
  return { ...layout, nodes: layout.nodes.map(({ node, box }) => ({ node: byId.get(node.id) ?? node, box })) };
}

function drawBands(parent: SVGElement, layout: Layout, measure: Measure): void {
  keyed(parent, layout.stages, ({ name }) => name, {
    make: () => svg('g', { class: 'stage' }, svg('title'), svg('rect'), svg('text')),
    update(element, stage) {
      const [title, band, text] = element.children;
      if (!title || !band || !text) return;
      const { box, radius, title: name } = bandOf(stage, layout);
      setText(title, stage.name);
      setAll(band, { ...texts({ ...box }), rx: String(radius) });
      setAll(text, texts({ x: name.x, y: name.y }));
      setText(text, fitted(stage.name, 'name', measure, name.width));
    },
  });
}

function texts(numbers: Readonly<Record<string, number>>): Record<string, string> {
  return Object.fromEntries(Object.entries(numbers).map(([name, number]) => [name, String(number)]));
}

function updateLine(element: SVGPathElement, { edge, points }: PlacedEdge): void {
  setAll(element, { d: wayOf(points), 'data-from': edge.from, 'data-to': edge.to, 'data-kind': edge.kind });
}

function updateNode(
  element: SVGGElement,
  { node, box }: PlacedNode,
  lines: readonly LabelLine[],
  spoken: Spoken,
): void {
  const [title, shape, texts] = element.children;
  if (!title || !shape || !texts) return;
  const words = spoken.of(node);
  setAll(element, {
    transform: `translate(${box.x} ${box.y})`,
    'data-state': node.state,
    'data-kind': node.kind,
    'aria-label': words,
  });
  setText(title, words);
  keyed(shape, shapeOf(node, box), ({ role }) => role, {
    make: ({ role }) => svg('path', { class: role }),
    update: (path, { d }) => setAll(path, { d }),
  });
  keyed(texts, lines, ({ y }) => String(y), {
    make: ({ style, y }) => svg('text', { class: style, y: String(y) }),
    update(text, line) {
      setAll(text, { x: String(box.width / 2) });
      setText(text, `${line.text} `); // the blank separates it from the next line when both are read aloud
    },
  });
}
