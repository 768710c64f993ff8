/** Saves a picture: in which format, and where. */
import { env, Uri, window, workspace } from 'vscode';
import { EXPORTS, type ExportFormat } from './messages.ts';

const LABELS: Readonly<Record<ExportFormat, string>> = {
  svg: 'SVG',
  png: 'PNG',
  mermaid: 'Mermaid, into the clipboard',
};

export async function chooseExport(): Promise<ExportFormat | undefined> {
  const rows = EXPORTS.map(format => ({ label: LABELS[format], format }));
  return (await window.showQuickPick(rows, { title: 'Export Pipeline As' }))?.format;
}

/** Saves what the page made of the picture; Mermaid goes to the clipboard, the others become files. */
export async function saveExport(format: ExportFormat, content: string, beside: string): Promise<void> {
  if (format === 'mermaid') {
    await env.clipboard.writeText(content);
    void window.showInformationMessage('The pipeline is in the clipboard as a Mermaid flow chart.');
    return;
  }
  const target = await window.showSaveDialog({
    defaultUri: Uri.joinPath(Uri.parse(beside), `../pipeline.${format}`),
    filters: { [LABELS[format]]: [format] },
  });
  if (target)
    await workspace.fs.writeFile(target, format === 'png' ? bytesOf(content) : new TextEncoder().encode(content));
}

/** Decodes base 64 with a function that both kinds of editor have. */
function bytesOf(content: string): Uint8Array {
  return Uint8Array.from(atob(content), letter => letter.charCodeAt(0));
}
