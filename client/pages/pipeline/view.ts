/** The visible part of the picture: zoom, and moving by wheel and pointer. Scrolling is left to the browser. */
import type { Layout } from '../../../server/src/picture/layout.ts';
import { setAll } from '../frame/dom.ts';

export interface View {
  readonly resized: (layout: Layout) => void;
  readonly zoom: (factor: number) => void;
  readonly fit: () => void;
  /** Scrolls a node into view if necessary. */
  readonly reveal: (element: Element) => void;
}

const SMALLEST = 0.1;
const LARGEST = 3;
/** Names stay readable in a picture that nobody has zoomed yet. */
const READABLE = 0.6;

export function viewOf(canvas: HTMLElement, root: SVGSVGElement): View {
  let scale: number | undefined;
  let size = { width: 0, height: 0 };
  const apply = (wanted: number): number => {
    const next = Math.min(LARGEST, Math.max(SMALLEST, wanted));
    scale = next;
    setAll(root, {
      viewBox: `0 0 ${size.width} ${size.height}`,
      width: String(Math.round(size.width * next)),
      height: String(Math.round(size.height * next)),
    });
    return next;
  };
  const fitting = (): number => {
    const { clientWidth, clientHeight } = canvas;
    return Math.min(1, clientWidth / Math.max(1, size.width), clientHeight / Math.max(1, size.height));
  };
  /** The point of the picture at that position stays there. */
  const zoomAt = (factor: number, x: number, y: number): void => {
    const before = scale ?? 1;
    const by = apply(before * factor) / before;
    canvas.scrollLeft = (canvas.scrollLeft + x) * by - x;
    canvas.scrollTop = (canvas.scrollTop + y) * by - y;
  };
  canvas.addEventListener(
    'wheel',
    event => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const { left, top } = canvas.getBoundingClientRect();
      zoomAt(Math.exp(-event.deltaY / 300), event.clientX - left, event.clientY - top);
    },
    { passive: false },
  );
  moveByPointer(canvas);
  return {
    resized({ width, height }) {
      size = { width, height };
      apply(scale ?? Math.max(READABLE, fitting()));
    },
    zoom: factor => zoomAt(factor, canvas.clientWidth / 2, canvas.clientHeight / 2),
    fit: () => void apply(fitting()),
    reveal: element => element.scrollIntoView({ block: 'nearest', inline: 'nearest' }),
  };
}

/** Dragging the background moves the picture; clicks on nodes are left alone. */
function moveByPointer(canvas: HTMLElement): void {
  let from: { readonly x: number; readonly y: number } | undefined;
  canvas.addEventListener('pointerdown', event => {
    const isNode = event.target instanceof Element && event.target.closest('[data-id]') !== null;
    if (isNode || event.button !== 0 || event.pointerType !== 'mouse') return;
    from = { x: event.clientX + canvas.scrollLeft, y: event.clientY + canvas.scrollTop };
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener('pointermove', event => {
    if (!from) return;
    canvas.scrollLeft = from.x - event.clientX;
    canvas.scrollTop = from.y - event.clientY;
  });
  const end = (): void => void (from = undefined);
  canvas.addEventListener('pointerup', end);
  canvas.addEventListener('pointercancel', end);
}
