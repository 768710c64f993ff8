/** From a node of a picture to its text, and back. */
import { Range, Uri, ViewColumn, window, type Position } from 'vscode';
import type { PictureAnswer, PicturePlace } from '../../../server/src/lsp/requests.ts';

/** Makes addresses comparable: the server and the editor may write the same one differently. */
export function asWritten(answer: PictureAnswer): PictureAnswer {
  const written = (uri: string): string => Uri.parse(uri).toString();
  const places = Object.entries(answer.places).map(([id, all]) => [
    id,
    all.map(place => ({ ...place, uri: written(place.uri) })),
  ]);
  return {
    ...answer,
    places: Object.fromEntries(places) as PictureAnswer['places'],
    opens: Object.fromEntries(
      Object.entries(answer.opens).map(([id, opening]) => [id, { ...opening, uri: written(opening.uri) }]),
    ),
    files: answer.files.map(written),
  };
}

/** The node whose text contains a position; the first if there are several. */
export function nodeAt({ places }: PictureAnswer, uri: string, { line }: Position): string | undefined {
  const isHere = (place: PicturePlace): boolean =>
    place.uri === uri && place.range.start.line <= line && line <= place.range.end.line;
  return Object.entries(places).find(([, all]) => all.some(isHere))?.[0];
}

/** Where a node is written: in a visible file if there is one, else in the last one. */
export function placeOf(answer: PictureAnswer | undefined, id: string): PicturePlace | undefined {
  const all = answer?.places[id] ?? [];
  const visible = new Set(window.visibleTextEditors.map(({ document }) => document.uri.toString()));
  return all.findLast(({ uri }) => visible.has(uri)) ?? all.at(-1);
}

/** Shows the text in the column where it is open, never in that of a panel; without a key, the cursor stays. */
export async function goTo(
  place: { readonly uri: string; readonly key?: PicturePlace['key'] } | undefined,
  takesFocus: boolean,
): Promise<void> {
  if (!place) return;
  const open = window.visibleTextEditors.find(({ document }) => document.uri.toString() === place.uri);
  const [any] = window.visibleTextEditors;
  await window.showTextDocument(Uri.parse(place.uri), {
    viewColumn: open?.viewColumn ?? any?.viewColumn ?? ViewColumn.One,
    preserveFocus: !takesFocus,
    ...(place.key && { selection: rangeOf(place.key) }),
  });
}

function rangeOf({ start, end }: PicturePlace['key']): Range {
  return new Range(start.line, start.character, end.line, end.character);
}
