/** The only converter between the core, which uses offsets, and the protocol, which uses lines and characters. */
import { DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import type {
  Diagnostic,
  DiagnosticRelatedInformation,
  Location,
  Position,
  Range,
  TextEdit,
} from 'vscode-languageserver';
import { pageOf } from '../codes/codes.ts';
import type { Lines } from '../text/lines.ts';
import { sentence } from '../text/shown.ts';
import type { Problem, Severity } from '../text/problem.ts';
import type { Place, Span, TextChange } from '../text/span.ts';
import type { Abilities } from './abilities.ts';

/** The part of a line table that conversion needs. */
export type LineTable = Pick<Lines, 'positionAt' | 'offsetAt'>;

/** The location of a place; nothing if its file was not read. */
export type Locate = (place: Place) => Location | undefined;

export function rangeOf(lines: Pick<Lines, 'positionAt'>, { start, end }: Span): Range {
  return { start: lines.positionAt(start), end: lines.positionAt(end) };
}

/** The offset of a position; a position outside the text is clamped, a malformed one is the start. */
export function offsetOf(lines: LineTable, { line, character }: Position): number {
  return lines.offsetAt({ line: natural(line), character: natural(character) });
}

/** The span of a range, whose ends may be in any order. */
export function spanOf(lines: LineTable, range: Range): Span {
  const [a, b] = [offsetOf(lines, range.start), offsetOf(lines, range.end)];
  return { start: Math.min(a, b), end: Math.max(a, b) };
}

/** A change of an open text in the form of the protocol. */
export function toTextEdit(lines: LineTable, { span, text }: TextChange): TextEdit {
  return { range: rangeOf(lines, span), newText: text };
}

/** What diagnostics say they are from. */
export const SOURCE = 'gitlab-ci';

export function toDiagnostic(problem: Problem, range: Range, locate: Locate, abilities: Abilities): Diagnostic {
  const related = abilities.relatedInformation ? relatedOf(problem, locate, abilities) : [];
  return {
    range,
    severity: SEVERITIES[problem.severity],
    code: problem.alias ?? problem.code,
    ...(abilities.codeDescription ? { codeDescription: { href: pageOf(problem) } } : {}),
    source: SOURCE,
    message: sentence(abilities.translate(problem.message)),
    ...(problem.tag ? { tags: [TAGS[problem.tag]] } : {}),
    ...(related.length > 0 ? { relatedInformation: related } : {}),
  };
}

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const TAGS = { deprecated: DiagnosticTag.Deprecated, unnecessary: DiagnosticTag.Unnecessary } as const;

function relatedOf(problem: Problem, locate: Locate, { translate }: Abilities): DiagnosticRelatedInformation[] {
  return (problem.related ?? []).flatMap(({ at, message }) => {
    const location = locate(at);
    return location ? [{ location, message: sentence(translate(message)) }] : [];
  });
}

/** The protocol's unsigned integer, whatever a client sends instead. */
function natural(value: number): number {
  return Number.isFinite(value) && value > 0 ? Math.min(Math.floor(value), 0x7fffffff) : 0;
}
