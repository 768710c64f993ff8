/** Completes names that authors choose: jobs, templates, keys of references, anchors, stages and files. */
import { configurationOf } from '../../ci/configuration.ts';
import type { Place } from '../../text/span.ts';
import { pathBelow } from '../../text/uri.ts';
import type { Project } from '../../ci/project.ts';
import { scalarsIn } from '../../readings/find.ts';
import { say } from '../../text/markdown.ts';
import type { Cursor } from '../../yaml/cursor/cursor.ts';
import { entryAt, locate } from '../../yaml/document/document.ts';
import type { NodePath, SourceDocument } from '../../yaml/tree.ts';
import { declaredVariables } from '../inside/declared-variables.ts';
import { isAnchor } from '../names/anchor.ts';
import {
  baseOffers,
  copyOffers,
  jobOffers,
  parallelOffers,
  partOffers,
  stageOffers,
  stopOffers,
  type NameOffer,
} from '../names/offers.ts';
import { inPiece, ownersIn } from '../names/spots.ts';
import { scalarText } from '../names/write.ts';
import { compose, type Completion } from './compose.ts';
import { namesBeside } from './names-beside.ts';
import { referenceBefore } from './reference-before.ts';
import { fieldAt, type Site } from './site.ts';

export interface NameCompletions {
  readonly items: readonly Completion[];
  /** Whether nothing else is possible here. */
  readonly alone: boolean;
}

const NOTHING: NameCompletions = { items: [], alone: false };

/**
 * The names for a place, in addition to what the table offers unless `alone`. `files` are paths from the root of the
 * repository.
 */
export function nameCompletions(
  projects: readonly Project[],
  document: SourceDocument,
  site: Site,
  files: readonly string[],
): NameCompletions {
  const { cursor } = site;
  if (cursor.slot === 'none' || cursor.slot === 'text' || cursor.slot === 'comment') return NOTHING;
  if (cursor.slot === 'alias') return { items: items(site, anchorsAbove(document, cursor.word.start)), alone: true };
  if (cursor.piece !== 'content') return NOTHING;
  const owners = ownersIn(projects, document);
  const parts = cursor.bracket === '[' ? referenceBefore(document.text, cursor.word.start) : undefined;
  if (parts)
    return {
      items: items(
        site,
        owners.flatMap(project => partOffers(project, parts)),
      ),
      alone: true,
    };
  const path = pathOfName(cursor);
  if (!path) return NOTHING;
  const offers = offersAt(owners, document, cursor, path, files);
  return { items: items(site, withoutPresent(offers, namesBeside(document, cursor, path))), alone: false };
}

/** A job and its copies would be duplicates of each other. */
function withoutPresent(offers: readonly NameOffer[], present: ReadonlySet<string>): readonly NameOffer[] {
  const inPart = new Set(
    offers.flatMap(({ label, copyOf }) => (copyOf !== undefined && present.has(label) ? copyOf : [])),
  );
  return offers.filter(
    ({ label, copyOf }) => !present.has(label) && !inPart.has(label) && !(copyOf !== undefined && present.has(copyOf)),
  );
}

/** The path of the name: of a value, of an item, or of the item that a dash on this line would begin. */
function pathOfName({ slot, path, newItem, quote }: Cursor): NodePath | undefined {
  if (slot === 'value' || (slot === 'item' && !newItem)) return path;
  return quote ? undefined : newItem;
}

function offersAt(
  owners: readonly Project[],
  document: SourceDocument,
  cursor: Cursor,
  path: NodePath,
  files: readonly string[],
): readonly NameOffer[] {
  const [written = '', key] = path;
  if (typeof written !== 'string') return [];
  const selfIn = (project: Project): string => nameIn(project, document, cursor, written);
  if (isFilePlace(path)) return fileOffers(owners, document, cursor, files);
  const names = scalarsIn(fieldAt(cursor, path)?.shape ?? { kind: 'anything' }).flatMap(form =>
    form.kind === 'name' ? [form.of] : [],
  );
  if (names.includes('template')) return owners.flatMap(project => baseOffers(project, selfIn(project)));
  if (names.includes('job') && cursor.siblings.some(({ name }) => name === 'parallel'))
    return owners.flatMap(project => parallelOffers(project, selfIn(project)));
  if (names.includes('job') && path.at(-1) === 'on_stop')
    return owners.flatMap(project => stopOffers(project, selfIn(project)));
  if (names.includes('job'))
    return owners.flatMap(project => [
      ...jobOffers(project, selfIn(project)),
      ...(path.some(isOfJobs) ? copyOffers(project, selfIn(project)) : []),
    ]);
  if (names.includes('variable')) return owners.flatMap(variableNames);
  return names.includes('stage') && key === 'stage' ? owners.flatMap(stageOffers) : [];
}

