/**
 * Judges the open documents once the client has said all that it has to say for now, and sends what is found: what was
 * edited at once, and what rests on it as soon as that is judged, too.
 */
import type { Connection, Diagnostic } from 'vscode-languageserver';
import type { Progress } from '../features/diagnostics.ts';
import { judgeAllAhead } from '../features/diagnostics-of-all.ts';
import type { TextChange, Uri } from '../text/span.ts';
import { publisher, type Edited, type Publisher } from '../workspace/publish.ts';
import type { Later } from '../workspace/environment.ts';
import type { LineReader } from '../workspace/typing.ts';
import { configurationDiagnostics, isConfiguration } from './configuration.ts';
import type { OpenDocument } from './documents.ts';
import { attempt, type Log } from './guard.ts';
import { diagnosticsOf, problemsOf } from './problems.ts';
import { sliceOfTime } from './quiet.ts';
import { RECOGNISED, type RecognisedParams } from './requests.ts';
import { configDiagnostics, configProblems, configSubject, type ConfigSubject } from './runner-config.ts';
import { fadings } from './scenario.ts';
import { recognitionOf, subjectOf, type Session, type Subject } from './session.ts';
import type { Settings } from './settings.ts';

export interface Judging {
  /** Shows everything about a document. */
  all(open: OpenDocument): void;
  /** Shows what the edits left, except what the person is just typing. */
  edited(open: OpenDocument, edits: readonly TextChange[]): void;
  /** Judges a document once more after something else changed; tells what came of it. */
  again(open: OpenDocument): Outcome;
  closed(id: Uri): void;
}

/** When things are done that are not done at once. */
export interface Times {
  readonly later: Later;
  /** Runs something once no message waits any more. */
  readonly quiet: (run: () => void) => void;
}

/** `recognised`: the file became one of ours, or is none any more. */
export type Outcome = 'same' | 'judged' | 'recognised';

/** A document as it is now, with all that its problems depend on; without a subject it is none of ours. */
interface JudgedDocument {
  readonly open: OpenDocument;
  readonly subject: Subject | undefined;
  /** What it is instead where it is a runner's settings. */
  readonly config: ConfigSubject | undefined;
}

/** What is still to be judged of a document: all of it, or what was typed since its problems were shown last. */
interface Wanted {
  readonly messages: Edited['messages'] | 'all';
  /** Whether its own blocks were shown already, without what rests on them. */
  shown: boolean;
}

const NOTHING_TYPED: Edited['messages'] = [];

export function judgingOf(connection: Connection, session: Session, log: Log, { later, quiet }: Times): Judging {
  const last = new Map<Uri, Subject | undefined>();
  const wanted = new Map<Uri, Wanted>();
  const recognised = teller(connection, session);
  const publish = publisherTo(session, log, later);
  const take = (open: OpenDocument): JudgedDocument => {
    const known = session.settings.cached(open.uri);
    const subject = known && attempt(log, 'read', undefined, () => subjectOf(session, open, known, 'full'));
    const config = known && attempt(log, 'read', undefined, () => configSubject(session, open, known));
    last.set(open.id, subject);
    if (known) recognised.tell(open, known);
    return { open, subject, config };
  };
  const want = (id: Uri, messages: Wanted['messages']): void => {
    publish.hold(id);
    const before = wanted.get(id);
    const unseen = before && !before.shown ? before.messages : NOTHING_TYPED;
    const isAll = unseen === 'all' || messages === 'all';
    const one = { messages: isAll ? ('all' as const) : [...unseen, ...messages], shown: false };
    wanted.set(id, one);
    quiet(() => judge(id, one));
  };
  const judge = (id: Uri, one: Wanted): void => {
    const open = session.documents.get(id);
    if (!open || wanted.get(id) !== one) return;
    const judged = take(open);
    const slice = (): void => {
      if (wanted.get(id) !== one) return;
      const progress = attempt(log, 'judge', 'all', () => aheadOf(judged.subject));
      if (progress === 'all') wanted.delete(id);
      if (progress === 'all' || (progress === 'blocks' && !one.shown && isLong(judged))) show(publish, judged, one);
      if (progress !== 'all') quiet(slice);
    };
    slice();
  };
  return {
    all: open => want(open.id, 'all'),
    edited: (open, edits) => want(open.id, [edits]),
    again(open) {
      const before = last.get(open.id);
      const { subject, config } = take(open);
      if (!config && isSame(before, subject)) return 'same';
      // what is being typed stays what it is when it is judged anyway
      want(open.id, wanted.has(open.id) ? NOTHING_TYPED : 'all');
      return !before === !subject ? 'judged' : 'recognised';
    },
    closed(id) {
      last.delete(id);
      wanted.delete(id);
      recognised.closed(id);
      publish.closed(id);
    },
  };
}

function publisherTo(session: Session, log: Log, later: Later): Publisher<JudgedDocument> {
  const ownDiagnostics = (open: OpenDocument): Diagnostic[] => {
    const settings = isConfiguration(open) ? session.settings.cached(open.uri) : undefined;
    return settings ? attempt(log, 'configuration', [], () => configurationDiagnostics(open, settings)) : [];
  };
  return publisher<JudgedDocument>(
    ({ subject, config }) =>
      attempt(log, 'diagnose', [], () =>
        config ? configProblems(config) : subject ? problemsOf(subject, asFarAsKnown) : [],
      ),
    ({ open, subject, config }, problems) => {
      const { uri, version } = open;
      const faded = subject ? attempt(log, 'fade', [], () => fadings(subject)) : [];
      const diagnostics = config
        ? configDiagnostics(session, config, problems)
        : subject
          ? [...diagnosticsOf(session, subject, problems), ...faded]
          : ownDiagnostics(open);
      session.outlet.show({ uri, version, diagnostics });
    },
    later,
  );
}

function asFarAsKnown(): boolean {
  return true;
}

function aheadOf(subject: Subject | undefined): Progress {
  return subject ? judgeAllAhead(subject.owners, subject.document, sliceOfTime()) : 'all';
}

/** Entries that are judged before anybody notices a wait. */
const FEW_ENTRIES = 200;

/** Whether it is worth it to show a part of the problems first. */
function isLong({ subject }: JudgedDocument): boolean {
  const documents = subject?.owners.flatMap(({ documents }) => [...documents.values()]) ?? [];
  let entries = 0;
  for (const { pieces } of documents) for (const piece of pieces) entries += piece.entries.length;
  return entries > FEW_ENTRIES;
}

/** Shows what is known by now. */
function show(publish: Publisher<JudgedDocument>, judged: JudgedDocument, one: Wanted): void {
  const { messages, shown } = one;
  const { id } = judged.open;
  one.shown = true;
  if (messages === 'all') publish.all(id, judged);
  else if (shown) publish.more(id, judged, { lines: readerOf(judged.open), messages });
  else publish.edited(id, judged, { lines: readerOf(judged.open), messages });
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
