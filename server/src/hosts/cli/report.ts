/** Problems and places as the command line prints them: file, line and column, counted from 1 in UTF-16. */
import { relative, isAbsolute, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { escapeUnseen, oneLine, sentence } from '../../text/shown.ts';
import type { FilePosition } from '../../features/plan/document.ts';
import type { Severity } from '../../text/problem.ts';
import type { Place, Span, Uri } from '../../text/span.ts';
import { locate } from '../../yaml/document/document.ts';
import { lineTable } from '../../yaml/document/line-table.ts';
import type { SourceDocument } from '../../yaml/tree.ts';

/** From a position up to another, which is not part of it. */
export interface Range extends FilePosition {
  readonly endLine: number;
  readonly endColumn: number;
}

export interface ReportedProblem extends FilePosition {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
}

/** Where a place is, in the words of whoever gave the file: absolute paths stay absolute. */
export interface Locator {
  position(place: Place): FilePosition;
  range(place: Place): Range;
  fileOf(uri: Uri): string;
}

/** The documents that places are in, such as those of a project. */
export interface DocumentHolder {
  readonly documents: { get(uri: Uri): SourceDocument | undefined };
}

/** Places in documents; `given` is the file as it was named on the command line, `folder` the one it is relative to. */
export function reportOf({ documents }: DocumentHolder, given: string, folder: string): Locator {
  const fileOf = (uri: Uri): string => shownFile(uri, given, folder);
  const positionAt = (place: Place, end: keyof Span): FilePosition => {
    const document = documents.get(place.uri);
    const span = document && locate(document, place);
    const { line, character } = document && span ? lineTable(document).positionAt(span[end]) : TOP;
    return { file: fileOf(place.uri), line: line + 1, column: character + 1 };
  };
  return {
    fileOf,
    position: place => positionAt(place, 'start'),
    range(place) {
      const { line, column } = positionAt(place, 'end');
      return { ...positionAt(place, 'start'), endLine: line, endColumn: column };
    },
  };
}

const TOP = { line: 0, character: 0 } as const;

function shownFile(uri: Uri, given: string, folder: string): string {
  if (!uri.startsWith('file:')) return uri;
  const path = fileURLToPath(uri);
  if (path === resolve(folder, given)) return given;
  return isAbsolute(given) ? path : slashed(relative(folder, path));
}

/** A path of this system with slashes between its folders. */
export function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

/** One line for a program. A terminal that shows it gets no control characters either. */
export function jsonLine(value: unknown): string {
  return `${escapeUnseen(JSON.stringify(value))}\n`;
}

/** Marks words for a terminal by what they are. */
export type Paint = (style: Severity | 'bold' | 'dim', words: string) => string;

export const unpainted: Paint = (_, words) => words;

/** One line for a person. */
export function problemLine(problem: ReportedProblem, paint: Paint = unpainted): string {
  const { file, line, column, severity, message, code } = problem;
  const place = paint('bold', `${shownPath(file)}:${line}:${column}:`);
  return `${place} ${paint(severity, `${severity}:`)} ${sentence(message)} ${paint('dim', `[${code}]`)}`;
}

/** A path at the start of a line. What runs pipelines takes some lines of a log for orders, such as `::error::`. */
export function shownPath(path: string): string {
  return oneLine(/^\s*(?:::|##)/.test(path) ? `./${path}` : path);
}
