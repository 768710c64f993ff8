/** The bar above the picture: scenario, search, zoom, list and export. */
import { say } from '../frame/words.ts';
import type { FromPipelinePage, ToPipelinePage } from '../../src/panel/messages.ts';
import { html, setAll, setText } from '../frame/dom.ts';
import type { Find } from './find.ts';
import type { View } from './view.ts';

export interface Bar {
  readonly root: HTMLElement;
  readonly show: (message: ToPipelinePage & { readonly type: 'show' }) => void;
  readonly listIs: (isOpen: boolean) => void;
}

export interface BarOptions {
  readonly view: View;
  readonly find: Find;
  readonly post: (message: FromPipelinePage) => void;
  readonly toggleList: () => void;
}

export function barOf({ view, find, post, toggleList }: BarOptions): Bar {
  const back = button('←', say('Back to the pipeline that starts this one'), () => post({ type: 'back' }));
  const scenario = button('', say('Choose Scenario'), () => post({ type: 'scenario' }));
  const list = button(say('List'), say('Show the jobs as a list'), toggleList);
  scenario.classList.add('scenario');
  back.hidden = true;
  const scale = html(
    'span',
    { class: 'group' },
    button('−', say('Zoom out'), () => view.zoom(1 / 1.25)),
    button('+', say('Zoom in'), () => view.zoom(1.25)),
    button(say('Fit'), say('Fit the whole pipeline into the panel'), view.fit),
  );
  const root = html('header', { class: 'bar' }, back, scenario, find.root, scale, list);
  root.append(button(say('Export…'), say('Export as SVG, PNG or Mermaid'), () => post({ type: 'export' })));
  return {
    root,
    show({ picture, canGoBack }) {
      setText(scenario, picture.scenario);
      setAll(scenario, {
        'aria-label': say(`Scenario: ${picture.scenario}. Choose another one`),
        title: picture.scenario,
      });
      back.hidden = !canGoBack;
    },
    listIs: isOpen => setAll(list, { 'aria-expanded': String(isOpen) }),
  };
}

function button(text: string, title: string, clicked: () => void): HTMLButtonElement {
  const made = html('button', { type: 'button', title, 'aria-label': title }, text);
  made.addEventListener('click', clicked);
  return made;
}
