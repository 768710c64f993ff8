/** `codequality`: GitLab's report of that name, shown in the widget and the changes of a merge request. */
import { sentence } from '../../../text/shown.ts';
import type { Severity } from '../../../text/problem.ts';
import { printJson } from './json.ts';
import { allFound, type Format } from './result.ts';

export const codequality: Format = result =>
  printJson([
    ...allFound(result).map(({ code, severity, message, path, line, endLine, fingerprint }) => ({
      type: 'issue',
      check_name: code,
      description: sentence(message),
      severity: WEIGHTS[severity],
      fingerprint,
      location: { path, lines: { begin: line, end: endLine } },
    })),
    ...result.unread.map(({ path, why }) => ({
      type: 'issue',
      check_name: 'unreadable-file',
      description: why,
      severity: 'blocker',
      fingerprint: `unreadable-file ${path}`,
      location: { path, lines: { begin: 1 } },
    })),
  ]);

const WEIGHTS: Readonly<Record<Severity, string>> = {
  error: 'critical',
  warning: 'minor',
  information: 'info',
  hint: 'info',
};
