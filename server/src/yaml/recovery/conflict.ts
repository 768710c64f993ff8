/** Finds the lines that git leaves in a file with a merge conflict. */
import { span } from '../../text/span.ts';
import type { SyntaxFlaw } from '../tree.ts';

const MARKER = /^(?:<{7}|\|{7}|={7}|>{7})(?=[ \r]|$)/gm;

export interface Conflicted {
  /** The text with its marker lines turned into comments, so that both sides can be read; its length stays. */
  readonly text: string;
  /** One per conflict. */
  readonly flaws: readonly SyntaxFlaw[];
}

/** The text without its conflict markers, if it has any. */
export function withoutConflicts(text: string): Conflicted | undefined {
  const markers = [...text.matchAll(MARKER)];
  if (markers.length === 0) return undefined;
  const flaws: SyntaxFlaw[] = [];
  let open = false;
  for (const { 0: marker, index } of markers) {
    const begins = marker.startsWith('<');
    if (begins || !open) flaws.push(flawAt(text, index));
    open = begins || !marker.startsWith('>');
  }
  return { text: text.replace(MARKER, marker => `#${marker.slice(1)}`), flaws };
}

function flawAt(text: string, start: number): SyntaxFlaw {
  const line = /^[^\n\r]*/.exec(text.slice(start))?.[0] ?? '';
  return {
    code: 'yaml-syntax',
    cause: 'conflict',
    message: 'Unresolved merge conflict. Keep one side, or combine the two, and delete the marker lines.',
    span: span(start, start + line.length),
  };
}
