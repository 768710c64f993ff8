/** Selects a node by pointer, keys or from the text: it stands out together with the lines to its neighbours. */
import type { FromPipelinePage } from '../../src/panel/messages.ts';
import { setAll, setFlag } from '../frame/dom.ts';
import type { Drawing } from './drawing.ts';
import { neighbour } from './neighbour.ts';
import type { View } from './view.ts';

export interface Picking {
  /** Selects a node and shows its text. */
  readonly choose: (id: string, takesFocus: boolean) => void;
  /** Selects the node whose text contains the cursor. */
  readonly select: (id: string) => void;
  /** Marks the selection in a new drawing. */
  readonly drawn: () => void;
}

export interface PickingOptions {
  readonly post: (message: FromPipelinePage) => void;
  readonly selected: (id: string) => void;
}

export function pickingIn(drawing: Drawing, view: View, { post, selected }: PickingOptions): Picking {
  let current: string | undefined;
  const mark = (): void => {
    const nodes = drawing.nodes();
    const reached = (current === undefined ? undefined : drawing.nodeOf(current)) ?? nodes[0];
    for (const node of nodes) {
      const is = node.dataset['id'] === current;
      setFlag(node, 'selected', is);
      setAll(node, { 'aria-pressed': String(is), tabindex: node === reached ? '0' : '-1' });
    }
    for (const line of drawing.root.querySelectorAll<SVGElement>('[data-from]'))
      setFlag(line, 'lit', current !== undefined && [line.dataset['from'], line.dataset['to']].includes(current));
  };
  const select = (id: string): void => {
    current = id;
    mark();
    const node = drawing.nodeOf(id);
    if (node) view.reveal(node);
    selected(id);
  };
  const choose = (id: string, focus: boolean): void => {
    select(id);
    post({ type: 'go', id, focus });
  };
  const act = (node: SVGGElement, takesFocus: boolean): void => {
    const id = node.dataset['id'] ?? '';
    if (node.dataset['kind'] === 'job') return choose(id, takesFocus);
    select(id);
    post({ type: 'open', id });
  };
  drawing.root.addEventListener('click', event => {
    const node = nodeIn(event.target);
    if (node) act(node, event.detail > 1);
  });
  drawing.root.addEventListener('keydown', event => {
    const node = nodeIn(event.target);
    if (!node) return;
    const next = neighbour(drawing.nodes(), node, event.key);
    if (event.key === 'Enter') act(node, true);
    else if (event.key === ' ') act(node, false);
    else if (!next) return;
    event.preventDefault();
    if (!next) return;
    select(next.dataset['id'] ?? '');
    next.focus();
  });
  return { choose, select, drawn: mark };
}

function nodeIn(target: EventTarget | null): SVGGElement | undefined {
  return (target instanceof Element && target.closest<SVGGElement>('g[data-id]')) || undefined;
}
