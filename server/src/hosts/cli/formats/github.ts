/** `github`: workflow commands, which GitHub shows next to the lines of a change. */
import { oneLine, sentence } from '../../../text/shown.ts';
import type { Severity } from '../../../text/problem.ts';
import type { Found } from '../found.ts';
import { allFound, type Format } from './result.ts';

export const github: Format = result =>
  [
    ...allFound(result).map(commandOf),
    ...result.unread.map(
      ({ path, why }) => `::error file=${property(path)},title=unreadable-file::${data(oneLine(why))}`,
    ),
  ]
    .map(line => `${line}\n`)
    .join('');

const LEVELS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

function commandOf({ severity, path, line, column, endLine, endColumn, code, message }: Found): string {
  const columns = endLine === line ? `,col=${column},endColumn=${endColumn}` : '';
  const place = `file=${property(path)},line=${line},endLine=${endLine}${columns}`;
  return `::${LEVELS[severity]} ${place},title=${property(code)}::${data(sentence(message))}`;
}

/** GitHub decodes `%25`, `%0D` and `%0A` after the second pair of colons. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** In a property, colons and commas are special, too. */
function property(text: string): string {
  return data(oneLine(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
