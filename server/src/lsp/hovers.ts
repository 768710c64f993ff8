/** Answers requests for hovers. */
import type { Hover, Position } from 'vscode-languageserver';
import { hover } from '../features/hover.ts';
import { offsetOf, rangeOf } from './convert.ts';
import { toMarkup } from './markup.ts';
import type { Session, Subject } from './session.ts';

export function answerHover({ abilities }: Session, subject: Subject, position: Position): Hover | null {
  const { project, owners, document, lines, settings } = subject;
  const { inheritance } = settings;
  const { inForce, all } = subject.chosen;
  const found = hover(project, document, offsetOf(lines, position), {
    projects: owners,
    inheritance,
    scenarios: { inForce, all },
  });
  if (!found) return null;
  return { contents: toMarkup(found.markdown, abilities.hoverFormat), range: rangeOf(lines, found.span) };
}
