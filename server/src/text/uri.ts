/** One spelling for each file: clients write drive letters and escapes in many ways. */
import { URI } from 'vscode-uri';
import type { Uri } from './span.ts';

/** The URI as the core knows it; what is no URI stays as it is. */
export function normal(uri: string): Uri {
  const known = spelled.get(uri);
  if (known !== undefined) return known;
  const found = spell(uri);
  if (spelled.size > MOST) spelled.clear();
  spelled.set(uri, found);
  return found;
}

/** The URI of a file or a folder of this machine, by its absolute path. */
export function uriOfPath(path: string): Uri {
  return URI.file(path).toString();
}

/** The folder that holds a file or a folder; it ends with a slash. */
export function folderAbove(uri: Uri): Uri {
  return uri.replace(/[^/]*\/?$/, '');
}

/** The URI of a folder, which ends with a slash. */
export function asFolder(uri: string): Uri {
  const folder = normal(uri);
  return folder.endsWith('/') ? folder : `${folder}/`;
}

const spelled = new Map<string, Uri>();
const MOST = 5000;

function spell(uri: string): Uri {
  try {
    return /^[a-z][\w+.-]*:/i.test(uri) ? URI.parse(uri).toString() : uri;
  } catch {
    return uri;
  }
}
