/** A client that takes random steps in a repository, and knows what a new client would have to be told. */
import { CancellationTokenSource, LSPErrorCodes, ResponseError, type InitializeParams } from 'vscode-languageserver';
import { linesOf } from '../../server/src/text/lines.ts';
import type { AwakeLimits } from '../../server/src/workspace/awake.ts';
import { RECOGNISED, type RecognisedParams } from '../../server/src/lsp/requests.ts';
import { asFolder } from '../../server/src/text/uri.ts';
import { paramsOf } from '../lsp/asking.ts';
import { ABLE } from '../lsp/connect.ts';
import { ROOT, serverWith, type OnDisk } from '../lsp/files.ts';
import { ChangingDisk } from './changing-disk.ts';
import { OpenTexts } from './open-texts.ts';
import { spelt, type Path, type Step } from './steps.ts';
import { offsetOf } from './texts.ts';
import { toldBy } from './told.ts';

/** Longer than anything that the server puts off. */
const LONG = 5000;

/** What a client can do. */
export interface Kind {
  /** It asks for problems, instead of being told. */
  readonly isPulling: boolean;
  /** `ours`: it tells of all changes of files; `other`: it says so; `blind`: it does not. */
  readonly is: 'ours' | 'other' | 'blind';
  /** After how many turns it answers, one request after the other. */
  readonly pauses: readonly number[];
}

function capabilitiesOf({ isPulling, is }: Kind): InitializeParams['capabilities'] {
  const { workspace, textDocument } = ABLE;
  return {
    workspace: {
      ...workspace,
      didChangeWatchedFiles: { dynamicRegistration: is !== 'blind' },
      workspaceFolders: true,
      ...(isPulling && { diagnostics: { refreshSupport: true } }),
    },
    textDocument: { ...textDocument, ...(isPulling && { diagnostic: {} }) },
  };
}

/** An answer of the client that is on its way is there after fewer turns. */
const QUIET = 8;

/** What a client can do, and what its person chose around the files. */
interface Around extends Kind {
  section: object;
  folders: readonly string[];
  scenario?: string;
}

export class Driver {
  readonly server: OnDisk;
  readonly #texts: OpenTexts;
  readonly #disk: ChangingDisk;
  readonly #around: Around;
  /** What files were last said to be taken for, by their URIs. */
  readonly #recognised = new Map<string, unknown>();
  #waiting: Promise<unknown>[] = [];

  private constructor(server: OnDisk, around: Around) {
    this.server = server;
    this.#around = around;
    this.#texts = new OpenTexts(server.client);
    this.#disk = new ChangingDisk(server, around.is !== 'blind');
    server.client.onNotification(
      RECOGNISED,
      (params: RecognisedParams) => void this.#recognised.set(params.uri, params),
    );
  }

  /** `awake` says how many files the server keeps ready for work. */
  static async on(
    files: Readonly<Record<string, string>>,
    { section = {}, folders = [ROOT], ...kind }: Kind & Partial<Around>,
    awake?: AwakeLimits,
  ): Promise<Driver> {
    const around: Around = { ...kind, section, folders };
    const options = {
      capabilities: capabilitiesOf(kind),
      recognised: kind.is === 'ours',
      configuration: () => around.section,
      pause: pausing(kind.pauses),
      folders,
      awake,
    };
    return new Driver(await serverWith(files, options), around);
  }

