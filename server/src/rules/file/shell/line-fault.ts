/** The first syntax error in texts that one shell runs one after the other, in the text that it is in. */
import { joinedScript } from '../../../shell/joined.ts';
import { shellFault, type ShellFault } from '../../../shell/syntax.ts';
import type { ShellLine } from './lines.ts';

export interface LineFault {
  readonly line: ShellLine;
  /** At its characters in the line. */
  readonly fault: ShellFault;
}

export function lineFault(lines: readonly ShellLine[]): LineFault | undefined {
  const { text, locate } = joinedScript(lines.map(line => line.text));
  const fault = shellFault(text);
  if (!fault) return undefined;
  const start = locate(fault.at.start);
  const line = lines[start.index];
  const end = start.offset + fault.at.end - fault.at.start;
  return line && { line, fault: { ...fault, at: { start: start.offset, end } } };
}
