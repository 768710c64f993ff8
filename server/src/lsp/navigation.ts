/** Answers requests that lead somewhere: definitions, references, highlights and links. */
import { DocumentHighlightKind } from 'vscode-languageserver';
import type {
  DocumentHighlight,
  DocumentLink,
  Location,
  LocationLink,
  Position,
  ReferenceParams,
} from 'vscode-languageserver';
import { definition } from '../features/definition.ts';
import { highlights } from '../features/highlight.ts';
import { links } from '../features/links.ts';
import { references } from '../features/references.ts';
import { offsetOf, rangeOf } from './convert.ts';
import { openAt, type Session, type Subject } from './session.ts';
import { locationsOf } from './spots.ts';

export function answerDefinition(
  session: Session,
  subject: Subject,
  position: Position,
): Location[] | LocationLink[] | null {
  const { document, lines } = subject;
  const projects = session.workspace.all(document);
  const found = definition(projects, document, offsetOf(lines, position));
  if (!found) return null;
  const targets = locationsOf(session, projects, found.targets);
  if (!session.abilities.definitionLinks) return targets;
  const originSelectionRange = rangeOf(lines, found.from);
  return targets.map(({ uri, range }) => ({
    originSelectionRange,
    targetUri: uri,
    targetRange: range,
    targetSelectionRange: range,
  }));
}

export function answerReferences(
  session: Session,
  subject: Subject,
  { position, context }: ReferenceParams,
): Location[] {
  const { document, lines } = subject;
  const projects = session.workspace.all(document);
  const found = references(projects, document, offsetOf(lines, position));
  const wanted = found.filter(({ isDefinition }) => context.includeDeclaration || !isDefinition);
  return locationsOf(session, projects, wanted);
}

const KINDS = { read: DocumentHighlightKind.Read, write: DocumentHighlightKind.Write } as const;

export function answerHighlights({ document, lines, owners }: Subject, position: Position): DocumentHighlight[] {
  const found = highlights(owners, document, offsetOf(lines, position));
  return found.map(({ span, kind }) => ({ range: rangeOf(lines, span), kind: KINDS[kind] }));
}

export function answerLinks(session: Session, { document, lines, owners }: Subject): DocumentLink[] {
  return links(owners, document).map(({ span, target, tooltip }) => ({
    range: rangeOf(lines, span),
    target: openAt(session, target)?.uri ?? target,
    ...(session.abilities.linkTooltips ? { tooltip } : {}),
  }));
}
