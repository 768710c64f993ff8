/** How the process of the server is started. */
import type { Uri } from 'vscode';

/**
 * Nearly all that is made of a text stays, so a large space for new objects, of which V8 keeps three copies, saves no
 * work. It can only be limited from outside.
 */
export const NODE_ARGUMENTS = ['--max-semi-space-size=2'];

/** The server's arguments: V8 keeps what it compiled in that folder, so that the next server has it at once. */
export function argumentsFor({ scheme, fsPath }: Pick<Uri, 'scheme' | 'fsPath'>): string[] {
  return scheme === 'file' ? [`--compile-cache=${fsPath}`] : [];
}
