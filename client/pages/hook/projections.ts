/** What the hooks become elsewhere: three texts, each with a button that copies it. */
import { say } from '../frame/words.ts';
import type { HookPreview, ProjectionKind } from '../../../server/src/picture/hook-preview.ts';
import { html, setText } from '../frame/dom.ts';

export interface Projections {
  readonly root: HTMLElement;
  readonly show: (preview: HookPreview) => void;
  /** Says that a text is in the clipboard. */
  readonly copied: (kind: ProjectionKind) => void;
}

const KINDS: readonly ProjectionKind[] = ['payload', 'pod', 'toml'];

const ABOUT: Readonly<Record<ProjectionKind, readonly [title: string, about: string, none: string]>> = {
  payload: [
    'Payload for the runner',
    'What GitLab would send with the job. The field handler is proposed: no released GitLab sends it, and runners that do not know it pass it over.',
    'Nothing is sent: no hook takes effect.',
  ],
  pod: [
    'Pod in Kubernetes',
    'The part of the pod that comes of the hook. The runner gives it to every container.',
    'The pod has no lifecycle from this job. A hook of the runner’s own config.toml is used, if it has one.',
  ],
  toml: [
    'config.toml of the runner',
    'The same hook for all jobs of a runner, which runners know today. The hook of a job would win over it.',
    'There is no pre-stop hook to write there.',
  ],
};

export function projectionsWith(copy: (kind: ProjectionKind) => void): Projections {
  const status = html('p', { class: 'status', role: 'status' });
  const parts = new Map(KINDS.map(kind => [kind, partOf(kind, copy)]));
  const root = html(
    'section',
    { 'aria-labelledby': 'becomes' },
    html('h2', { id: 'becomes' }, say('What the hooks become')),
    status,
  );
  for (const { root: part } of parts.values()) root.append(part);
  return {
    root,
    show({ projections }) {
      for (const { kind, text } of projections) if (parts.get(kind)?.show(text)) setText(status, '');
    },
    copied: kind => setText(status, say(`${say(ABOUT[kind][0])}: copied.`)),
  };
}

interface Part {
  readonly root: HTMLElement;
  /** Returns whether the text changed. */
  readonly show: (text: string | undefined) => boolean;
}

function partOf(kind: ProjectionKind, copy: (kind: ProjectionKind) => void): Part {
  const [title = '', about = '', none = ''] = ABOUT[kind].map(say);
  const button = html('button', { type: 'button', 'aria-label': say(`Copy: ${title}`) }, say('Copy'));
  button.addEventListener('click', () => copy(kind));
  // it scrolls by keys, so they must be able to reach it
  const text = html('pre', { tabindex: '0', role: 'region', 'aria-label': title });
  const said = html('p');
  const root = html(
    'article',
    { 'data-kind': kind },
    html('div', { class: 'head' }, html('h3', {}, title), button),
    said,
    text,
  );
  return {
    root,
    show(given) {
      const before = text.textContent;
      button.hidden = given === undefined;
      text.hidden = given === undefined;
      setText(said, given === undefined ? none : about);
      setText(text, given ?? '');
      return text.textContent !== before;
    },
  };
}
