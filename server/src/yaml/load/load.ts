/**
 * Loads a whole file as GitLab does: every piece, with anchors and merge keys resolved, or the reason why it cannot be
 * loaded.
 */
import { cachedBy } from '../../text/cached.ts';
import type { Finding } from '../../text/problem.ts';
import { DEEPEST, MOST_CHARACTERS, MOST_ENTRIES, MOST_VALUES } from '../value/limits.ts';
import { loadPiece, type LoadedPiece } from './load-piece.ts';
import type { Uri } from '../../text/span.ts';
import { isEmptyText, type Block, type Group, type Piece, type SourceDocument } from '../tree.ts';
import type { MapValue, Value } from '../value/value.ts';

export interface Loaded {
  /** The configuration; if the file cannot be loaded, as much of it as could be read. */
  readonly content: MapValue;
  /** The part with `spec:`, if the file has one in front of its content. */
  readonly header: MapValue | undefined;
  /** Why GitLab refuses the file, in the order in which it finds out; empty if it loads. */
  readonly failures: readonly Finding[];
  /** What GitLab ignores silently, text after the end of a document; and what we do not read. */
  readonly notes: readonly Finding[];
}

/** Loads a document; cached as long as the document. */
export const loadDocument = cachedBy(load);

function load(document: SourceDocument): Loaded {
  const pieces = document.pieces.filter(({ groups }) => groups.length > 0).map(piece => loadPiece(document.uri, piece));
  const said = pieces.filter(({ value, failures }) => failures.length > 0 || !isBlank(value));
  const unread = unreadEntries(document);
  const found = pieces.flatMap(piece => piece.failures);
  // an anchor may be in what is not read
  const known = unread.length > 0 ? found.filter(({ code }) => code !== 'unknown-anchor') : found;
  const failures = [...sizeFailures(document), ...known];
  const first = said[0];
  const header = said.length > 1 && first && hasSpec(first.value) ? first : undefined;
  const content = header ? said.at(-1) : first;
  return {
    content: content?.value?.kind === 'map' ? content.value : emptyAt(document),
    header: header?.value?.kind === 'map' ? header.value : undefined,
    failures: [...failures, ...said.flatMap(formatFailures)],
    notes: [
      ...unreadNotes(document),
      ...unread.map(block => unreadNote(document.uri, block)),
      ...pieces.flatMap(({ notes }) => notes),
    ],
  };
}

/** GitLab leaves out a piece that Ruby takes for nothing. */
function isBlank(value: Value | undefined): boolean {
  if (!value) return true;
  if (value.kind === 'map') return value.members.size === 0 && !value.open;
  if (value.kind === 'list') return value.items.length === 0;
  if (value.kind !== 'scalar') return false;
  const { datum } = value;
  if (datum.type === 'string' || datum.type === 'symbol') return /^[^\S\ufeff]*$/.test(datum.value);
  return datum.type === 'null' || (datum.type === 'boolean' && !datum.value);
}

function hasSpec(value: Value | undefined): boolean {
  return value?.kind === 'map' && value.members.has('spec');
}

function sizeFailures(document: SourceDocument): readonly Finding[] {
  const at = startOf(document.pieces);
  if (!at) return [];
  const place = { uri: document.uri, ...at };
  if (isEmptyText(document))
    return [{ code: 'empty-file', message: 'The file is empty. GitLab expects at least one job.', at: place }];
  if (!document.isTooLong) return [];
  return [
    {
      code: 'too-big',
      message: 'The file is larger than 2 MiB, the most that GitLab reads. Move parts of it to included files.',
      at: place,
    },
  ];
}

/** What we do not read, GitLab may. */
function unreadNotes({ uri, pieces, unreadEntries }: SourceDocument): readonly Finding[] {
  const at = startOf(pieces);
  if (!at || unreadEntries === undefined) return [];
  const message = `This file has ${unreadEntries} entries. With more than ${MOST_ENTRIES}, it is not read here, so nothing in it is checked or shown.`;
  return [{ code: 'too-big', severity: 'warning', message, at: { uri, ...at } }];
}

function unreadEntries({ pieces }: SourceDocument): readonly Block[] {
  return pieces.flatMap(({ groups }) => groups.flatMap(unreadBlocks));
}

const unreadBlocks = cachedBy(({ blocks }: Group) => blocks.filter(({ unread }) => unread !== undefined));

function unreadNote(uri: Uri, block: Block): Finding {
  const { root, unread } = block;
  const excess = unread?.why === 'length' ? `${MOST_CHARACTERS} characters` : `${MOST_VALUES} keys and values`;
  const written = root?.kind === 'map' ? root.pairs[0]?.key : root;
  return {
    code: 'too-big',
    severity: 'warning',
    message: `What begins here has more than ${excess}, so nothing in it is read. Divide it: by default, GitLab refuses what takes more than 2 MiB of memory.`,
    at: { uri, block, span: written?.span ?? { start: 0, end: 0 } },
  };
}

/** Each part between `---` lines has to be a mapping and must not be nested too deep. */
function formatFailures({ value, failures, start, depth }: LoadedPiece): readonly Finding[] {
  if (failures.length > 0 || !value) return [];
  if (value.kind !== 'map')
    return [
      {
        code: 'wrong-type',
        message:
          'Expected keywords and jobs here, each with a name and a colon. GitLab refuses the file: "Invalid configuration format".',
        at: value.at,
      },
    ];
  if (depth <= DEEPEST) return [];
  return [
    {
      code: 'too-big',
      message: 'Nested too deeply: GitLab reads at most 100 levels of lists and mappings.',
      at: start,
    },
  ];
}

function startOf(pieces: readonly Piece[]): Pick<Finding['at'], 'block' | 'span'> | undefined {
  const block = pieces.find(({ groups }) => groups.length > 0)?.groups[0]?.blocks[0];
  return block && { block, span: { start: 0, end: 0 } };
}

function emptyAt(document: SourceDocument): MapValue {
  const at = startOf(document.pieces) ?? { block: { text: '' }, span: { start: 0, end: 0 } };
  return {
    kind: 'map',
    members: new Map(),
    open: document.unreadEntries !== undefined,
    at: { uri: document.uri, ...at },
    via: [],
  };
}