/** The name that an entry has in the pipeline; an input can be a part of it. */
function nameIn(project: Project, document: SourceDocument, { word }: Cursor, written: string): string {
  if (!written.includes('$[[')) return written;
  const start = entryAt(document, word.start)?.entry.start;
  const { names, entry } = configurationOf(project);
  const isHere = (key: Place | undefined): boolean => key !== undefined && locate(document, key)?.start === start;
  return names().find(name => isHere(entry(name)?.key)) ?? written;
}

/** A key below which single copies of a job have names, too. */
function isOfJobs(key: NodePath[number]): boolean {
  return key === 'needs' || key === 'dependencies';
}

/** The variables of the whole pipeline, which a job can inherit or not. */
function variableNames(project: Project): readonly NameOffer[] {
  return declaredVariables(project, 'variables')
    .filter(({ from }) => from === 'pipeline')
    .map(({ name }) => ({ label: name, icon: 'variable', detail: 'variable of the pipeline', group: 0 }));
}

/** `include`, one of its items, or `local` in one; at the root or below `trigger`. */
function isFilePlace(path: NodePath): boolean {
  const keys = path.filter(part => typeof part === 'string');
  const inner = keys[0] === 'include' ? keys : keys[1] === 'trigger' ? keys.slice(2) : [];
  return inner[0] === 'include' && (inner.length === 1 || (inner.length === 2 && inner[1] === 'local'));
}

/** A slash in front is kept if the author typed one. */
function fileOffers(
  owners: readonly Project[],
  { uri }: SourceDocument,
  { prefix }: Cursor,
  files: readonly string[],
): readonly NameOffer[] {
  const own = new Set(owners.map(({ folder }) => pathBelow(folder, uri)));
  const slash = prefix.startsWith('/') ? '/' : '';
  const fitting = files.filter(path => /[^/]\.ya?ml$/i.test(path) && !own.has(path));
  return fitting.map(path => ({ label: slash + path, icon: 'file', detail: 'file of this repository', group: 0 }));
}

function anchorsAbove(document: SourceDocument, offset: number): readonly NameOffer[] {
  const piece = entryAt(document, offset)?.piece;
  const above = piece
    ? inPiece(document, piece)
        .filter(isAnchor)
        .filter(({ span }) => span.end < offset)
    : [];
  const names = above.flatMap(({ mention }) => (mention.role === 'definition' ? [mention.name] : []));
  return names.toReversed().map(label => ({ label, detail: 'anchor', group: 0 }));
}

/** Each name once, however many pipelines have it. */
function items(site: Site, offers: readonly NameOffer[]): readonly Completion[] {
  const once = [...new Map(offers.toReversed().map(offer => [offer.label, offer])).values()].reverse();
  const sorted = once.toSorted((one, other) => one.group - other.group);
  return sorted.map((offer, index) => itemOf(site, offer, index));
}

function itemOf(site: Site, { label, icon, detail }: NameOffer, index: number): Completion {
  const offer = {
    label,
    detail,
    kind: icon ?? 'value',
    doc: say``,
    sortText: `1${String(index).padStart(5, '0')}`,
    filter: [label],
    deprecated: false,
    preselect: false,
  } as const;
  return compose(site, offer, { template: [written(site, label)], span: site.cursor.word });
}

/** A name as it has to be written at the cursor, in the existing quotes or those that YAML needs. */
export function written({ cursor, text }: Site, label: string): string {
  const { slot, quote, bracket, newItem } = cursor;
  if (slot === 'alias') return label;
  if (quote === 'single' && !/\p{C}/u.test(label)) return `'${label.replaceAll("'", "''")}'`;
  if (quote) return JSON.stringify(label);
  const dash = newItem ? '- ' : '';
  return dash + scalarText(label, { flow: bracket !== undefined, key: false }, text.slice(0, SAMPLE));
}

/** Enough of a text to see which quotes its author prefers. */
const SAMPLE = 16_384;
