/**
 * The open preview of a job's hooks: requests it whenever it may have changed, and carries out what the page asks for.
 */
import { env, l10n, Uri, workspace, type Position, type TextDocument } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { HOOK_PREVIEW, type HookPreviewAnswer, type HookPreviewParams } from '../../../server/src/lsp/requests.ts';
import type { ProjectionKind } from '../../../server/src/picture/hook-preview.ts';
import { openFrame, type Frame } from './frame.ts';
import type { FromHookPage, ToHookPage } from './messages.ts';
import { newest } from './newest.ts';
import { goTo } from './places.ts';

const PAGE = { viewType: 'gitlabCi.hook', bundle: 'hook-page' };

/** How long after the last letter or cursor move a new preview is requested. */
const PAUSE = 120;

export interface HookPanelOptions {
  readonly extension: Uri;
  readonly client: () => Promise<BaseLanguageClient> | undefined;
  readonly isCiFile: (document: TextDocument) => boolean;
}

/** A place in a file. */
export interface EditorSpot {
  readonly document: TextDocument;
  readonly position: Position;
}

export interface ShownHook {
  /** Shows the job there; without a job there, the previous one stays. `isLater` waits until the cursor rests. */
  readonly show: (spot: EditorSpot, isLater?: boolean) => void;
  readonly reveal: () => void;
  readonly update: () => void;
  readonly edited: (document: TextDocument) => void;
  readonly dispose: () => void;
}

interface Held {
  /** The last position of the cursor. */
  spot?: EditorSpot;
  answer?: HookPreviewAnswer;
  /** The file in which the shown job was found. */
  uri?: string;
}

export function openHookPreview(options: HookPanelOptions, closed: () => void): ShownHook {
  const held: Held = {};
  const { update, later, ready, stop } = newest<Found>({
    pause: PAUSE,
    ask: () => ask(options.client, held),
    show(found) {
      if (found) {
        Object.assign(held, found);
        frame.panel.title = l10n.t('Pre-stop hook of {0}', found.answer.preview.job);
      }
      frame.post(found ? { type: 'show', preview: found.answer.preview } : nothing());
    },
  });
  const frame: Frame<ToHookPage> = openFrame(options.extension, { ...PAGE, title: l10n.t('Pre-stop Hook') }, said => {
    const message = said as FromHookPage;
    if (message.type === 'ready') ready();
    void heard(message, held, { update, post: frame.post });
  });
  frame.panel.onDidDispose(() => {
    stop();
    closed();
  });
  return {
    show(spot, isLater = false) {
      held.spot = spot;
      if (isLater) later();
      else void update();
    },
    reveal: frame.reveal,
    update: later,
    edited(document) {
      if (isOf(held, document.uri.toString())) later();
    },
    dispose: () => void frame.panel.dispose(),
  };
}

function isOf({ spot, answer, uri }: Held, edited: string): boolean {
  const files = answer?.files.map(file => Uri.parse(file).toString()) ?? [];
  return files.includes(edited) || uri === edited || spot?.document.uri.toString() === edited;
}

interface Found {
  readonly answer: HookPreviewAnswer;
  readonly uri: string;
}

/** The job at the cursor, else the one that is shown, in its current state. */
async function ask(client: HookPanelOptions['client'], { spot, answer, uri }: Held): Promise<Found | undefined> {
  const here = spot?.document.uri.toString();
  const params = spot && here !== undefined ? { textDocument: { uri: here }, position: spot.position } : undefined;
  const found = params && (await sent(client, params));
  if (found && here !== undefined) return { answer: found, uri: here };
  if (!answer || uri === undefined) return undefined;
  await workspace.openTextDocument(Uri.parse(uri)); // the server answers for open documents only
  const same = await sent(client, { textDocument: { uri }, job: answer.job });
  return same && { answer: same, uri };
}

async function sent(
  client: HookPanelOptions['client'],
  params: HookPreviewParams,
): Promise<HookPreviewAnswer | undefined> {
  const answer: unknown = await (await client())?.sendRequest(HOOK_PREVIEW, params);
  return (answer as HookPreviewAnswer | null | undefined) ?? undefined;
}

function nothing(): ToHookPage {
  const why = l10n.t('Put the cursor in a job or template of a GitLab CI file to see its hooks.');
  return { type: 'nothing', why };
}

interface Doing {
  readonly update: () => Promise<void>;
  readonly post: (message: ToHookPage) => void;
}

/** The page sends numbers of places and kinds; what they refer to is looked up here. */
async function heard(message: FromHookPage, { answer }: Held, { update, post }: Doing): Promise<void> {
  switch (message.type) {
    case 'ready':
      return update();
    case 'go': {
      const place = answer?.places[message.place];
      return goTo(place ? { uri: Uri.parse(place.uri).toString(), key: place.range } : undefined, true);
    }
    case 'copy':
      return copy(message.kind, answer, post);
  }
}

async function copy(
  kind: ProjectionKind,
  answer: HookPreviewAnswer | undefined,
  post: (message: ToHookPage) => void,
): Promise<void> {
  const text = answer?.preview.projections.find(projection => projection.kind === kind)?.text;
  if (text === undefined) return;
  await env.clipboard.writeText(text);
  post({ type: 'copied', kind });
}