  async take(step: Step): Promise<void> {
    const { client, clock } = this.server;
    switch (step.does) {
      case 'open':
        return this.#texts.open(step.path, this.#disk.text(step.path) ?? '', spelt(step.path, step.spelling));
      case 'close':
        return this.#texts.close(step.path, step.which);
      case 'close unopened':
        if (this.#texts.at(step.path)) return;
        return client.sendNotification('textDocument/didClose', { textDocument: { uri: ROOT + step.path } });
      case 'reopen':
        await this.#texts.close(step.path);
        return this.#texts.open(step.path, step.text);
      case 'close and open':
        await this.#texts.close(step.path);
        clock.advance(step.milliseconds);
        return this.#texts.open(step.path, this.#disk.text(step.path) ?? '');
      case 'open again':
        return this.#texts.openAgain(step.path, step.text);
      case 'save':
        return this.#save(step.path);
      case 'edit':
        return this.#texts.edit(step.path, step.edits, step.which, step.counting);
      case 'replace':
        return this.#texts.replace(step.path, step.text);
      case 'write':
        return this.#disk.write({ [step.path]: step.text }, step.told);
      case 'delete':
        return this.#disk.write({ [step.path]: null }, step.told);
      case 'to folder':
        return this.#disk.toFolder(step.path, step.told);
      case 'delete folder':
        return this.#disk.deleteFolder(step.path, step.told);
      case 'claim':
        return this.#disk.claim([{ uri: ROOT + step.path, type: step.type }]);
      case 'tell':
        return this.#disk.tell();
      case 'move':
        return this.#move(step.path, step.to);
      case 'switch branch':
        return this.#disk.write({ ...step.texts, '.git/HEAD': `ref: refs/heads/b${this.server.asked.length}\n` });
      case 'ask twice':
      case 'cancel late':
      case 'ask':
      case 'ask outside':
      case 'cancel':
        return this.#ask(step);
      case 'configure':
        // nobody would tell the server of changes in pipelines of which no file is open
        this.#around.section = this.#around.is === 'blind' ? { ...step.section, problems: {} } : step.section;
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
    await this.#disk.tell();
    if (this.#around.is === 'blind') for (const { path } of this.#texts.latest()) await this.#texts.saved(path);
    await this.#rest();
    const recognised = this.#texts.latest().map(({ uri }) => this.#recognised.get(uri) ?? null);
    return { about: await toldBy(this.server, this.#texts), recognised };
  }

  /** A new client with the same files. */
  async fresh(): Promise<Driver> {
    const files: Record<string, string> = {};
    for (const [uri, text] of this.server.disk) files[uri.slice(ROOT.length)] = text;
    const other = await Driver.on(files, this.#around);
    for (const { path, text, uri } of this.#texts.all()) await other.#texts.open(path, text, uri);
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

  async #save(path: Path): Promise<void> {
    const open = this.#texts.at(path);
    if (!open) return;
    await this.#disk.write({ [path]: open.text });
    await this.#texts.saved(path);
  }

  /** A file is renamed in the tree of files: an open text is closed, and opened under its new name. */
  async #move(from: Path, to: Path): Promise<void> {
    const text = this.#disk.text(from);
    if (text === undefined || from === to) return;
    const files = [{ oldUri: ROOT + from, newUri: ROOT + to }];
    this.#waiting.push(this.server.client.sendRequest('workspace/willRenameFiles', { files }));
    const open = this.#texts.at(from);
    await this.#texts.close(from);
    await this.#disk.write({ [from]: null, [to]: text });
    if (open) await this.#texts.open(to, open.text);
  }

  async #ask(step: Extract<Step, { readonly method: string; readonly path: Path }>): Promise<void> {
    const open = this.#texts.at(step.path);
    if (!open) return;
    const { client, post } = this.server;
    const position =
      step.does === 'ask outside' ? OUTSIDE : linesOf(open.text).positionAt(offsetOf(open.text.length, step.at));
    const { does, method } = step;
    const params = paramsOf(method, open.uri, position);
    if (does === 'ask twice') return ['twice', 'twice'].forEach(id => post({ id, method, params }));
    if (does === 'cancel late') {
      post({ id: 'late', method, params });
      await this.server.settled();
      return post({ method: '$/cancelRequest', params: { id: 'late' } });
    }
    const source = new CancellationTokenSource();
    const asked = client.sendRequest(method, params, source.token).catch(passOver);
    this.#waiting.push(asked);
    if (does === 'cancel') source.cancel();
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
    for (const { uri } of this.#texts.latest()) {
      const about = { textDocument: { uri }, choice };
      const answer = await this.server.client.sendRequest<object | null>('gitlabCi/scenario', about);
      if (!answer || !('inForce' in answer)) continue;
      this.#around.scenario = name;
      return;
    }
  }
}

/** Lets a client answer late, in an order of its own. */
function pausing(pauses: readonly number[]): () => Promise<void> {
  let count = 0;
  return async () => {
    const turns = pauses[count++ % pauses.length] ?? 0;
    for (let turn = 0; turn < turns; turn++) await new Promise(setImmediate);
  };
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
