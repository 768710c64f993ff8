/** Problems and places as the command line prints them: file, line and column, counted from 1 in UTF-16. */
import { relative, isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { escapeUnseen, oneLine, sentence } from '../../text/shown.ts';
import type { Severity } from '../../text/problem.ts';
import type { Place, Uri } from '../../text/span.ts';
import { locate } from '../../yaml/document/document.ts';
import { lineTable } from '../../yaml/document/line-table.ts';
import type { SourceDocument } from '../../yaml/tree.ts';

export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface ReportedProblem extends Position {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
}

/** Where a place is, in the words of whoever gave the file: absolute paths stay absolute. */
export interface Report {
  position(place: Place): Position;
  fileOf(uri: Uri): string;
}

/** The documents that places stand in, such as those of a project. */
export interface Documents {
  readonly documents: { get(uri: Uri): SourceDocument | undefined };
}

/** Places in documents; `given` is the file as it was named on the command line, `folder` the one it is relative to. */
export function reportOf({ documents }: Documents, given: string, folder: string): Report {
  const fileOf = (uri: Uri): string => shown(uri, given, folder);
  return {
    fileOf,
    position(place) {
      const document = documents.get(place.uri);
      const start = (document && locate(document, place))?.start ?? 0;
      const { line, character } = document ? lineTable(document).positionAt(start) : { line: 0, character: 0 };
      return { file: fileOf(place.uri), line: line + 1, column: character + 1 };
    },
  };
}

function shown(uri: Uri, given: string, folder: string): string {
  if (!uri.startsWith('file:')) return uri;
  const path = fileURLToPath(uri);
  if (path === resolve(folder, given)) return given;
  return isAbsolute(given) ? path : relative(folder, path).replaceAll('\\', '/');
}

/** One line for a program. A terminal that shows it gets no control characters either. */
export function jsonLine(value: unknown): string {
  return `${escapeUnseen(JSON.stringify(value))}\n`;
}

/** One line for a person. */
export function problemLine({ file, line, column, severity, message, code }: ReportedProblem): string {
  return `${oneLine(file)}:${line}:${column}: ${severity}: ${sentence(message)} [${code}]`;
}
