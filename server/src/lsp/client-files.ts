/** Reads files through the client: this works for virtual file systems and in the browser. */
import type { Connection } from 'vscode-languageserver';
import type { DirEntry, Files, ReadFailure } from '../ci/files.ts';
import type { Uri } from '../text/span.ts';
import { LIST_FOLDER, READ_FILE, type FileParams, type FolderAnswer, type FileAnswer } from './requests.ts';

/** Access to the files below a folder; an answer that makes no sense counts as a file that cannot be read. */
export function clientFiles(connection: Connection, root: Uri): Files {
  const paramsOf = (uri: Uri): FileParams => ({ uri, root });
  return {
    async read(uri) {
      const answer = await ask<FileAnswer>(connection, READ_FILE, paramsOf(uri));
      if (typeof answer?.text === 'string') return answer.text;
      const failed = answer?.failed;
      return { failed: failed !== undefined && FAILURES.has(failed) ? failed : 'denied' };
    },
    async list(uri) {
      const answer = await ask<FolderAnswer>(connection, LIST_FOLDER, paramsOf(uri));
      return Array.isArray(answer?.entries) ? answer.entries.filter(isEntry) : [];
    },
  };
}

const FAILURES: ReadonlySet<string> = new Set<ReadFailure>([
  'missing',
  'folder',
  'denied',
  'too-big',
  'outside',
  'loop',
]);

async function ask<Answer>(
  connection: Connection,
  method: string,
  params: FileParams,
): Promise<Partial<Answer> | null | undefined> {
  try {
    return await connection.sendRequest<Partial<Answer> | null>(method, params);
  } catch {
    return undefined;
  }
}

function isEntry(entry: unknown): entry is DirEntry {
  const { name, kind } = (entry ?? {}) as Partial<DirEntry>;
  return typeof name === 'string' && (kind === 'file' || kind === 'folder' || kind === 'other');
}
