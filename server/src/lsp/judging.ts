/** Judges the open documents, and sends what is found to the client. */
import type { Connection } from 'vscode-languageserver';
import type { TextChange, Uri } from '../text/span.ts';
import { publisher } from '../workspace/publish.ts';
import type { Later } from '../workspace/surroundings.ts';
import type { LineReader } from '../workspace/typing.ts';
import type { OpenDocument } from './documents.ts';
import { attempt, type Log } from './guard.ts';
import { diagnosticsOf, problemsOf } from './problems.ts';
import { RECOGNISED, type RecognisedParams } from './requests.ts';
import { fadings } from './scenario.ts';
import { recognitionOf, subjectOf, type Session, type Subject } from './session.ts';
import type { Settings } from './settings.ts';

export interface Judging {
  /** Shows everything about a document. */
  all(open: OpenDocument): void;
  /** Shows what the edits left, save what the person is just typing. */
  edited(open: OpenDocument, edits: readonly TextChange[]): void;
  /** Judges a document once more after something else changed; tells what came of it. */
  again(open: OpenDocument): Outcome;
  closed(id: Uri): void;
}

/** `recognised`: the file became one of ours, or is none any more. */
export type Outcome = 'same' | 'judged' | 'recognised';

/** A document as it is now, with all that its problems depend on; without a subject it is none of ours. */
interface Judged {
  readonly open: OpenDocument;
  readonly subject: Subject | undefined;
}

export function judgingOf(connection: Connection, session: Session, log: Log, later: Later): Judging {
  const last = new Map<Uri, Subject | undefined>();
  const recognised = teller(connection, session);
  const publish = publisher<Judged>(
    ({ subject }) => attempt(log, 'diagnose', [], () => (subject ? problemsOf(subject) : [])),
    ({ open: { uri, version }, subject }, problems) => {
      const faded = subject ? attempt(log, 'fade', [], () => fadings(subject)) : [];
      const diagnostics = subject ? [...diagnosticsOf(session, subject, problems), ...faded] : [];
      void connection.sendDiagnostics({ uri, version, diagnostics });
    },
    later,
  );
  const take = (open: OpenDocument): Judged => {
    const known = session.settings.known(open.uri);
    const subject = known && attempt(log, 'read', undefined, () => subjectOf(session, open, known, 'full'));
    last.set(open.id, subject);
    if (known) recognised.tell(open, known);
    return { open, subject };
  };
  return {
    all: open => publish.all(open.id, take(open)),
    edited: (open, edits) => publish.edited(open.id, take(open), { lines: readerOf(open), edits }),
    again(open) {
      const before = last.get(open.id);
      const judged = take(open);
      if (isSame(before, judged.subject)) return 'same';
      publish.all(open.id, judged);
      return !before === !judged.subject ? 'judged' : 'recognised';
    },
    closed(id) {
      last.delete(id);
      recognised.closed(id);
      publish.closed(id);
    },
  };
}

interface Teller {
  tell(open: OpenDocument, settings: Settings): void;
  closed(id: Uri): void;
}

/** Tells clients that ask for it what a document is taken for, whenever that changes. */
function teller(connection: Connection, session: Session): Teller {
  const said = new Map<Uri, string>();
  return {
    tell(open, settings) {
      if (!session.abilities.recognised) return;
      const params: RecognisedParams = { uri: open.uri, ...recognitionOf(session, open, settings) };
      const text = JSON.stringify(params);
      if (said.get(open.id) === text) return;
      said.set(open.id, text);
      void connection.sendNotification(RECOGNISED, params);
    },
    closed: id => void said.delete(id),
  };
}

/** Whether nothing that the problems depend on has changed. */
function isSame(before: Subject | undefined, after: Subject | undefined): boolean {
  if (!before || !after) return before === after;
  return (
    before.document === after.document &&
    before.settings === after.settings &&
    (before.chosen.inForce === after.chosen.inForce || !after.settings.fadeJobsLeftOut) &&
    before.owners.length === after.owners.length &&
    before.owners.every((project, index) => project === after.owners[index])
  );
}

function readerOf({ lines }: OpenDocument): LineReader {
  return {
    lineAt: offset => lines.positionAt(offset).line,
    line: line => lines.getText({ start: { line, character: 0 }, end: { line, character: 0x7fffffff } }),
  };
}
