/** Answers requests for inlay hints: the meaning of values that do not show it. */
import type { InlayHint, Range } from 'vscode-languageserver';
import { hints } from '../features/hints.ts';
import { short } from '../text/shown.ts';
import { rangeOf, spanOf } from './convert.ts';
import { toMarkup } from './markup.ts';
import type { Session, Subject } from './session.ts';

/** If exactly one file is meant, a click on its path opens it. */
export function answerHints(session: Session, subject: Subject, range: Range): InlayHint[] {
  const { document, lines, owners, settings } = subject;
  const { hoverFormat, translate } = session.abilities;
  const found = hints(owners, document, { ...settings.hints, within: spanOf(lines, range) });
  return found.map(({ span, label, target, markdown }) => ({
    position: rangeOf(lines, span).end,
    label:
      target === undefined
        ? short(translate(label))
        : [{ value: short(translate(label)), location: startOf(session, target) }],
    paddingLeft: true,
    ...(markdown && { tooltip: toMarkup(markdown, hoverFormat, translate) }),
  }));
}

function startOf({ documents }: Session, uri: string): { uri: string; range: Range } {
  const start = { line: 0, character: 0 };
  return { uri: documents.get(uri)?.uri ?? uri, range: { start, end: start } };
}
