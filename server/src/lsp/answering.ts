/**
 * Makes request handlers that get the document ready to work on; they answer `empty` if its service does not include
 * the request.
 */
import type { TextDocumentIdentifier } from 'vscode-languageserver';
import { isConfiguration } from './configuration.ts';
import type { OpenDocument } from './documents.ts';
import { outdated, request, throwIfCancelled, type Log } from './guard.ts';
import { openAt, subjectOf, touch, type Session, type Subject } from './session.ts';

interface About {
  readonly textDocument: TextDocumentIdentifier;
}

type Handler<P, R> = ReturnType<typeof request<P, R>>;
type Answering = <P extends About, R>(
  name: string,
  empty: R,
  answer: (subject: Subject, params: P) => R | Promise<R>,
  inConfiguration?: (open: OpenDocument, params: P) => NoInfer<R>,
) => Handler<P, R>;

/** `hover` also answers in documents that cannot be changed; `settled` waits for files that are being read. */
export function answering(
  session: Session,
  log: Log,
): { readonly full: Answering; readonly hover: Answering; readonly settled: Answering } {
  const of =
    (service: 'full' | 'hover', ready: () => Promise<void> | undefined): Answering =>
    (name, empty, answer, inConfiguration) =>
      request(log, name, empty, async (params, token) => {
        await ready();
        const { uri } = params.textDocument;
        const open = openAt(session, uri);
        if (!open) return empty;
        const settings = session.settings.cached(open.uri) ?? (await session.settings.of(open.uri));
        throwIfCancelled(token);
        if (openAt(session, uri) !== open) throw outdated;
        touch(session, open);
        if (inConfiguration && isConfiguration(open)) return inConfiguration(open, params);
        const subject = subjectOf(session, open, settings, service);
        return subject ? answer(subject, params) : empty;
      });
  const atOnce = () => undefined;
  return {
    full: of('full', atOnce),
    hover: of('hover', atOnce),
    settled: of('full', () => session.workspace.settled()),
  };
}
