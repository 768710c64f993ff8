/** Answers requests for code lenses: their places at once, their texts when they become visible. */
import type { CodeLens } from 'vscode-languageserver';
import { lenses, resolveLens, type Lens } from '../features/lens.ts';
import type { CopySaying } from '../features/plan/copies-lens.ts';
import { sentence } from '../text/shown.ts';
import type { Translate } from '../translation/translate.ts';
import { rangeOf } from './convert.ts';
import type { ShownCopy } from './requests.ts';
import type { Session, Subject } from './session.ts';
import { locationsOf } from './spots.ts';

/** What is needed to resolve a lens. */
export interface LensData extends Pick<Lens, 'kind' | 'name'> {
  readonly uri: string;
}

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

/** The lens with its text; a client that cannot show places gets only the text. */
export function answerLens(session: Session, subject: Subject, lens: CodeLens): CodeLens {
  const { document, open, owners, settings } = subject;
  const found = resolveLens(owners, document, lens.data as LensData, {
    inheritance: settings.inheritance,
    scenario: subject.chosen.inForce,
  });
  if (!found) return { ...lens, command: { title: '', command: '' } };
  const { previewHookCommand, showCopiesCommand, translate } = session.abilities;
  const title = sentence(translate(found.title));
  if (found.previews && previewHookCommand !== undefined)
    return { ...lens, command: { title, command: previewHookCommand, arguments: [open.uri, lens.range.start] } };
  if (found.copies && showCopiesCommand !== undefined)
    return {
      ...lens,
      command: { title, command: showCopiesCommand, arguments: [found.copies.map(copy => shownCopy(copy, translate))] },
    };
  const places = locationsOf(session, session.workspace.all(document), found.targets);
  const command = places.length > 0 ? session.abilities.showPlacesCommand : undefined;
  return {
    ...lens,
    command:
      command === undefined
        ? { title, command: '' }
        : { title, command, arguments: [open.uri, lens.range.start, places] },
  };
}

function shownCopy({ name, says }: CopySaying, translate: Translate): ShownCopy {
  return { name: sentence(name), says: sentence(translate(says)) };
}

/** The data of a lens, whatever a client sends. */
export function lensDataOf({ data }: CodeLens): LensData | undefined {
  const { uri, kind, name } = (data ?? {}) as Partial<LensData>;
  if (typeof uri !== 'string' || typeof name !== 'string') return undefined;
  return kind !== undefined && KINDS.has(kind) ? { uri, kind, name } : undefined;
}

const KINDS: ReadonlySet<string> = new Set<Lens['kind']>(['origin', 'uses', 'scenario', 'copies', 'preview']);
