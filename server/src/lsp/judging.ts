/**
 * Judges the open documents once the client has no more messages for now, and sends the problems: first those of what
 * was edited, then those of what depends on it.
 */
import type { Connection, Diagnostic } from 'vscode-languageserver';
import type { Progress } from '../features/diagnostics.ts';
import { judgeAllAhead } from '../features/diagnostics-of-all.ts';
import type { Enough } from '../rules/engine/rule.ts';
import type { TextChange, Uri } from '../text/span.ts';
import { continued, type Work } from '../text/work.ts';
import { publisher, type Edited, type LocatedProblem, type Publisher } from '../workspace/publish.ts';
import type { Later } from '../workspace/environment.ts';
import type { LineReader } from '../workspace/typing.ts';
import { configurationDiagnostics, isConfiguration } from './configuration.ts';
import type { OpenDocument } from './documents.ts';
import type { Recognition } from '../features/recognise.ts';
import { attempt, type Log } from './guard.ts';
import { collectingProblems, diagnosticsOf } from './problems.ts';
import { inTurns, sliceOfTime } from './quiet.ts';
import { restingOf } from './resting.ts';
import { RECOGNISED, type RecognisedParams } from './requests.ts';
import { configDiagnostics, configProblems, configSubject, type ConfigSubject } from './runner-config.ts';
import { fadings } from './scenario.ts';
import { recognitionOf, subjectOf, type Session, type Subject } from './session.ts';
import type { Settings } from './settings.ts';

export interface Judging {
  /** The files around a document that was opened are read: until then, it is not shown as free of problems. */
  reading(id: Uri): void;
  /** They have been read. */
  read(id: Uri): void;
  /** Shows all problems of a document. */
  all(open: OpenDocument): void;
  /** Shows the problems after edits, except in what is being typed. */
  edited(open: OpenDocument, edits: readonly TextChange[]): void;
  /** Judges a document again after something else changed; returns the outcome. */
  again(open: OpenDocument): Outcome;
  closed(id: Uri): void;
}

/** When deferred work is done. */
export interface Times {
  readonly later: Later;
  /** Runs something when no message is waiting. */
  readonly quiet: (run: () => void) => void;
}

/**
 * `beside`: only what is shown beside its problems depends on what changed; `recognised`: the file became one of ours,
 * or stopped being one.
 */
export type Outcome = 'same' | 'beside' | 'judged' | 'recognised';

/** The current document with everything that its problems depend on; without a subject, it is not one of ours. */
interface JudgedDocument {
  readonly open: OpenDocument;
  readonly subject: Subject | undefined;
  /** For a runner's settings, what it is instead. */
  readonly config: ConfigSubject | undefined;
}

/** With its problems as far as they are known. */
interface CollectedDocument extends JudgedDocument {
  readonly problems: readonly LocatedProblem[];
}

/** What still has to be judged: all of a document, or what was typed since its problems were last shown. */
interface Wanted {
  readonly messages: Edited['messages'] | 'all';
  /** Whether the problems of its own blocks have been shown, without what depends on them. */
  shown: boolean;
}

const NOTHING_TYPED: Edited['messages'] = [];

function noMore(): void {
  // nobody waits for it
}

export function judgingOf(connection: Connection, session: Session, log: Log, { later, quiet }: Times): Judging {
  const last = new Map<Uri, Subject | undefined>();
  const wanted = new Map<Uri, Wanted>();
  const beingRead = new Set<Uri>();
  const recognised = teller(connection, session);
  const publish = publisherTo(session, log, later);
  const resting = restingOf(session, { last, isWanted: id => wanted.has(id) });
  // one after the other, so that not all of them are awake at once
  const inTurn = inTurns(quiet);
  const take = (open: OpenDocument): JudgedDocument => {
    const judged = judgedOf(session, log, open, recognised);
    last.set(open.id, judged.subject);
    return judged;
  };
  const want = (id: Uri, messages: Wanted['messages']): void => {
    publish.hold(id);
    const one = wantedAfter(wanted.get(id), messages);
    wanted.set(id, one);
    quiet(() => (session.awake.has(id) ? judge(id, one, noMore) : inTurn(done => judge(id, one, done))));
  };
  const judge = (id: Uri, one: Wanted, done: () => void): void => {
    const open = session.documents.get(id);
    if (!open || wanted.get(id) !== one) return done();
    // until they are known, which they are not while they are asked for again, nobody knows whether the file is ours
    if (!session.settings.cached(open.uri)) return void session.settings.of(open.uri).then(() => judge(id, one, done));
    const judged = take(open);
    const next = slicesOf(session, log, judged, () => one.shown || resting.has(id));
    const slice = (): void => {
      if (wanted.get(id) !== one) return done();
      const { at, problems } = next();
      if (at === 'all') wanted.delete(id);
      if (problems) show(publish, { ...judged, problems }, one, at === 'all' && !beingRead.has(id));
      if (at !== 'all') return quiet(slice);
      session.linting.want(id, judged.subject, judged.subject?.settings.shellcheck);
      resting.judged(id);
      done();
    };
    slice();
  };
  return {
    reading: id => void beingRead.add(id),
    read(id) {
      beingRead.delete(id);
      if (session.documents.has(id) && !publish.isShown(id)) want(id, 'all');
    },
    all: open => want(open.id, 'all'),
    edited: (open, edits) => want(open.id, [edits]),
    again(open) {
      const before = last.get(open.id);
      const { subject, config } = take(open);
      if (!config && isSame(before, subject)) return before?.chosen === subject?.chosen ? 'same' : 'beside';
      // what is being typed stays so if the document is judged anyway
      want(open.id, wanted.has(open.id) ? NOTHING_TYPED : 'all');
      return !before === !subject ? 'judged' : 'recognised';
    },
    closed(id) {
      for (const held of [last, wanted, beingRead, resting]) held.delete(id);
      recognised.closed(id);
      session.linting.want(id, undefined, undefined);
      publish.closed(id);
    },
  };
}

