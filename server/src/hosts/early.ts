/**
 * Answers `initialize` before the server is loaded, so that a client need not wait for that. The server then hears the
 * conversation from its beginning, in order, as if it had been there; its own answer to `initialize`, which is the same, is
 * left out.
 */
import type { InitializeParams } from 'vscode-languageserver';
import type { Disposable, DataCallback, Message, MessageReader, MessageWriter } from 'vscode-languageserver/node';
import { abilitiesOf, type Abilities } from '../lsp/abilities.ts';
import { capabilitiesOf } from '../lsp/capabilities.ts';
import type { Translate } from '../translation/translate.ts';
import { INFO } from './info.ts';

/** Both ends of a connection whose beginning was heard already. */
export interface Handover {
  readonly reader: MessageReader;
  readonly writer: MessageWriter;
}

/** What this asks of whoever uses it. */
interface Surroundings {
  /** Loads the server and has it use the connection; called once, after the first message. */
  readonly serve: (handed: Handover) => Promise<void>;
  /** The server cannot be used, whether or not `initialize` was answered. */
  readonly failed: (error: unknown, translate: Translate) => void;
  /** Is told of each message. */
  readonly hears?: (message: Sent) => void;
}

/** What the client has said so far. */
export interface Heard {
  shutdown(): boolean;
}

/** A message of the client. */
export interface Sent extends Message {
  readonly id?: unknown;
  readonly method?: unknown;
  readonly params?: unknown;
  readonly error?: unknown;
}

/** Hears a connection from its beginning; {@link Handover} is what the server gets of it. */
export function answerEarly(
  reader: MessageReader,
  writer: MessageWriter,
  { serve, failed, hears }: Surroundings,
): Heard {
  const heard: Sent[] = [];
  let deliver: DataCallback | undefined;
  let translate: Translate = text => text;

  const handed: Handover = {
    reader: {
      onError: reader.onError,
      onClose: reader.onClose,
      onPartialMessage: reader.onPartialMessage,
      dispose: () => reader.dispose(),
      listen(callback): Disposable {
        for (const message of heard.splice(0)) callback(message);
        deliver = callback;
        return { dispose: () => (deliver = undefined) };
      },
    },
    writer: {
      onError: writer.onError,
      onClose: writer.onClose,
      dispose: () => writer.dispose(),
      end: () => writer.end(),
      async write(message: Sent) {
        if (message.id !== REPEATED || message.method !== undefined) return writer.write(message);
        if (message.error !== undefined) failed(message.error, translate);
      },
    },
  };

  const begin = async (first: Sent): Promise<void> => {
    const abilities = abilitiesIn(first);
    heard.push(abilities ? { ...first, id: REPEATED } : first);
    if (abilities) {
      ({ translate } = abilities);
      await writer.write(answerTo(first, abilities));
      // the answer leaves before this thread is busy
      await new Promise(resolve => setImmediate(resolve));
    }
    await serve(handed);
  };

  let begun = false;
  let shutdown = false;
  reader.listen((message: Sent) => {
    shutdown ||= message.method === 'shutdown';
    hears?.(message);
    if (deliver) return deliver(message);
    if (begun) return void heard.push(message);
    begun = true;
    begin(message).catch((error: unknown) => failed(error, translate));
  });
  return { shutdown: () => shutdown };
}

/** How the server knows an `initialize` that was answered; the client may use the number of its own again. */
const REPEATED = 'initialize, repeated';

type Answer = Message & { readonly id: unknown; readonly result: unknown };

function answerTo({ id }: Sent, abilities: Abilities): Answer {
  return { jsonrpc: '2.0', id, result: { serverInfo: INFO, capabilities: capabilitiesOf(abilities) } };
}

/** What the client is able to do, if this is a well-formed `initialize`; anything else is left to the server. */
function abilitiesIn({ id, method, params }: Sent): Abilities | undefined {
  if (method !== 'initialize' || (typeof id !== 'number' && typeof id !== 'string')) return undefined;
  try {
    return abilitiesOf(params as InitializeParams);
  } catch {
    return undefined;
  }
}
