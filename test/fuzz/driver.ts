/** A client that takes random steps in a repository, and knows what a new client would have to be told. */
import { LSPErrorCodes, CancellationTokenSource, ResponseError } from 'vscode-languageserver';
import { FileChangeType } from 'vscode-languageserver/node';
import { linesOf } from '../../server/src/text/lines.ts';
import { applyChanges } from '../../server/src/text/span.ts';
import { paramsOf } from '../lsp/asking.ts';
import { ABLE } from '../lsp/connect.ts';
import { problems, read, ROOT, serverWith, type OnDisk } from '../lsp/files.ts';
import type { Path, Step } from './steps.ts';
import { changeOf, offsetOf } from './texts.ts';

/** Longer than anything that the server puts off. */
const LONG = 5000;

/** Requests about a whole file, whose answers depend on nothing but the files, the settings and the scenario. */
const TOLD = ['documentSymbol', 'documentLink', 'foldingRange', 'codeLens', 'inlayHint', 'semanticTokens/full'];

export class Driver {
  server!: OnDisk;
  /** The texts of the open files, in the order in which they were opened. */
  readonly #texts = new Map<Path, string>();
  #section: object = {};
  #scenario: string | undefined;
  #version = 0;
  #waiting: Promise<unknown>[] = [];

  static async on(files: Readonly<Record<string, string>>, section: object = {}): Promise<Driver> {
    const driver = new Driver();
    driver.#section = section;
    const capabilities = {
      ...ABLE,
      workspace: { ...ABLE.workspace, didChangeWatchedFiles: { dynamicRegistration: true } },
    };
    driver.server = await serverWith(files, { capabilities, configuration: () => driver.#section });
    return driver;
  }

  async take(step: Step): Promise<void> {
    switch (step.does) {
      case 'open':
        return this.#open(step.path, this.server.disk.get(ROOT + step.path) ?? '');
      case 'close':
        return this.#texts.delete(step.path) ? this.#send('didClose', step.path) : undefined;
      case 'save':
        return this.#save(step.path);
      case 'edit':
        return this.#edit(step);
      case 'replace':
        return this.#change(step.path, step.text, { text: step.text });
      case 'write':
        return this.#write(step.path, step.text);
      case 'delete':
        return this.#write(step.path, undefined);
      case 'ask':
      case 'cancel':
        return this.#ask(step);
      case 'configure':
        this.#section = step.section;
        return this.server.client.sendNotification('workspace/didChangeConfiguration', { settings: null });
      case 'choose':
        return this.#choose(step.scenario);
      case 'wait':
        await read(this.server);
        return this.server.clock.advance(step.milliseconds);
      case 'compare':
    }
  }

  /** What is shown of every open file once nothing is waiting any more. */
  async told(): Promise<unknown> {
    await this.#rest();
    const found: Record<string, unknown> = {};
    for (const path of [...this.#texts.keys()].toSorted()) {
      const shown = problems(this.server, ROOT + path).map(one => JSON.stringify(one));
      const answers = await Promise.all(TOLD.map(async name => [name, withoutId(await this.#request(path, name))]));
      found[path] = { problems: shown.toSorted(), ...Object.fromEntries(answers) };
    }
    return found;
  }

  /** A new client with the same files. */
  async fresh(): Promise<Driver> {
    const files: Record<string, string> = {};
    for (const [uri, text] of this.server.disk) files[uri.slice(ROOT.length)] = text;
    const other = await Driver.on(files, this.#section);
    for (const [path, text] of this.#texts) await other.#open(path, text);
    await other.#rest();
    if (this.#scenario !== undefined) await other.#choose(this.#scenario);
    return other;
  }

  async #rest(): Promise<void> {
    await Promise.all(this.#waiting);
    this.#waiting = [];
    // before time goes on: the server does not wait for answers forever
    await read(this.server);
    for (let [asked, quiet] = [0, 0]; quiet < 3; quiet = asked === this.server.asked.length ? quiet + 1 : 0) {
      asked = this.server.asked.length;
      this.server.clock.advance(LONG);
      await read(this.server);
    }
  }

  async #open(path: Path, text: string): Promise<void> {
    if (this.#texts.has(path)) return;
    this.#texts.set(path, text);
    await this.#send('didOpen', path, { languageId: 'yaml', version: ++this.#version, text });
  }

  async #save(path: Path): Promise<void> {
    const text = this.#texts.get(path);
    if (text === undefined) return;
    await this.#write(path, text);
    await this.#send('didSave', path);
  }

  async #edit({ path, edit }: Extract<Step, { does: 'edit' }>): Promise<void> {
    const before = this.#texts.get(path);
    if (before === undefined) return;
    const { span, text } = changeOf(before, edit);
    const lines = linesOf(before);
    const range = { start: lines.positionAt(span.start), end: lines.positionAt(span.end) };
    // positions of the protocol are never inside a surrogate pair or between CR and LF
    const replaced = { start: lines.offsetAt(range.start), end: lines.offsetAt(range.end) };
    await this.#change(path, applyChanges(before, [{ span: replaced, text }]), { range, text });
  }

  async #change(path: Path, text: string, change: object): Promise<void> {
    if (!this.#texts.has(path)) return;
    this.#texts.set(path, text);
    await this.#send('didChange', path, { version: ++this.#version }, { contentChanges: [change] });
  }

  #send(method: string, path: Path, about: object = {}, more: object = {}): Promise<void> {
    const params = { textDocument: { uri: ROOT + path, ...about }, ...more };
    return this.server.client.sendNotification(`textDocument/${method}`, params);
  }

  async #write(path: Path, text: string | undefined): Promise<void> {
    const { disk, client } = this.server;
    const uri = ROOT + path;
    const isNew = !disk.has(uri);
    if (text === undefined && isNew) return;
    if (text === undefined) disk.delete(uri);
    else disk.set(uri, text);
    const type = text === undefined ? FileChangeType.Deleted : isNew ? FileChangeType.Created : FileChangeType.Changed;
    await client.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type }] });
  }

  async #ask({ does, path, at, method }: Extract<Step, { does: 'ask' | 'cancel' }>): Promise<void> {
    const text = this.#texts.get(path);
    if (text === undefined) return;
    const position = linesOf(text).positionAt(offsetOf(text.length, at));
    const source = new CancellationTokenSource();
    const asked = this.server.client.sendRequest(method, paramsOf(method, ROOT + path, position), source.token);
    this.#waiting.push(asked.catch(passOver));
    if (does === 'cancel') source.cancel();
    await Promise.resolve();
  }

  #request(path: Path, name: string): Promise<unknown> {
    return this.server.client.sendRequest(`textDocument/${name}`, paramsOf(`textDocument/${name}`, ROOT + path, START));
  }

  /** A scenario can be chosen only in a file with a pipeline. */
  async #choose(name: string): Promise<void> {
    const choice = { folder: ROOT, name, own: [] };
    for (const path of this.#texts.keys()) {
      const about = { textDocument: { uri: ROOT + path }, choice };
      const answer = await this.server.client.sendRequest<object | null>('gitlabCi/scenario', about);
      if (!answer || !('inForce' in answer)) continue;
      this.#scenario = name;
      return;
    }
  }
}

const START = { line: 0, character: 0 };

/** What a client expects: it cancelled the request or edited the text meanwhile, or a name cannot be changed. */
const EXPECTED: readonly number[] = [
  LSPErrorCodes.RequestCancelled,
  LSPErrorCodes.ContentModified,
  LSPErrorCodes.RequestFailed,
];

function passOver(error: unknown): void {
  if (!(error instanceof ResponseError) || !EXPECTED.includes(error.code)) throw error;
}

/** The answer without the number that the server gives to a list of tokens. */
function withoutId(answer: unknown): unknown {
  return typeof answer === 'object' && answer !== null && 'resultId' in answer ? { ...answer, resultId: '' } : answer;
}
