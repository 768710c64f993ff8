/** The effective hooks, one per line, with a link to where each is written. */
import { say } from '../frame/words.ts';
import type { HookPreview, PreviewLine } from '../../../server/src/picture/hook-preview.ts';
import { html, keyed, setAll, setSentence, setText } from '../frame/dom.ts';

export interface Hooks {
  readonly root: HTMLElement;
  readonly show: (preview: HookPreview) => void;
}

interface Row extends PreviewLine {
  readonly key: string;
}

/** `go` is called with the number of a place. */
export function hooksWith(go: (place: number) => void): Hooks {
  const notes = html('ul', { class: 'notes', 'aria-label': say('Notes on these hooks') });
  const lines = html('ul', { class: 'lines', 'aria-label': say('Effective hooks, line by line') });
  const none = html('p', {}, say('No hook takes effect in this job.'));
  const root = html(
    'section',
    { 'aria-labelledby': 'hooks' },
    html('h2', { id: 'hooks' }, say('Effective hooks')),
    notes,
    lines,
    none,
  );
  root.addEventListener('click', ({ target }) => {
    const place = target instanceof HTMLElement ? target.dataset['place'] : undefined;
    if (place !== undefined) go(Number(place));
  });
  return {
    root,
    show(preview) {
      draw(notes, preview.notes, (row, text) => setSentence(row, say(text)));
      draw(lines, preview.lines, setText);
      notes.hidden = preview.notes.length === 0;
      lines.hidden = preview.lines.length === 0;
      none.hidden = preview.lines.length > 0;
    },
  };
}

/** A line keeps its element, and so its focus, while somebody edits another one. */
function draw(parent: Element, all: readonly PreviewLine[], write: typeof setText): void {
  const rows = all.map((line, index): Row => ({ ...line, key: String(index) }));
  keyed(parent, rows, ({ key }) => key, {
    make: () => html('li', {}, html('span', { class: 'text' }), html('button', { type: 'button', class: 'origin' })),
    update(row, { text, origin }) {
      const [said, link] = row.children;
      if (!said || !(link instanceof HTMLElement)) return;
      write(said, text);
      link.hidden = !origin;
      if (!origin) return;
      setText(link, [origin.label, origin.via].filter(part => part !== '').join(', '));
      setAll(link, { 'data-place': String(origin.place), title: say(`Go to ${origin.label}`) });
    },
  });
}
