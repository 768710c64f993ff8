/** The picture as a list for reading line by line: a tree of stages, jobs and their details. */
import { say } from '../frame/words.ts';
import type { Picture, PictureNode } from '../../../server/src/picture/picture.ts';
import { html, keyed, setAll, setFlag, setText } from '../frame/dom.ts';
import type { Spoken } from './spoken.ts';

export interface List {
  readonly root: HTMLElement;
  readonly show: (picture: Picture, spoken: Spoken) => void;
  readonly select: (id: string | undefined) => void;
  readonly focus: () => void;
}

interface Row {
  readonly key: string;
  readonly text: string;
  /** The node of the picture, if the row is one. */
  readonly id?: string;
  readonly state?: string;
  readonly rows: readonly Row[];
}

export function listOf(chosen: (id: string, takesFocus: boolean) => void): List {
  const root = html('ul', { role: 'tree', 'aria-label': say('Jobs of the pipeline by stage') });
  const items = (): HTMLElement[] =>
    [...root.querySelectorAll<HTMLElement>('[role=treeitem]')].filter(
      item => !item.closest('[aria-expanded=false] + ul'),
    );
  /** Tab reaches one row, arrow keys reach all others from there. */
  const rove = (to: HTMLElement | undefined): void => {
    if (!to) return;
    for (const item of root.querySelectorAll('[tabindex="0"]')) if (item !== to) setAll(item, { tabindex: '-1' });
    setAll(to, { tabindex: '0' });
  };
  const go = (to: HTMLElement | undefined): void => {
    rove(to);
    to?.focus();
  };
  root.addEventListener('keydown', event => walk(event, { items, go, chosen }));
  root.addEventListener('click', event => {
    const item = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[role=treeitem]') : null;
    if (!item) return;
    go(item);
    const id = item.dataset['id'];
    if (id !== undefined) chosen(id, false);
    else if (item.hasAttribute('aria-expanded'))
      setAll(item, { 'aria-expanded': String(item.getAttribute('aria-expanded') === 'false') });
  });
  return {
    root,
    show(picture, spoken) {
      drawRows(root, rowsOf(picture, spoken));
      if (!root.querySelector('[tabindex="0"]')) rove(items()[0]);
    },
    select(id) {
      for (const item of root.querySelectorAll<HTMLElement>('[data-id]')) {
        const is = item.dataset['id'] === id;
        setAll(item, { 'aria-selected': String(is) });
        if (is) rove(item);
        if (is && !root.contains(document.activeElement)) item.scrollIntoView({ block: 'nearest' });
      }
    },
    focus: () => root.querySelector<HTMLElement>('[tabindex="0"]')?.focus(),
  };
}

interface Walking {
  readonly items: () => readonly HTMLElement[];
  readonly go: (to: HTMLElement | undefined) => void;
  readonly chosen: (id: string, takesFocus: boolean) => void;
}

/** Keyboard navigation of a tree. */
function walk(event: KeyboardEvent, { items, go, chosen }: Walking): void {
  const item = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[role=treeitem]') : null;
  if (!item) return;
  const all = items();
  const at = all.indexOf(item);
  const id = item.dataset['id'];
  const open = item.getAttribute('aria-expanded');
  const moves: Readonly<Record<string, () => void>> = {
    ArrowDown: () => go(all[at + 1]),
    ArrowUp: () => go(all[at - 1]),
    Home: () => go(all[0]),
    End: () => go(all.at(-1)),
    ArrowRight: () =>
      open === 'false' ? setAll(item, { 'aria-expanded': 'true' }) : open === 'true' && go(all[at + 1]),
    ArrowLeft: () => (open === 'true' ? setAll(item, { 'aria-expanded': 'false' }) : go(parentOf(item))),
    Enter: () => id !== undefined && chosen(id, true),
    ' ': () => id !== undefined && chosen(id, false),
  };
  const move = moves[event.key];
  if (!move) return;
  event.preventDefault();
  move();
}

function rowsOf({ stages, nodes }: Picture, spoken: Spoken): readonly Row[] {
  return stages.map((stage, index) => ({
    key: `stage ${index}`,
    text: say(`Stage ${stage}`),
    rows: nodes.filter(node => node.stage === index).map(node => rowOf(node, spoken)),
  }));
}

function rowOf(node: PictureNode, spoken: Spoken): Row {
  const { id, name, kind, state, says, reason, copies } = node;
  const needs = spoken.needsOf(node);
  const about = [
    ...(reason === '' || says.includes(reason) ? [] : [say(`Because: ${reason}`)]),
    ...(needs.length > 0 ? [say(`${kind === 'job' ? 'Needs' : 'Started by'} ${needs.join(', ')}`)] : []),
    ...copies.map(copy => `${copy.name}: ${copy.says}`),
  ];
  const rows = about.map((text, index): Row => ({ key: String(index), text, rows: [] }));
  return { key: id, id, state, text: `${name}: ${says.join(', ')}`, rows };
}

/** The parent row, which precedes the list with this row. */
function parentOf(item: HTMLElement): HTMLElement | undefined {
  const above = item.closest('ul')?.previousElementSibling;
  return above instanceof HTMLElement ? above : undefined;
}

function drawRows(parent: Element, rows: readonly Row[]): void {
  keyed(parent, rows, ({ key }) => key, {
    make: ({ id }) =>
      html(
        'li',
        { role: 'none' },
        html('span', { role: 'treeitem', tabindex: '-1', ...(id !== undefined && { 'data-id': id }) }),
      ),
    update: updateRow,
  });
}

let groups = 0;

function updateRow(row: HTMLLIElement, { text, id, state, rows }: Row): void {
  const [item, group] = row.children;
  if (!item) return;
  setText(item, text);
  setFlag(item, 'out', state === 'out');
  if (rows.length === 0) {
    group?.remove();
    for (const name of ['aria-expanded', 'aria-owns']) item.removeAttribute(name);
    return;
  }
  const below = group ?? row.appendChild(html('ul', { role: 'group', id: `rows-${++groups}` }));
  // jobs are collapsed at first, since they have many lines
  if (!item.hasAttribute('aria-expanded')) setAll(item, { 'aria-expanded': String(id === undefined) });
  setAll(item, { 'aria-owns': below.id });
  drawRows(below, rows);
}
