/** Answers requests for code lenses: their places at once, their texts when they become visible. */
import type { CodeLens, Command } from 'vscode-languageserver';
import { lenses, resolveLens, type LensText } from '../features/lens.ts';
import type { CopySaying } from '../features/plan/copies-lens.ts';
import { sentence } from '../text/shown.ts';
import type { Translate } from '../translation/translate.ts';
import { rangeOf } from './convert.ts';
import { outdated } from './guard.ts';
import type { LensData } from './lens-data.ts';
import { OPEN_LENS_COMMAND } from './announced.ts';
import type { ShownCopy } from './requests.ts';
import type { Session, Subject } from './session.ts';
import { locationsOf } from './spots.ts';

export function answerLenses({ abilities }: Session, subject: Subject): CodeLens[] {
  const { open, document, lines, owners, settings } = subject;
  const { origins, uses, scenario: isShown } = settings.lenses;
  const scenario = isShown ? subject.chosen.inForce : undefined;
  const preview = settings.lenses.preview && abilities.previewHookCommand !== undefined;
  return lenses(owners, document, { inheritance: settings.inheritance, origins, uses, preview, scenario }).map(
    ({ kind, name, span }) => ({
      range: rangeOf(lines, span),
      data: { uri: open.uri, kind, name } satisfies LensData,
    }),
  );
}

/** The lens with its text and a command; refused if the text has changed so that there is no such lens any more. */
export function answerLens(session: Session, subject: Subject, lens: CodeLens, data: LensData): CodeLens {
  const { document, owners, settings } = subject;
  const found = resolveLens(owners, document, data, {
    inheritance: settings.inheritance,
    scenario: subject.chosen.inForce,
  });
  if (!found) throw outdated;
  const title = sentence(session.abilities.translate(found.title));
  return { ...lens, command: { title, ...commandOf(session, subject, { lens, data, found }) } };
}

/** A command of the client if it has one for that, else {@link OPEN_LENS_COMMAND}. */
function commandOf(
  session: Session,
  { document, open }: Subject,
  { lens, data, found }: { readonly lens: CodeLens; readonly data: LensData; readonly found: LensText },
): Pick<Command, 'command' | 'arguments'> {
  const { previewHookCommand, showCopiesCommand, showPlacesCommand, translate } = session.abilities;
  const { start } = lens.range;
  if (found.previews && previewHookCommand !== undefined)
    return { command: previewHookCommand, arguments: [open.uri, start] };
  if (found.copies && showCopiesCommand !== undefined)
    return { command: showCopiesCommand, arguments: [found.copies.map(copy => shownCopy(copy, translate))] };
  const places =
    showPlacesCommand === undefined ? [] : locationsOf(session, session.workspace.all(document), found.targets);
  if (showPlacesCommand !== undefined && places.length > 0)
    return { command: showPlacesCommand, arguments: [open.uri, start, places] };
  return { command: OPEN_LENS_COMMAND, arguments: [data] };
}

function shownCopy({ name, says }: CopySaying, translate: Translate): ShownCopy {
  return { name: sentence(name), says: sentence(translate(says)) };
}
