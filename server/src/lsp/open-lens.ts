/**
 * The command of a lens for clients without a command of their own for it: it goes to the place that the lens is about,
 * lets a person choose among several, or tells in a message what the lens stands for.
 */
import { MessageType, ResponseError, ErrorCodes } from 'vscode-languageserver';
import type { Connection, ExecuteCommandParams, Location } from 'vscode-languageserver';
import { resolveLens } from '../features/lens.ts';
import { lensWords } from '../features/lens-words.ts';
import { inMessage, oneLine } from '../text/shown.ts';
import { normal, pathBelow } from '../text/uri.ts';
import { OPEN_LENS_COMMAND } from './announced.ts';
import { lensOf, type LensData } from './lens-data.ts';
import { toMarkup } from './markup.ts';
import type { Session, Subject } from './session.ts';
import { locationsOf } from './spots.ts';
import { isRecord } from './values.ts';

/** More places than this do not fit into the buttons of a message. */
const MOST_PLACES = 8;

export interface LensParams {
  readonly textDocument: { readonly uri: string };
  readonly lens: LensData;
}

/** What the command is about: its only argument is the data of the lens. */
export function lensAsked({ arguments: given }: ExecuteCommandParams): LensParams {
  const [asked] = Array.isArray(given) ? (given as readonly unknown[]) : [];
  const lens = isRecord(asked) ? lensOf(asked) : undefined;
  if (!lens)
    throw new ResponseError(ErrorCodes.InvalidParams, `The argument of ${OPEN_LENS_COMMAND} is that of a lens.`);
  return { textDocument: lens, lens };
}

/** Answers at once: some clients cannot show anything while they wait for the answer. */
export function answerOpenLens(
  connection: Connection,
  session: Session,
  { document, owners, project, settings, chosen }: Subject,
  { lens }: LensParams,
): null {
  const scenario = chosen.inForce;
  const found = resolveLens(owners, document, lens, { inheritance: settings.inheritance, scenario });
  if (!found) return null;
  const places = locationsOf(session, session.workspace.all(document), found.targets);
  const words = lensWords(owners, document, lens, found, scenario);
  const { translate, showDocument } = session.abilities;
  const message = inMessage(toMarkup(words, 'plaintext', translate).value);
  const nameOf = ({ uri, range }: Location): string =>
    inMessage(oneLine(`${pathBelow(project.folder, normal(uri)) ?? uri}:${range.start.line + 1}`));
  const [first, second] = places;
  if (!first || !showDocument) {
    const text = [message, ...places.map(nameOf)].join('\n');
    void connection.sendNotification('window/showMessage', { type: MessageType.Info, message: text });
  } else if (second) void choose(connection, message, places.slice(0, MOST_PLACES), nameOf);
  else void show(connection, first);
  return null;
}

async function choose(
  connection: Connection,
  message: string,
  places: readonly Location[],
  nameOf: (place: Location) => string,
): Promise<void> {
  const actions = places.map(place => ({ title: nameOf(place) }));
  const chosen = await connection
    .sendRequest<{ title: string } | null>('window/showMessageRequest', { type: MessageType.Info, message, actions })
    .catch(() => null);
  const place = places.find(one => nameOf(one) === chosen?.title);
  if (place) await show(connection, place);
}

/** A client that fails to show a place has told the person itself. */
async function show(connection: Connection, { uri, range }: Location): Promise<void> {
  await connection.sendRequest('window/showDocument', { uri, selection: range, takeFocus: true }).catch(() => null);
}
