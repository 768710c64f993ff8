/** A panel beside the text: one page of our own in a webview, and the messages between both. */
import { Uri, ViewColumn, window, type WebviewPanel } from 'vscode';
import { freshNonce, shellOf } from './shell.ts';

/** The page of a panel, whatever it shows. */
export interface PanelPage {
  /** What the editor knows the kind of panel by. */
  readonly viewType: string;
  readonly title: string;
  /** The bundle in `dist/`, a script and a style of this name. */
  readonly bundle: string;
}

export interface Frame<ToPage> {
  readonly panel: WebviewPanel;
  /** What is sent before the page listens is lost; it says when it does. */
  readonly post: (message: ToPage) => void;
}

/** Opens the panel; `heard` is called with what the page says. */
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
  });
  return { panel, post: message => void panel.webview.postMessage(message) };
}
