/**
 * The open panel of a pipeline: requests its picture whenever it may have changed, and carries out what the page asks
 * for.
 */
import { l10n, Uri, window, workspace, type TextDocument, type TextEditor } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { PICTURE, type PictureAnswer, type PictureParams } from '../../../server/src/lsp/requests.ts';
import { chooseExport, saveExport } from './export.ts';
import { openFrame, type Frame } from './frame.ts';
import type { FromPipelinePage, ToPipelinePage } from './messages.ts';
import { newest } from './newest.ts';
import { asWritten, goTo, nodeAt, placeOf } from './places.ts';

const PAGE = { viewType: 'gitlabCi.pipeline', bundle: 'pipeline-page' };

/** How long after the last letter a new picture is requested. */
const PAUSE = 150;

export interface ShownOptions {
  readonly extension: Uri;
  readonly client: () => Promise<BaseLanguageClient> | undefined;
  readonly isCiFile: (document: TextDocument) => boolean;
  readonly chooseScenario: () => Promise<void>;
}

/** The file whose pipeline is shown; a child pipeline is started by another one. */
export interface ShownPipeline {
  readonly uri: string;
  readonly as?: PictureParams['as'];
  readonly given?: PictureParams['given'];
}

export interface Shown {
  readonly show: (subject: ShownPipeline) => void;
  readonly reveal: () => void;
  readonly update: () => void;
  readonly edited: (document: TextDocument) => void;
  readonly follow: (editor: TextEditor) => void;
  /** Another file became active. */
  readonly front: (editor: TextEditor) => void;
  readonly dispose: () => void;
}

/** The state of the panel. */
interface Held {
  /** The last one is shown; each of the others started the next one. */
  subjects: readonly ShownPipeline[];
  answer?: PictureAnswer;
}

export function openShown(options: ShownOptions, closed: () => void): Shown {
  const held: Held = { subjects: [] };
  const { update, later, ready, stop } = newest<PictureAnswer>({
    pause: PAUSE,
    ask() {
      const subject = held.subjects.at(-1);
      return subject && ask(options.client, subject);
    },
    show(answer) {
      if (answer) held.answer = answer;
      frame.post(answer ? shownPicture(answer, held.subjects) : nothing());
      const uri = held.subjects.at(-1)?.uri;
      const editor = window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri);
      if (editor) follow(editor);
    },
  });
  const frame: Frame<ToPipelinePage> = openFrame(options.extension, { ...PAGE, title: l10n.t('Pipeline') }, said => {
    const message = said as FromPipelinePage;
    if (message.type === 'ready') ready();
    void heard(message, held, { show, update, post: frame.post, chooseScenario: options.chooseScenario });
  });
  const follow = ({ document, selection }: TextEditor): void => {
    const id = held.answer && nodeAt(held.answer, document.uri.toString(), selection.active);
    if (id !== undefined) frame.post({ type: 'select', id });
  };
  const show = (subject: ShownPipeline, before: readonly ShownPipeline[] = []): void => {
    held.subjects = [...before, subject];
    frame.panel.title = l10n.t('Pipeline of {0}', nameOf(subject));
    void update();
  };
  const isOf = (uri: string): boolean =>
    held.answer?.files.includes(uri) === true || held.subjects.some(subject => subject.uri === uri);
  frame.panel.onDidDispose(() => {
    stop();
    closed();
  });
  return {
    show,
    reveal: frame.reveal,
    follow,
    update: later,
    edited: ({ uri }) => isOf(uri.toString()) && later(),
    front(editor) {
      const uri = editor.document.uri.toString();
      if (isOf(uri)) follow(editor);
      else show({ uri });
    },
    dispose: () => void frame.panel.dispose(),
  };
}

interface Doing {
  readonly show: (subject: ShownPipeline, before?: readonly ShownPipeline[]) => void;
  readonly update: () => Promise<void>;
  readonly post: (message: ToPipelinePage) => void;
  readonly chooseScenario: () => Promise<void>;
}

/** The page sends names of nodes; where they lead is looked up here. */
async function heard(message: FromPipelinePage, { subjects, answer }: Held, doing: Doing): Promise<void> {
  const { uri = '' } = subjects.at(-1) ?? {};
  switch (message.type) {
    case 'ready':
      return doing.update();
    case 'go':
      return goTo(placeOf(answer, message.id), message.focus);
    case 'open':
      return open(message.id, subjects, answer, doing);
    case 'back':
      return back(subjects.slice(0, -1), doing);
    case 'scenario':
      await goTo({ uri }, true); // the choice is about the active file
      return doing.chooseScenario();
    case 'export': {
      const format = await chooseExport();
      if (format) doing.post({ type: 'export', format });
      return;
    }
    case 'exported':
      return saveExport(message.format, message.content, uri);
  }
}

/**
 * A pipeline that can be opened replaces the one that starts it in the panel; for others, only the job that starts them
 * is known.
 */
async function open(
  id: string,
  subjects: readonly ShownPipeline[],
  answer: PictureAnswer | undefined,
  { show }: Doing,
): Promise<void> {
  const opening = answer?.opens[id];
  if (!opening) return goTo(placeOf(answer, id), true);
  show(opening, subjects);
  await goTo({ uri: opening.uri }, false).catch(() => undefined); // there may be no such file, as the page then says
}

async function back(subjects: readonly ShownPipeline[], { show }: Doing): Promise<void> {
  const subject = subjects.at(-1);
  if (!subject) return;
  show(subject, subjects.slice(0, -1));
  await goTo({ uri: subject.uri }, false);
}

function nothing(): ToPipelinePage {
  const why = l10n.t('This file is not the file of a GitLab CI pipeline, or it cannot be read.');
  return { type: 'nothing', why };
}

async function ask(
  client: ShownOptions['client'],
  { uri, as, given }: ShownPipeline,
): Promise<PictureAnswer | undefined> {
  await workspace.openTextDocument(Uri.parse(uri)); // the server answers for open documents only
  const params: PictureParams = { textDocument: { uri }, ...(as && { as }), ...(given && { given }) };
  const answer: unknown = await (await client())?.sendRequest(PICTURE, params);
  return answer ? asWritten(answer as PictureAnswer) : undefined;
}

function shownPicture({ picture }: PictureAnswer, subjects: readonly ShownPipeline[]): ToPipelinePage {
  return { type: 'show', picture, canGoBack: subjects.length > 1 };
}

function nameOf({ uri }: ShownPipeline): string {
  return workspace.asRelativePath(Uri.parse(uri), false);
}
