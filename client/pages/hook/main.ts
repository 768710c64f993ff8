/** The page of the hook panel: the effective hooks, what happens when the job is stopped, and what the hooks become. */
import { say } from '../frame/words.ts';
import type { FromHookPage, ToHookPage } from '../../src/panel/messages.ts';
import { editor } from '../frame/editor.ts';
import { html, setFlag, setSentence, setText } from '../frame/dom.ts';
import { hooksWith } from './hooks.ts';
import { projectionsWith } from './projections.ts';
import { stopWith, type SavedStop } from './stop.ts';

const { post, state, keep } = editor<FromHookPage, SavedStop>(message => heard(message as ToHookPage));

const title = html('h1', {}, say('Pre-stop hook'));
const about = html('p', { class: 'about' });
const status = html('p', { class: 'status', role: 'status' });
const hooks = hooksWith(place => post({ type: 'go', place }));
const stop = stopWith(state, keep);
const projections = projectionsWith(kind => post({ type: 'copy', kind }));
const content = html('div', { class: 'content' }, hooks.root, stop.root, projections.root);

content.hidden = true;
document.body.append(html('main', {}, html('header', {}, title, about, status), content));
post({ type: 'ready' });

function heard(message: ToHookPage): void {
  if (message.type === 'copied') return projections.copied(message.kind);
  const isThere = message.type === 'show';
  setText(status, isThere ? '' : message.why);
  setFlag(document.body, 'stale', !isThere && !content.hidden);
  if (!isThere) return;
  const { preview } = message;
  setText(title, say(`Pre-stop hook of ${preview.job}`));
  setSentence(about, say(preview.about));
  content.hidden = false;
  hooks.show(preview);
  stop.show(preview);
  projections.show(preview);
}
