/** The URLs under which a browser opens a folder on the VS Code server, and the URIs of the files in it. */

/**
 * The address at which the server shows a folder. The payload tells the window what to do first.
 * @param {string} host
 * @param {string} folder or a .code-workspace file
 * @param {readonly (readonly [string, string])[]} payload
 */
export function addressOf(host, folder, payload = []) {
  const kind = folder.endsWith('.code-workspace') ? 'workspace' : 'folder';
  const query = new URLSearchParams({ [kind]: folder, payload: JSON.stringify(payload) });
  return `http://${host}/?${query.toString()}`;
}

/** The URI that the window gives to a file on the server's disk. @param {string} host @param {string} file */
export function remoteUri(host, file) {
  return `vscode-remote://${host}${encodeURI(file)}`;
}
