/** The page of the pipeline panel: the picture, a list with the same content, and the bar above both. */
import { say } from '../frame/words.ts';
import { mermaidOf } from '../../../server/src/picture/mermaid.ts';
import type { Picture } from '../../../server/src/picture/picture.ts';
import type { FromPipelinePage, ToPipelinePage } from '../../src/panel/messages.ts';
import { editor } from '../frame/editor.ts';
import { html, setFlag, setText } from '../frame/dom.ts';
import { barOf } from './bar.ts';
import { drawingWith } from './drawing.ts';
import { exported } from './exported.ts';
import { finding } from './find.ts';
import { listOf } from './list.ts';
import { measureIn } from '../frame/measure.ts';
import { pickingIn } from './picking.ts';
import { spokenIn } from './spoken.ts';
import { viewOf } from './view.ts';

interface SavedState {
  readonly isListOpen: boolean;
}

const { post, state, keep } = editor<FromPipelinePage, SavedState>(message => heard(message as ToPipelinePage));

const drawing = drawingWith(measureIn(getComputedStyle(document.body).fontFamily));
const canvas = html('div', { class: 'canvas' }, drawing.root);
const verdict = html('p', { class: 'verdict', role: 'status' });
const errors = html('ul', { class: 'errors', 'aria-label': say('Why GitLab refuses the pipeline') });
const view = viewOf(canvas, drawing.root);
const picking = pickingIn(drawing, view, { post, selected: id => list.select(id) });
const list = listOf((id, focus) => picking.choose(id, focus));
const find = finding(drawing, id => picking.choose(id, false));
const aside = html('nav', { class: 'list', 'aria-label': say('Jobs as a list') }, list.root);
const bar = barOf({ view, post, find, toggleList: () => showList(aside.hidden === true) });

let shown: Picture | undefined;

document.body.append(
  bar.root,
  html('div', { class: 'about' }, verdict, errors),
  html('main', { class: 'both' }, canvas, aside),
);
showList(state.isListOpen ?? false);
post({ type: 'ready' });

function heard(message: ToPipelinePage): void {
  if (message.type === 'show') {
    const picture = spokenPicture(message.picture);
    bar.show({ ...message, picture });
    show(picture);
  } else if (message.type === 'nothing') {
    setText(verdict, message.why);
    setFlag(document.body, 'stale', true);
  } else if (message.type === 'select') picking.select(message.id);
  else if (shown)
    void exported(shown, message.format, mermaidOf).then(content => post({ type: 'exported', ...content }));
}

/** While GitLab would refuse what is being typed, the previous picture stays, greyed out. */
function show(picture: Picture): void {
  setText(verdict, picture.verdict);
  errors.replaceChildren(...picture.errors.map(error => html('li', {}, error)));
  const isRefused = picture.nodes.length === 0 && picture.errors.length > 0 && shown !== undefined;
  setFlag(document.body, 'stale', isRefused);
  if (isRefused) return;
  shown = picture;
  const spoken = spokenIn(picture);
  view.resized(drawing.draw(picture, spoken));
  list.show(picture, spoken);
  picking.drawn();
  find.again(picture);
}

function showList(isOpen: boolean): void {
  aside.hidden = !isOpen;
  bar.listIs(isOpen);
  keep({ isListOpen: isOpen });
  if (isOpen && document.hasFocus()) list.focus();
}

/** The picture in the language of the editor; names stay as they are. */
function spokenPicture(picture: Picture): Picture {
  return {
    ...picture,
    scenario: say(picture.scenario),
    verdict: say(picture.verdict),
    errors: picture.errors.map(say),
    nodes: picture.nodes.map(node => ({
      ...node,
      says: node.says.map(say),
      reason: say(node.reason),
      copies: node.copies.map(copy => ({ ...copy, says: say(copy.says) })),
    })),
  };
}
