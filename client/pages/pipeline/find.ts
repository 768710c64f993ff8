/** Search: jobs whose name contains the text stand out, and Enter goes from one to the next. */
import { say } from '../frame/words.ts';
import type { Picture } from '../../../server/src/picture/picture.ts';
import { html, setFlag, setText } from '../frame/dom.ts';
import type { Drawing } from './drawing.ts';

export interface Find {
  readonly root: HTMLElement;
  /** Searches in the current picture. */
  readonly again: (picture: Picture) => void;
}

export function finding(drawing: Drawing, found: (id: string) => void): Find {
  const input = html('input', {
    type: 'search',
    placeholder: say('Find a job'),
    'aria-label': say('Find a job'),
  });
  const count = html('output', { class: 'count' });
  let [picture, at] = [undefined as Picture | undefined, -1];
  const matches = (): readonly string[] => {
    const text = input.value.trim().toLowerCase();
    if (text === '' || !picture) return [];
    const holds = (name: string): boolean => name.toLowerCase().includes(text);
    return picture.nodes
      .filter(({ name, copies }) => holds(name) || copies.some(copy => holds(copy.name)))
      .map(({ id }) => id);
  };
  const mark = (): readonly string[] => {
    const ids = matches();
    const all = new Set(ids);
    const isSearching = input.value.trim() !== '';
    for (const node of drawing.nodes()) {
      const is = all.has(node.dataset['id'] ?? '');
      setFlag(node, 'unmatched', isSearching && !is);
      setFlag(node, 'match', is);
    }
    setText(count, isSearching ? foundText(ids.length, at) : '');
    return ids;
  };
  const step = (by: number): void => {
    const ids = matches();
    at = ids.length === 0 ? -1 : (at + by + ids.length + (at < 0 && by < 0 ? 1 : 0)) % ids.length;
    const id = ids[at];
    if (id !== undefined) found(id);
    mark();
  };
  input.addEventListener('input', () => {
    at = -1;
    mark();
  });
  input.addEventListener('keydown', event => {
    if (event.key === 'Enter') step(event.shiftKey ? -1 : 1);
    if (event.key !== 'Escape') return;
    input.value = '';
    at = -1;
    mark();
  });
  return {
    root: html('span', { class: 'find' }, input, count),
    again(next) {
      picture = next;
      mark();
    },
  };
}

function foundText(count: number, at: number): string {
  if (count === 0) return say('none');
  return at < 0 ? String(count) : say(`${at + 1} of ${count}`);
}
