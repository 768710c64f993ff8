/** Saves a picture: in which format, and where. */
import { env, l10n, Uri, window, workspace } from 'vscode';
import { EXPORTS, type ExportFormat } from './messages.ts';

function labelOf(format: ExportFormat): string {
  return format === 'mermaid' ? l10n.t('Mermaid, into the clipboard') : format.toUpperCase();
}

export async function chooseExport(): Promise<ExportFormat | undefined> {
  const rows = EXPORTS.map(format => ({ label: labelOf(format), format }));
  return (await window.showQuickPick(rows, { title: l10n.t('Export Pipeline As') }))?.format;
}

/** Saves what the page made of the picture; Mermaid goes to the clipboard, the others become files. */
export async function saveExport(format: ExportFormat, content: string, beside: string): Promise<void> {
  if (format === 'mermaid') {
    await env.clipboard.writeText(content);
    void window.showInformationMessage(l10n.t('The pipeline is in the clipboard as a Mermaid flow chart.'));
    return;
  }
  const target = await window.showSaveDialog({
    defaultUri: Uri.joinPath(Uri.parse(beside), `../pipeline.${format}`),
    filters: { [labelOf(format)]: [format] },
  });
  if (target)
    await workspace.fs.writeFile(target, format === 'png' ? bytesOf(content) : new TextEncoder().encode(content));
}

/** Decodes base 64 with a function that both kinds of editor have. */
function bytesOf(content: string): Uint8Array {
  return Uint8Array.from(atob(content), letter => letter.charCodeAt(0));
}
