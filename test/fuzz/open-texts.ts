/** The texts that a client has open: it tells the server of every change, and knows what the server must have then. */
import type { ProtocolConnection } from 'vscode-languageserver/node';
import { ROOT } from '../lsp/files.ts';
import { messageOf, type SentEdit } from './sent.ts';

interface OpenText {
  readonly uri: string;
  readonly path: string;
  readonly text: string;
}

/** Which of the texts that a client has open of one file, under several spellings of its URI. */
export type Which = 'latest' | 'first';

/** What the version of an edited text is: clients are meant to count up, but nothing depends on it. */
export type Counting = 'up' | 'not' | 'down';

export class OpenTexts {
  readonly #client: ProtocolConnection;
  /** By their URIs, in the order in which they were opened. */
  readonly #texts = new Map<string, OpenText>();
  #version = 0;

  constructor(client: ProtocolConnection) {
    this.#client = client;
  }

  all(): readonly OpenText[] {
    return [...this.#texts.values()];
  }

  /** The one of each file that counts: it was opened last. */
  latest(): readonly OpenText[] {
    return this.all().filter(one => this.at(one.path) === one);
  }

  at(path: string, which: Which = 'latest'): OpenText | undefined {
    const isOf = (one: OpenText): boolean => one.path === path;
    return which === 'first' ? this.all().find(isOf) : this.all().findLast(isOf);
  }

  /** Opens a text that is not open yet under this URI. */
  async open(path: string, text: string, uri = ROOT + path): Promise<void> {
    if (!this.#texts.has(uri)) await this.openAgain(path, text, uri);
  }

  /** As a client does that does not close a text before. */
  async openAgain(path: string, text: string, uri = this.at(path)?.uri ?? ROOT + path): Promise<void> {
    this.#texts.delete(uri);
    this.#texts.set(uri, { uri, path, text });
    await this.#send('didOpen', uri, { languageId: 'yaml', version: ++this.#version, text });
  }

  async close(path: string, which?: Which): Promise<void> {
    const open = this.at(path, which);
    if (open && this.#texts.delete(open.uri)) await this.#send('didClose', open.uri);
  }

  async saved(path: string): Promise<void> {
    const open = this.at(path);
    if (open) await this.#send('didSave', open.uri);
  }

  async edit(path: string, edits: readonly SentEdit[], which?: Which, counting: Counting = 'up'): Promise<void> {
    const open = this.at(path, which);
    if (!open) return;
    const { contentChanges, after } = messageOf(open.text, edits);
    if (counting === 'down') this.#version -= 2;
    if (counting === 'not') this.#version -= 1;
    await this.#change({ ...open, text: after }, contentChanges);
  }

  async replace(path: string, text: string): Promise<void> {
    const open = this.at(path);
    if (open) await this.#change({ ...open, text }, [{ text }]);
  }

  #change(after: OpenText, contentChanges: readonly object[]): Promise<void> {
    this.#texts.set(after.uri, after);
    return this.#send('didChange', after.uri, { version: ++this.#version }, { contentChanges });
  }

  #send(method: string, uri: string, about: object = {}, more: object = {}): Promise<void> {
    return this.#client.sendNotification(`textDocument/${method}`, { textDocument: { uri, ...about }, ...more });
  }
}
