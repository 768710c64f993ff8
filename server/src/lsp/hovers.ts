/** Answers requests for hovers. */
import type { Hover, Position } from 'vscode-languageserver';
import { hover } from '../features/hover.ts';
import { isAtPreStopHook, overriddenHooks } from '../features/runner-config/overridden.ts';
import { joined, type Markdown } from '../text/markdown.ts';
import type { SourceDocument } from '../yaml/tree.ts';
import { inTime } from './patience.ts';
import { offsetOf, rangeOf } from './convert.ts';
import { toMarkup } from './markup.ts';
import type { Session, Subject } from './session.ts';

export async function answerHover(session: Session, subject: Subject, position: Position): Promise<Hover | null> {
  const { abilities } = session;
  const { project, owners, document, lines, settings } = subject;
  const { inheritance } = settings;
  const { inForce, all } = subject.chosen;
  const offset = offsetOf(lines, position);
  const found = hover(project, document, offset, {
    projects: owners,
    inheritance,
    scenarios: { inForce, all },
  });
  if (!found) return null;
  const overridden = isAtPreStopHook(document, offset) ? await overriddenIn(session, document) : undefined;
  const markdown = joined([found.markdown, overridden], '\n\n---\n\n');
  return {
    contents: toMarkup(markdown, abilities.hoverFormat, abilities.translate),
    range: rangeOf(lines, found.span),
  };
}

/** What is left out where finding it takes longer than a person waits for a hover: the next one has it. */
async function overriddenIn({ workspace, later }: Session, { uri }: SourceDocument): Promise<Markdown | undefined> {
  const known = workspace.runnerConfigs(uri).then(({ configs, folder }) => overriddenHooks(configs, folder));
  return inTime(known, later, BRIEF).catch(() => undefined);
}

const BRIEF = 500;