/** With what was typed before, if nothing of that has been shown. */
function wantedAfter(before: Wanted | undefined, messages: Wanted['messages']): Wanted {
  const unseen = before && !before.shown ? before.messages : NOTHING_TYPED;
  const isAll = unseen === 'all' || messages === 'all';
  return { messages: isAll ? 'all' : [...unseen, ...messages], shown: false };
}

function judgedOf(session: Session, log: Log, open: OpenDocument, recognised: Teller): JudgedDocument {
  const known = session.settings.cached(open.uri);
  if (!known) return { open, subject: undefined, config: undefined };
  const subject = attempt(log, 'read', undefined, () => subjectOf(session, open, known, 'full'));
  const config = attempt(log, 'read', undefined, () => configSubject(session, open, known));
  recognised.tell(open, known);
  return { open, subject, config };
}

interface Slice {
  /** How far the document has been judged. */
  readonly at: Progress;
  /** What is to be shown now. */
  readonly problems: readonly LocatedProblem[] | undefined;
}

/**
 * Judges a document slice by slice; while what is to be shown is collected, it is judged no further. Nothing is shown
 * before all of it is known if that `isShownWhole`.
 */
function slicesOf(session: Session, log: Log, judged: JudgedDocument, isShownWhole: () => boolean): () => Slice {
  let collecting: { readonly at: Progress; readonly work: Work<readonly LocatedProblem[]> } | undefined;
  return () => {
    const enough = sliceOfTime();
    const at = collecting?.at ?? attempt(log, 'judge', 'all', () => aheadOf(judged.subject, enough));
    if (at !== 'all' && (at !== 'blocks' || isShownWhole() || !isLong(judged))) return { at, problems: undefined };
    const { work } = (collecting ??= { at, work: collectingOf(session, judged) });
    const collected = attempt(log, 'diagnose', { result: [] }, () => continued(work, enough));
    if (!collected) return { at: 'begun', problems: undefined };
    collecting = undefined;
    return { at, problems: collected.result };
  };
}

/** The problems of a document as far as they are known. */
function* collectingOf(session: Session, { subject, config }: JudgedDocument): Work<readonly LocatedProblem[]> {
  if (config) return configProblems(config);
  return subject ? yield* collectingProblems(session, subject, asFarAsKnown) : [];
}

function publisherTo(session: Session, log: Log, later: Later): Publisher<CollectedDocument> {
  const ownDiagnostics = (open: OpenDocument): Diagnostic[] => {
    const settings = isConfiguration(open) ? session.settings.cached(open.uri) : undefined;
    return settings
      ? attempt(log, 'configuration', [], () => configurationDiagnostics(open, settings, session.abilities))
      : [];
  };
  return publisher<CollectedDocument>(
    ({ problems }) => problems,
    ({ open, subject, config }, problems) => {
      const { uri, version } = open;
      const faded = subject ? attempt(log, 'fade', [], () => fadings(subject, session.abilities)) : [];
      const diagnostics = config
        ? configDiagnostics(session, config.open, problems)
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

function aheadOf(subject: Subject | undefined, enough: Enough): Progress {
  return subject ? judgeAllAhead(subject.owners, subject.document, enough) : 'all';
}

/** So many entries are judged before anybody notices a delay. */
const FEW_ENTRIES = 200;

/** Whether it is worthwhile to show a part of the problems first. */
function isLong({ subject }: JudgedDocument): boolean {
  const documents = subject?.owners.flatMap(({ documents }) => [...documents.values()]) ?? [];
  let entries = 0;
  for (const { pieces } of documents)
    for (const { groups } of pieces) for (const { blocks } of groups) entries += blocks.length;
  return entries > FEW_ENTRIES;
}

/** Shows what is known so far, which is final or not. */
function show(publish: Publisher<CollectedDocument>, judged: CollectedDocument, one: Wanted, isFinal: boolean): void {
  const { messages, shown } = one;
  const { id } = judged.open;
  one.shown = true;
  if (messages === 'all' && isFinal) publish.all(id, judged);
  else if (messages === 'all') publish.some(id, judged);
  else if (shown) publish.more(id, judged, { lines: readerOf(judged.open), messages });
  else publish.edited(id, judged, { lines: readerOf(judged.open), messages });
}

interface Teller {
  tell(open: OpenDocument, settings: Settings): void;
  closed(id: Uri): void;
}

/** Tells clients that want to know what a document is taken for, whenever that changes. */
function teller(connection: Connection, session: Session): Teller {
  const said = new Map<Uri, string>();
  const last = new Map<Uri, Recognition>();
  return {
    tell(open, settings) {
      if (!session.abilities.recognised) return;
      const found = recognitionOf(session, open, settings);
      if (last.get(open.id) === found) return;
      last.set(open.id, found);
      const params: RecognisedParams = { uri: open.uri, ...found, why: session.abilities.translate(found.why) };
      const text = JSON.stringify(params);
      if (said.get(open.id) === text) return;
      said.set(open.id, text);
      void connection.sendNotification(RECOGNISED, params);
    },
    closed(id) {
      said.delete(id);
      last.delete(id);
    },
  };
}

/** Whether nothing has changed that the problems depend on. */
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
    line: line => lines.line(line),
  };
}
