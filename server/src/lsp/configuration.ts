/** The configuration file of a repository in the editor: its problems, and help while it is written. */
import { CodeActionKind, DiagnosticSeverity } from 'vscode-languageserver';
import type {
  CodeAction,
  CodeActionParams,
  CompletionList,
  CompletionParams,
  Diagnostic,
  Hover,
  Position,
} from 'vscode-languageserver';
import { sentence } from '../text/shown.ts';
import { overlap } from '../text/span.ts';
import type { Translate } from '../translation/translate.ts';
import { completeConfiguration } from '../workspace/configuration/complete.ts';
import { hoverConfiguration } from '../workspace/configuration/describe.ts';
import { CONFIGURATION_FILE } from '../features/recognise/names.ts';
import { readConfiguration, type ConfigurationProblem } from '../workspace/configuration/read.ts';
import { isWanted, workspaceEdit } from './action-kinds.ts';
import { listOf } from './completions.ts';
import { offsetOf, rangeOf, spanOf, toTextEdit } from './convert.ts';
import { readingOf, type OpenDocument } from './documents.ts';
import { toMarkup } from './markup.ts';
import type { Session } from './session.ts';
import type { Settings } from './settings.ts';

export function isConfiguration({ id }: Pick<OpenDocument, 'id'>): boolean {
  return id.endsWith(`/${CONFIGURATION_FILE}`);
}

/** Only the problems that no other tool reports: YAML syntax errors are left to a tool that reads YAML. */
export function configurationDiagnostics(
  { lines }: Pick<OpenDocument, 'lines'>,
  { readsYaml }: Pick<Settings, 'readsYaml'>,
  { translate }: Session['abilities'],
): Diagnostic[] {
  const { problems, isBroken } = readConfiguration(lines.text);
  return isBroken && !readsYaml ? [] : problems.map(problem => toDiagnostic(lines, problem, translate));
}

/** An unknown key has no effect; any other mistake makes the command line fail. */
function toDiagnostic(
  lines: OpenDocument['lines'],
  { message, at, isUnknownKey }: ConfigurationProblem,
  translate: Translate,
): Diagnostic {
  return {
    range: rangeOf(lines, at),
    severity: isUnknownKey ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error,
    source: 'gitlab-ci',
    message: sentence(translate(message)),
  };
}

export function completionsInConfiguration(
  session: Session,
  open: OpenDocument,
  { position }: CompletionParams,
): CompletionList {
  const document = readingOf(open);
  const { snippets } = session.abilities;
  return listOf(session, open, completeConfiguration(document, offsetOf(open.lines, position), { snippets }));
}

export function hoverInConfiguration({ abilities }: Session, open: OpenDocument, position: Position): Hover | null {
  const found = hoverConfiguration(readingOf(open), offsetOf(open.lines, position));
  return found
    ? {
        contents: toMarkup(found.markdown, abilities.hoverFormat, abilities.translate),
        range: rangeOf(open.lines, found.span),
      }
    : null;
}

/** Quick fixes with what was plainly meant. */
export function actionsInConfiguration(
  session: Session,
  { lines, uri }: OpenDocument,
  { range, context }: CodeActionParams,
): CodeAction[] {
  const { codeActionLiterals, preferredActions, translate } = session.abilities;
  if (!codeActionLiterals || !isWanted(context, CodeActionKind.QuickFix)) return [];
  const asked = spanOf(lines, range);
  return readConfiguration(lines.text).problems.flatMap((problem): CodeAction[] => {
    const { at, better } = problem;
    if (better === undefined || !overlap(at, asked)) return [];
    const edits = [toTextEdit(lines, { span: at, text: better })];
    return [
      {
        title: sentence(translate(`Replace with ${better}`)),
        kind: CodeActionKind.QuickFix,
        diagnostics: [toDiagnostic(lines, problem, translate)],
        edit: workspaceEdit(session, new Map([[uri, edits]])),
        ...(preferredActions && { isPreferred: true }),
      },
    ];
  });
}
