/** Changes of files, of which a client tells the server at once, twice, later, or never. */
import { FileChangeType, type FileEvent } from 'vscode-languageserver/node';
import { ROOT, type OnDisk } from '../lsp/files.ts';

/** A file that lies where a file was, which is a folder now. */
const INSIDE = '/inside.yml';

export type Told = 'at once' | 'twice' | 'later';

export class ChangingDisk {
  readonly #server: OnDisk;
  readonly #isWatched: boolean;
  #untold: FileEvent[] = [];

  constructor(server: OnDisk, isWatched: boolean) {
    this.#server = server;
    this.#isWatched = isWatched;
  }

  text(path: string): string | undefined {
    return this.#server.disk.get(ROOT + path);
  }

  /** Files that are written or deleted at once; an editor tells of all of them in one message. */
  async write(texts: Readonly<Record<string, string | null>>, told: Told = 'at once'): Promise<void> {
    const changes = Object.entries(texts).flatMap(([path, text]) => this.#changed(path, text));
    this.#untold.push(...changes);
    if (told === 'later' || changes.length === 0) return;
    if (told === 'twice') this.#untold.push(...changes);
    await this.tell();
  }

  /** A file is replaced by a folder with the same name, in which it lies. */
  toFolder(path: string, told: Told): Promise<void> {
    const text = this.text(path);
    return text === undefined ? Promise.resolve() : this.write({ [path]: null, [path + INSIDE]: text }, told);
  }

  /** A folder is deleted with all that is in it; editors tell of the folder only. */
  async deleteFolder(path: string, told: Told): Promise<void> {
    if (!this.#deleteBelow(ROOT + path)) return;
    this.#untold.push({ uri: ROOT + path, type: FileChangeType.Deleted });
    if (told !== 'later') await this.tell();
  }

  /** Tells of what the server was not told of yet. */
  async tell(): Promise<void> {
    const changes = this.#untold;
    this.#untold = [];
    if (this.#isWatched && changes.length > 0) await this.claim(changes);
  }

  /** Tells of changes, whether there were any or not. */
  claim(changes: readonly FileEvent[]): Promise<void> {
    return this.#server.client.sendNotification('workspace/didChangeWatchedFiles', { changes });
  }

  #changed(path: string, text: string | null): readonly FileEvent[] {
    const { disk } = this.#server;
    const uri = ROOT + path;
    if (text === null) return disk.delete(uri) ? [{ uri, type: FileChangeType.Deleted }] : [];
    const folder: FileEvent[] = this.#deleteBelow(uri) ? [{ uri, type: FileChangeType.Deleted }] : [];
    const type = disk.has(uri) ? FileChangeType.Changed : FileChangeType.Created;
    disk.set(uri, text);
    return [...folder, { uri, type }];
  }

  #deleteBelow(uri: string): boolean {
    const { disk } = this.#server;
    const below = [...disk.keys()].filter(one => one.startsWith(`${uri}/`));
    for (const one of below) disk.delete(one);
    return below.length > 0;
  }
}
