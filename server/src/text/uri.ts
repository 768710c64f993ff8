/** Gives each file one spelling of its URI: clients write drive letters and escapes in many ways. */
import { URI } from 'vscode-uri';
import type { Uri } from './span.ts';

/** The URI as the core spells it; a text that is not a URI stays as it is. */
export function normal(uri: string): Uri {
  const cached = spelled.get(uri);
  if (cached !== undefined) return cached;
  const found = spell(uri);
  if (spelled.size > MOST) spelled.clear();
  spelled.set(uri, found);
  return found;
}

/** The URI of a file or folder on this machine, from its absolute path. */
export function uriOfPath(path: string): Uri {
  return URI.file(path).toString();
}

/**
 * The URI of a path below a folder; nothing for a path that cannot be in a repository, such as `./a.yml` or `a//b.yml`.
 */
export function uriBelow(folder: Uri, path: string): Uri | undefined {
  const names = path.split('/');
  if (names.some(name => name === '' || name === '.' || name === '..')) return undefined;
  return folder + escaped(path);
}

/** The path of a URI below a folder; `undefined` if it is elsewhere or its escapes are malformed. */
export function pathBelow(folder: Uri, uri: Uri): string | undefined {
  return uri.startsWith(folder) ? unescaped(uri.slice(folder.length)) : undefined;
}

/** Scheme and path of a URI, the path without escapes; a text that is not a URI is all path. */
export function partsOf(uri: Uri): { readonly scheme: string; readonly path: string } {
  const match = /^([a-z][\w+.-]*):(?:\/\/[^/?#]*)?([^?#]*)/i.exec(uri);
  const path = match?.[2] ?? uri;
  return { scheme: match?.[1]?.toLowerCase() ?? 'file', path: unescaped(path) ?? path };
}

/** The folder that contains a file or folder, with a slash at the end. */
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

/** Escapes a path as editors do. A lone surrogate cannot be escaped, and no file has such a name. */
function escaped(path: string): string {
  const wellFormed = path.replace(/[\uD800-\uDFFF]/gu, '\uFFFD');
  // without a folder above it, a folder named `C:` would be read as a drive
  return URI.from({ scheme: 'file', path: `/-/${wellFormed}` })
    .toString()
    .slice('file:///-/'.length);
}

function unescaped(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
