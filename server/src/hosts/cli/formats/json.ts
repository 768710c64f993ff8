/** `json`: everything in one document. Its `version` increases when programs that read it have to change. */
import { escapeUnseen } from '../../../text/shown.ts';
import type { Found } from '../found.ts';
import { allFound, counts, type Format } from './result.ts';

const VERSION = 1;

/** The summary comes last, so that a truncated document can be recognised. */
export const json: Format = ({ tool, files, unread, complete, exitCode }) =>
  printJson({
    version: VERSION,
    tool,
    files: files.map(({ file, path, problems }) => ({ file, path, problems: problems.map(problemOf) })),
    unread,
    summary: { complete, exitCode, files: files.length, ...counts(allFound({ files })) },
  });

function problemOf({ fixes, related, href, file: _, path: __, source: ___, ...rest }: Found): unknown {
  return { ...rest, href, related, fixes };
}

/** A document for programs that people can read, too; a terminal gets no control characters. */
export function printJson(value: unknown): string {
  return `${escapeUnseen(JSON.stringify(value, undefined, 2))}\n`;
}
