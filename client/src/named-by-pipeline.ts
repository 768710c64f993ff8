/** Decides whether a pipeline may include a file: then it is worth starting the server, which finds out. */
import { Uri, workspace, type TextDocument } from 'vscode';
import { readFile } from './files.ts';
import { LANGUAGE } from './options.ts';

/** How many folders upwards a pipeline is searched. */
const FARTHEST = 20;

/** How many of the files that the pipeline names are read, since one of them may include the file. */
const MOST_FILES = 30;

/** Reads the pipeline of the nearest folder above that has one and the files that it names, and nothing else. */
export async function isNamedByPipeline({ uri, languageId }: TextDocument): Promise<boolean> {
  const top = workspace.getWorkspaceFolder(uri)?.uri;
  if (!top || languageId !== LANGUAGE) return false;
  let folder = uri;
  for (let step = 0; step < FARTHEST && folder.path !== top.path; step++) {
    folder = Uri.joinPath(folder, '..');
    const text = await textOf(Uri.joinPath(folder, '.gitlab-ci.yml'));
    if (text !== undefined) return isNamedFrom(folder, text, uri);
  }
  return false;
}

/** Includes of includes, nearest first; paths are relative to the folder of the pipeline. */
async function isNamedFrom(folder: Uri, pipeline: string, file: Uri): Promise<boolean> {
  const seen = new Set<string>();
  const waiting = [pipeline];
  for (let text = waiting.shift(); text !== undefined; text = waiting.shift()) {
    if (mayName(text, file)) return true;
    for (const [path] of text.matchAll(PATH)) {
      if (seen.has(path) || seen.size >= MOST_FILES) continue;
      seen.add(path);
      const { text: included } = await readFile({
        uri: Uri.joinPath(folder, path).toString(),
        root: folder.toString(),
      });
      if (included !== undefined) waiting.push(included);
    }
  }
  return false;
}

/** What may be the path of a file in the repository, rather than the end of an address. */
const PATH = /(?<![^\s"'[,])\/?(?:[\w.@+-]+\/)*[\w.@+-]+\.ya?ml(?![\w/])/g;

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
