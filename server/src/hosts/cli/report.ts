/** Prints problems and places on the command line: file, line and column, counted from 1 in UTF-16. */
import { relative, isAbsolute, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { escapeUnseen, oneLine, sentence } from '../../text/shown.ts';
import type { FilePosition } from '../../features/plan/document.ts';
import type { Severity } from '../../text/problem.ts';
import type { Place, Span, Uri } from '../../text/span.ts';
import { locate } from '../../yaml/document/document.ts';
import { lineTable } from '../../yaml/document/line-table.ts';
import type { SourceDocument } from '../../yaml/tree.ts';

/** The end is exclusive. */
export interface Range extends FilePosition {
  readonly endLine: number;
  readonly endColumn: number;
}

export interface ReportedProblem extends FilePosition {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
}

/** Names places as the user named the files: absolute paths stay absolute. */
export interface Locator {
  position(place: Place): FilePosition;
  range(place: Place): Range;
  fileOf(uri: Uri): string;
}

/** The documents that contain the places, such as those of a project. */
export interface DocumentHolder {
  readonly documents: { get(uri: Uri): SourceDocument | undefined };
}

/**
 * Locates places in documents; `given` is the file as it was given on the command line, `folder` the one it is relative
 * to.
 */
export function reportOf({ documents }: DocumentHolder, given: string, folder: string): Locator {
  const fileOf = (uri: Uri): string => shownFile(uri, given, folder);
  const positionAt = (place: Place, end: keyof Span): FilePosition => {
    const document = documents.get(place.uri);
    const span = document && locate(document, place);
    const { line, character } = document && span ? lineTable(document).positionAt(span[end]) : TOP;
    // editors hide a byte order mark, and count none
    const mark = line === 0 && document?.text.startsWith('\ufeff') ? 1 : 0;
    return { file: fileOf(place.uri), line: line + 1, column: Math.max(1, character + 1 - mark) };
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

/** One line of JSON. If a terminal shows it, it contains no control characters either. */
export function jsonLine(value: unknown): string {
  return `${escapeUnseen(JSON.stringify(value))}\n`;
}

/** Styles words for a terminal. */
export type Paint = (style: Severity | 'bold' | 'dim', words: string) => string;

export const unpainted: Paint = (_, words) => words;

/** One line for a person. */
export function problemLine(problem: ReportedProblem, paint: Paint = unpainted): string {
  const { file, line, column, severity, message, code } = problem;
  const place = paint('bold', `${shownPath(file)}:${line}:${column}:`);
  return `${place} ${paint(severity, `${severity}:`)} ${sentence(message)} ${paint('dim', `[${code}]`)}`;
}

/** A path at the start of a line. CI systems interpret some lines of a log as commands, such as `::error::`. */
export function shownPath(path: string): string {
  return oneLine(/^\s*(?:::|##)/.test(path) ? `./${path}` : path);
}
