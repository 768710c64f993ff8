/**
 * Lets open files rest that nobody has looked at for a while: their problems stay as they are shown, and what they were
 * found with is made anew when it is needed again.
 */
import type { Uri } from '../text/span.ts';
import type { Rested } from '../workspace/resting.ts';
import type { Session, Subject } from './session.ts';

export interface Resting {
  /** Whether the file rests, or was not judged since it did: what depends on other files is unknown until then. */
  has(id: Uri): boolean;
  /** The file was judged; whatever need not be awake rests now. */
  judged(id: Uri): void;
  delete(id: Uri): void;
}

/** `last` are the subjects of the open documents as they were judged, by which changes are noticed. */
interface Judged {
  readonly last: Map<Uri, Subject | undefined>;
  readonly isWanted: (id: Uri) => boolean;
}

/** While files are being read, nothing rests; it is tried again after so many milliseconds. */
const PAUSE = 1000;

export function restingOf(session: Session, { last, isWanted }: Judged): Resting {
  const { awake, workspace, later } = session;
  const resting = new Set<Uri>();
  const asks = {
    isAwake: (id: Uri) => awake.has(id) || isWanted(id),
    woken: (id: Uri) => awake.woken(id),
  };
  const rest = (id: Uri): 'done' | 'later' => {
    // once it was judged, this is asked again
    if (isWanted(id)) return 'later';
    const rested = workspace.rest(id, asks);
    if (!rested) again();
    for (const each of rested ? becomeRested(session, last, rested) : []) resting.add(each);
    return rested ? 'done' : 'later';
  };
  let callOff: (() => void) | undefined;
  const again = (): void => {
    callOff?.();
    callOff = later(PAUSE, () => awake.settle(rest));
  };
  return {
    has: id => resting.has(id),
    judged(id) {
      resting.delete(id);
      awake.settle(rest);
    },
    delete: id => void resting.delete(id),
  };
}

/** Has the open documents be the resting ones; returns which do. */
function becomeRested({ documents }: Session, last: Judged['last'], rested: Rested): ReadonlySet<Uri> {
  for (const [before, now] of rested.documents) {
    const reading = documents.get(before.uri)?.reading;
    if (reading?.made === before) reading.made = now;
  }
  const concerned = new Set(Array.from(rested.projects.keys(), project => [...project.documents.keys()]).flat());
  for (const id of concerned) {
    const subject = last.get(id);
    if (subject) last.set(id, asRested(subject, rested));
  }
  return concerned;
}

/** The same versions of everything, at rest: what was another version before is one afterwards, too. */
function asRested(subject: Subject, { projects, documents }: Rested): Subject {
  const { document, project, owners } = subject;
  return {
    ...subject,
    document: documents.get(document) ?? document,
    project: projects.get(project) ?? project,
    owners: owners.map(owner => projects.get(owner) ?? owner),
  };
}
