/** Whether a file may be one that a pipeline includes: then it is worth starting the server, which finds out. */
import { Uri, workspace, type TextDocument } from 'vscode';
import { LANGUAGE } from './options.ts';

/** How many folders upward a pipeline is looked for. */
const FARTHEST = 20;

/** Looks at the pipelines of the folders above, up to that of the workspace; only those files are read. */
export async function isNamedByPipeline({ uri, languageId }: TextDocument): Promise<boolean> {
  const top = workspace.getWorkspaceFolder(uri)?.uri;
  if (!top || languageId !== LANGUAGE) return false;
  let folder = uri;
  for (let step = 0; step < FARTHEST && folder.path !== top.path; step++) {
    folder = Uri.joinPath(folder, '..');
    const text = await textOf(Uri.joinPath(folder, '.gitlab-ci.yml'));
    if (text !== undefined) return mayName(text, uri);
  }
  return false;
}

function mayName(text: string, { path }: Uri): boolean {
  return text.includes(path.slice(path.lastIndexOf('/') + 1)) || /\*\.ya?ml/.test(text);
}

async function textOf(uri: Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}
