/** How a browser asks the VS Code server for a folder, and how the window names the files in it. */

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

/**
 * How the window names a file that lies beside its server.
 * @param {string} host
 * @param {string} file
 */
export function remoteUri(host, file) {
  return `vscode-remote://${host}${encodeURI(file)}`;
}
