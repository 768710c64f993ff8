/** Paths of a repository and the URIs that they have here. */
import type { Uri } from '../text/span.ts';

/** The URI of a path below a folder, or nothing for a path that no repository has, such as `./a.yml` or `a//b.yml`. */
export function uriOf(folder: Uri, path: string): Uri | undefined {
  const names = path.split('/');
  if (names.some(name => name === '' || name === '.' || name === '..')) return undefined;
  return folder + names.map(encode).join('/');
}

/** The path of a URI below a folder, or nothing if it lies elsewhere. */
export function pathOf(folder: Uri, uri: Uri): string | undefined {
  if (!uri.startsWith(folder)) return undefined;
  try {
    return uri.slice(folder.length).split('/').map(decodeURIComponent).join('/');
  } catch {
    return undefined;
  }
}

/** Escapes as editors do, so that a file has one URI whoever names it. */
function encode(name: string): string {
  return encodeURIComponent(wellFormed(name)).replace(
    /[!'()*]/g,
    letter => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** A lone surrogate has no encoding; no file has such a name. */
function wellFormed(name: string): string {
  return name.replace(/[\uD800-\uDFFF]/gu, '\uFFFD');
}
