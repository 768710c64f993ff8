/** A panel beside the text: one of our pages in a webview, and the messages between the two. */
import { env, l10n, Uri, ViewColumn, window, type WebviewPanel } from 'vscode';
import { freshNonce, shellOf } from './shell.ts';

/** The page of a panel. */
export interface PanelPage {
  /** The kind of panel, as the editor identifies it. */
  readonly viewType: string;
  readonly title: string;
  /** The name of the bundle in `dist/`, a script and a style. */
  readonly bundle: string;
}

export interface Frame<ToPage> {
  readonly panel: WebviewPanel;
  /** A message is lost if the page is not listening yet; it says when it is. */
  readonly post: (message: ToPage) => void;
  /** Brings the panel to the front, where it may be behind other tabs; the text keeps the focus. */
  readonly reveal: () => void;
}

/** Opens the panel; `heard` is called with messages of the page. */
export function openFrame<ToPage>(
  extension: Uri,
  { viewType, title, bundle }: PanelPage,
  heard: (message: unknown) => void,
): Frame<ToPage> {
  const dist = Uri.joinPath(extension, 'dist');
  const column = { viewColumn: ViewColumn.Beside, preserveFocus: true };
  const panel = window.createWebviewPanel(viewType, title, column, { enableScripts: true, localResourceRoots: [dist] });
  const served = (file: string): string => panel.webview.asWebviewUri(Uri.joinPath(dist, file)).toString();
  panel.webview.onDidReceiveMessage((message: unknown) => heard(message));
  panel.webview.html = shellOf({
    title,
    script: served(`${bundle}.js`),
    style: served(`${bundle}.css`),
    nonce: freshNonce(),
    language: env.language,
    translations: l10n.bundle ?? {},
  });
  return {
    panel,
    post: message => void panel.webview.postMessage(message),
    reveal: () => panel.reveal(undefined, true),
  };
}
