/** Completion at the cursor: what the table and the names of the pipeline offer, as text in the style of the file. */
import type { Project } from '../ci/project.ts';
import { listIn, recordIn } from '../readings/find.ts';
import { cursorAt, type Cursor } from '../yaml/cursor/cursor.ts';
import type { NodePath, SourceDocument } from '../yaml/tree.ts';
import { withKeysBelow } from './completion/below.ts';
import type { Completion } from './completion/compose.ts';
import { newCondition } from './completion/condition.ts';
import { givenInputs } from './completion/given-inputs.ts';
import { insideCompletions } from './completion/inside.ts';
import { itemCompletions } from './completion/items.ts';
import { keyCompletions } from './completion/keys.ts';
import { nameCompletions } from './completion/names.ts';
import { runnerKeys, runnerValues } from './completion/runner-variables.ts';
import { fieldAt, siteAt, type Site } from './completion/site.ts';
import { soundItems } from './completion/sound-items.ts';
import { valueCompletions } from './completion/values.ts';
import { expansionOf } from './inside/expansion.ts';
import { ownersIn } from './names/spots.ts';

export type { Completion } from './completion/compose.ts';

export interface CompletionOptions {
  /** Whether the client supports tab stops. */
  readonly snippets: boolean;
  /** All pipelines that the document belongs to; by default only the given one. */
  readonly projects?: readonly Project[];
  /** Every pipeline of the repository, for the inputs of pipelines that jobs start. */
  readonly others?: readonly Project[];
  /** Paths of the YAML files of the repository, relative to its root. */
  readonly files?: readonly string[];
  /** The GitLab that the file is written for; by default the newest that the table knows. */
  readonly gitlabVersion?: string;
  /** Whether variables that GitLab sets are offered; `on` by default. */
  readonly predefined?: 'on' | 'off';
  /** `inside`: only what is inside texts, for lists that a character such as `$` opens. */
  readonly only?: 'inside';
}

/** The completions at an offset: names that fit, and what the table offers, but for what would spoil the text. */
export function complete(
  project: Project,
  document: SourceDocument,
  offset: number,
  options: CompletionOptions,
): readonly Completion[] {
  const { items, isReadable } = untried(project, document, offset, options);
  return soundItems(document, items, isReadable);
}

/** The same with what would spoil the text, and whether that can be read with something at the cursor. */
export function untried(
  project: Project,
  document: SourceDocument,
  offset: number,
  options: CompletionOptions,
): { readonly items: readonly Completion[]; readonly isReadable: boolean } {
  const { snippets, predefined = 'on', gitlabVersion, only, projects = [project] } = options;
  const inside = insideCompletions(projects, document, offset, {
    snippets,
    predefined,
    ...(gitlabVersion !== undefined && { gitlabVersion }),
  });
  if (inside || only) return { items: inside ?? [], isReadable: false };
  const cursor = cursorAt(document, offset);
  return { items: itemsAt(cursor, project, document, options), isReadable: cursor.isReadable };
}

function itemsAt(
  cursor: Cursor,
  project: Project,
  document: SourceDocument,
  options: CompletionOptions,
): readonly Completion[] {
  const { snippets, predefined = 'on', gitlabVersion, projects = [project], files = [] } = options;
  const { slot, path } = cursor;
  if (slot === 'none' || slot === 'text' || slot === 'comment') return [];
  const site = siteAt(document, cursor, options);
  const given = givenInputs(options.others ?? projects, document, site);
  if (given) return given;
  const names = nameCompletions(projects, document, site, files);
  if (names.alone) return names.items;
  if (slot === 'value' && isCondition(site))
    return newCondition(ownersIn(projects, document), cursor, {
      snippets,
      predefined,
      ...(gitlabVersion !== undefined && { gitlabVersion }),
    });
  if (slot === 'value') return [...names.items, ...valueCompletions(site), ...runnerValues(site)];
  if (slot === 'item') return [...names.items, ...itemCompletions(site, path)];
  return withKeysBelow(site, [
    ...names.items,
    ...keyCompletions(site),
    ...runnerKeys(site),
    ...newItems(site),
    ...headerKeys(site, document),
  ]);
}

/** Whether a condition belongs here, and none has been typed yet. */
function isCondition({ cursor }: Site): boolean {
  const found = fieldAt(cursor, cursor.path);
  const isNew = cursor.word.start === cursor.word.end && !cursor.quote;
  return isNew && found !== undefined && expansionOf(found) === 'condition';
}

/** Items that could begin where a key could: below the key of a list, or at its column if this file has lists there. */
function newItems(site: Site): readonly Completion[] {
  const { cursor } = site;
  const newItem = cursor.newItem ?? wordAsItem(site);
  if (!newItem) return [];
  const dashed = { ...site, cursor: { ...cursor, newItem } };
  const isContent = newItem.length === cursor.path.length + 1;
  if (isContent) return itemCompletions(dashed, newItem);
  const usual = newItem.at(-1) !== 0 || site.layout.listStep === 0;
  const items = usual ? itemCompletions(dashed, newItem) : [];
  return items.map(item => ({ ...item, preselect: false, sortText: `9${item.sortText}` }));
}

/** A word without a dash, where a list belongs, is the beginning of its first item. */
function wordAsItem({ cursor }: Site): NodePath | undefined {
  const { path, siblings, behind, body, bracket, word } = cursor;
  const isLone = siblings.length === 0 && behind === 'nothing' && !body && !bracket && word.end > word.start;
  const found = isLone ? fieldAt(cursor, path) : undefined;
  return found && listIn(found.shape) && !recordIn(found.shape) ? [...path, 0] : undefined;
}

/**
 * The first of several documents becomes the header only by its `spec:`, so without it the header is not recognised
 * yet.
 */
function headerKeys(site: Site, { text, pieces }: SourceDocument): readonly Completion[] {
  const { cursor } = site;
  const [first, second] = pieces;
  // text behind the end of a mapping in brackets is a piece, too, but no document
  const isFollowed = first && second && /^---/m.test(text.slice(first.span.end, second.span.start));
  const isFirst = isFollowed && cursor.word.start <= first.span.end;
  const isNew = cursor.piece === 'content' || (cursor.piece === 'ignored' && cursor.siblings.length === 0);
  if (cursor.path.length > 0 || !isFirst || !isNew) return [];
  const header = keyCompletions({ ...site, cursor: { ...cursor, piece: 'header' } });
  return header.map(item => ({ ...item, preselect: false, sortText: `9${item.sortText}` }));
}
