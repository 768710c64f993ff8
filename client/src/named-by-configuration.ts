/**
 * Decides whether the configuration of its repository may name a file: then it is worth starting the server, which
 * finds out.
 */
import { Uri, workspace, type TextDocument } from 'vscode';
import { CONFIGURATION_FILE, recognise } from '../../server/src/lsp/requests.ts';
import { LANGUAGE } from './options.ts';

/** How many folders upwards the configuration is searched. */
const FARTHEST = 20;

/** Reads the configurations in the folders above, up to the workspace folder, and nothing else. */
export async function isNamedByConfiguration({ uri, languageId }: TextDocument): Promise<boolean> {
  const top = workspace.getWorkspaceFolder(uri)?.uri;
  if (!top || languageId !== LANGUAGE) return false;
  let folder = uri;
  for (let step = 0; step < FARTHEST && folder.path !== top.path; step++) {
    folder = Uri.joinPath(folder, '..');
    if (mayName(await textOf(Uri.joinPath(folder, CONFIGURATION_FILE)), uri)) return true;
  }
  return false;
}

/** Enough of a configuration to contain its lists of files. */
const HEAD = 20_000;

/** Whether any word of the text is a glob for that file; the server knows which list it is in. */
function mayName(text: string, uri: Uri): boolean {
  const globs = text.slice(0, HEAD).match(/"[^"\n]+"|'[^'\n]+'|[^\s"',[\]]+/g) ?? [];
  const include = globs.map(glob => glob.replace(/^["']|["']$/g, '')).filter(glob => /[*/]|\.ya?ml$/.test(glob));
  return (
    recognise(uri.toString(), '', { include: [], exclude: [], shared: { include, exclude: [] } }).as === 'gitlab-ci'
  );
}

async function textOf(uri: Uri): Promise<string> {
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(uri));
  } catch {
    return '';
  }
}
