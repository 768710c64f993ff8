/** A client that takes random steps in a repository, and knows what a new client would have to be told. */
import { LSPErrorCodes, CancellationTokenSource, ResponseError } from 'vscode-languageserver';
import { FileChangeType } from 'vscode-languageserver/node';
import { linesOf } from '../../server/src/text/lines.ts';
import type { AwakeLimits } from '../../server/src/workspace/awake.ts';
import { asFolder } from '../../server/src/text/uri.ts';
import { paramsOf } from '../lsp/asking.ts';
import { ABLE } from '../lsp/connect.ts';
import { ROOT, serverWith, type OnDisk } from '../lsp/files.ts';
import { OpenTexts } from './open-texts.ts';
import type { Path, Step } from './steps.ts';
import { offsetOf } from './texts.ts';
import { toldBy } from './told.ts';

/** Longer than anything that the server puts off. */
const LONG = 5000;

const CAPABILITIES = {
  ...ABLE,
  workspace: { ...ABLE.workspace, didChangeWatchedFiles: { dynamicRegistration: true }, workspaceFolders: true },
};

/** Of a client that asks for problems, instead of being told. */
const PULLING = {
  workspace: { ...CAPABILITIES.workspace, diagnostics: { refreshSupport: true } },
  textDocument: { ...CAPABILITIES.textDocument, diagnostic: {} },
};

/** An answer of the client that is on its way is there after fewer turns. */
const QUIET = 8;

/** What a client can do, and what its person chose around the files. */
interface Around {
  readonly isPulling: boolean;
  section: object;
  folders: readonly string[];
  scenario?: string;
}

export class Driver {
  readonly server: OnDisk;
  readonly #texts: OpenTexts;
  readonly #around: Around;
  #waiting: Promise<unknown>[] = [];

  private constructor(server: OnDisk, around: Around) {
    this.server = server;
    this.#around = around;
    this.#texts = new OpenTexts(server.client);
  }

  /** `awake` says how many files the server keeps ready for work. */
  static async on(
    files: Readonly<Record<string, string>>,
    { isPulling, section = {}, folders = [ROOT] }: Pick<Around, 'isPulling'> & Partial<Around>,
    awake?: AwakeLimits,
  ): Promise<Driver> {
    const around: Around = { isPulling, section, folders };
    const capabilities = isPulling ? PULLING : CAPABILITIES;
    const options = { capabilities, configuration: () => around.section, folders, awake };
    return new Driver(await serverWith(files, options), around);
  }

  async take(step: Step): Promise<void> {
    const { client, clock } = this.server;
    switch (step.does) {
      case 'open': {
        const uri = ROOT + (step.isEscaped ? step.path.replace('.', '%2E') : step.path);
        return this.#texts.open(step.path, this.#onDisk(step.path), uri);
      }
      case 'close':
        return this.#texts.close(step.path);
      case 'reopen':
        await this.#texts.close(step.path);
        return this.#texts.open(step.path, step.text);
      case 'open again':
        return this.#texts.openAgain(step.path, step.text);
      case 'save':
        return this.#save(step.path);
      case 'edit':
        return this.#texts.edit(step.path, step.edits);
      case 'replace':
        return this.#texts.replace(step.path, step.text);
      case 'write':
        return this.#write({ [step.path]: step.text });
      case 'delete':
        return this.#write({ [step.path]: null });
      case 'move':
        return this.#move(step.path, step.to);
      case 'switch branch':
        return this.#write({ ...step.texts, '.git/HEAD': `ref: refs/heads/b${this.server.asked.length}\n` });
      case 'ask':
      case 'ask outside':
      case 'cancel':
        return this.#ask(step);
      case 'configure':
        this.#around.section = step.section;
        return client.sendNotification('workspace/didChangeConfiguration', { settings: null });
      case 'change folders':
        return this.#changeFolders(step.folders);
      case 'choose':
        return this.#choose(step.scenario);
      case 'stray':
        return client.sendNotification(step.method, step.params);
      case 'wait':
        await this.#untilNothingIsRead(QUIET, () => this.server.settled());
        return clock.advance(step.milliseconds);
      case 'compare':
    }
  }

