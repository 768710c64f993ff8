/** The texts that a client has open: it tells the server of every change, and knows what the server must have then. */
import type { ProtocolConnection } from 'vscode-languageserver/node';
import { ROOT } from '../lsp/files.ts';
import { messageOf, type SentEdit } from './sent.ts';

interface OpenText {
  readonly uri: string;
  readonly text: string;
}

export class OpenTexts {
  readonly #client: ProtocolConnection;
  /** In the order in which they were opened. */
  readonly #texts = new Map<string, OpenText>();
  #version = 0;

  constructor(client: ProtocolConnection) {
    this.#client = client;
  }

  paths(): readonly string[] {
    return [...this.#texts.keys()];
  }

  at(path: string): OpenText | undefined {
    return this.#texts.get(path);
  }

  /** Opens a text that is not open yet; a client may spell the URI of a file in two ways. */
  async open(path: string, text: string, uri = ROOT + path): Promise<void> {
    if (!this.#texts.has(path)) await this.openAgain(path, text, uri);
  }

  /** As a client does that does not close a text before. */
  async openAgain(path: string, text: string, uri = this.#texts.get(path)?.uri ?? ROOT + path): Promise<void> {
    this.#texts.delete(path);
    this.#texts.set(path, { uri, text });
    await this.#send('didOpen', uri, { languageId: 'yaml', version: ++this.#version, text });
  }

  async close(path: string): Promise<void> {
    const open = this.#texts.get(path);
    if (open && this.#texts.delete(path)) await this.#send('didClose', open.uri);
  }

  async saved(path: string): Promise<void> {
    const open = this.#texts.get(path);
    if (open) await this.#send('didSave', open.uri);
  }

  async edit(path: string, edits: readonly SentEdit[]): Promise<void> {
    const open = this.#texts.get(path);
    if (!open) return;
    const { contentChanges, after } = messageOf(open.text, edits);
    await this.#change(path, { ...open, text: after }, contentChanges);
  }

  async replace(path: string, text: string): Promise<void> {
    const open = this.#texts.get(path);
    if (open) await this.#change(path, { ...open, text }, [{ text }]);
  }

  #change(path: string, after: OpenText, contentChanges: readonly object[]): Promise<void> {
    this.#texts.set(path, after);
    return this.#send('didChange', after.uri, { version: ++this.#version }, { contentChanges });
  }

  #send(method: string, uri: string, about: object = {}, more: object = {}): Promise<void> {
    return this.#client.sendNotification(`textDocument/${method}`, { textDocument: { uri, ...about }, ...more });
  }
}