  /** What is shown of every file once nothing is waiting any more. */
  async told(): Promise<unknown> {
    await this.#rest();
    return toldBy(this.server, this.#texts);
  }

  /** A new client with the same files. */
  async fresh(): Promise<Driver> {
    const files: Record<string, string> = {};
    for (const [uri, text] of this.server.disk) files[uri.slice(ROOT.length)] = text;
    const other = await Driver.on(files, this.#around);
    for (const path of this.#texts.paths()) {
      const open = this.#texts.at(path);
      if (open) await other.#texts.open(path, open.text, open.uri);
    }
    await other.#rest();
    if (this.#around.scenario !== undefined) await other.#choose(this.#around.scenario);
    return other;
  }

  async #rest(): Promise<void> {
    await Promise.all(this.#waiting);
    this.#waiting = [];
    // before time goes on: the server does not wait for answers forever
    await this.#untilNothingIsRead(QUIET, () => this.server.settled());
    await this.#untilNothingIsRead(3, () => {
      this.server.clock.advance(LONG);
      return this.#untilNothingIsRead(QUIET, () => this.server.settled());
    });
  }

  /** Does something until the server has asked for no file so many times in a row. */
  async #untilNothingIsRead(times: number, run: () => Promise<void>): Promise<void> {
    const { asked } = this.server;
    for (let [before, quiet] = [0, 0]; quiet < times; quiet = before === asked.length ? quiet + 1 : 0) {
      before = asked.length;
      await run();
    }
  }

  #onDisk(path: string): string {
    return this.server.disk.get(ROOT + path) ?? '';
  }

  async #save(path: Path): Promise<void> {
    const open = this.#texts.at(path);
    if (!open) return;
    await this.#write({ [path]: open.text });
    await this.#texts.saved(path);
  }

  /** Files that are written or deleted at once; an editor is told of all of them in one message. */
  async #write(texts: Readonly<Record<string, string | null>>): Promise<void> {
    const { disk, client } = this.server;
    const changes = Object.entries(texts).flatMap(([path, text]) => {
      const uri = ROOT + path;
      const isNew = !disk.has(uri);
      if (text === null) return disk.delete(uri) ? [{ uri, type: FileChangeType.Deleted }] : [];
      disk.set(uri, text);
      return [{ uri, type: isNew ? FileChangeType.Created : FileChangeType.Changed }];
    });
    if (changes.length > 0) await client.sendNotification('workspace/didChangeWatchedFiles', { changes });
  }

  /** A file is renamed in the tree of files: an open text is closed, and opened under its new name. */
  async #move(from: Path, to: Path): Promise<void> {
    const { disk, client } = this.server;
    const text = disk.get(ROOT + from);
    if (text === undefined || from === to) return;
    const files = [{ oldUri: ROOT + from, newUri: ROOT + to }];
    this.#waiting.push(client.sendRequest('workspace/willRenameFiles', { files }));
    const open = this.#texts.at(from);
    await this.#texts.close(from);
    await this.#write({ [from]: null, [to]: text });
    if (open) await this.#texts.open(to, open.text);
  }

  async #ask(step: Extract<Step, { does: 'ask' | 'ask outside' | 'cancel' }>): Promise<void> {
    const open = this.#texts.at(step.path);
    if (!open) return;
    const position =
      step.does === 'ask outside' ? OUTSIDE : linesOf(open.text).positionAt(offsetOf(open.text.length, step.at));
    const source = new CancellationTokenSource();
    const params = paramsOf(step.method, open.uri, position);
    const asked = this.server.client.sendRequest(step.method, params, source.token);
    this.#waiting.push(asked.catch(passOver));
    if (step.does === 'cancel') source.cancel();
    await Promise.resolve();
  }

  #changeFolders(folders: readonly string[]): Promise<void> {
    const before = this.#around.folders;
    this.#around.folders = folders;
    const named = (uris: readonly string[]): object[] => uris.map(uri => ({ uri: asFolder(uri), name: uri }));
    const added = named(folders.filter(uri => !before.includes(uri)));
    const removed = named(before.filter(uri => !folders.includes(uri)));
    return this.server.client.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added, removed } });
  }

  /** A scenario can be chosen only in a file with a pipeline. */
  async #choose(name: string): Promise<void> {
    const choice = { folder: ROOT, name, own: [] };
    for (const path of this.#texts.paths()) {
      const about = { textDocument: { uri: this.#texts.at(path)?.uri }, choice };
      const answer = await this.server.client.sendRequest<object | null>('gitlabCi/scenario', about);
      if (!answer || !('inForce' in answer)) continue;
      this.#around.scenario = name;
      return;
    }
  }
}

const OUTSIDE = { line: 1_000_000, character: 1_000_000 };

/** What a client expects: it cancelled the request or edited the text meanwhile, or a name cannot be changed. */
const EXPECTED: readonly number[] = [
  LSPErrorCodes.RequestCancelled,
  LSPErrorCodes.ContentModified,
  LSPErrorCodes.RequestFailed,
];

function passOver(error: unknown): void {
  if (!(error instanceof ResponseError) || !EXPECTED.includes(error.code)) throw error;
}
