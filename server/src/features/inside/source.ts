/** The source of a scalar without its quotes or the header of a block scalar. */
import type { ScalarNode } from '../../yaml/tree.ts';

export interface ScalarSource {
  readonly source: string;
  /** The length of what precedes it in the scalar. */
  readonly open: number;
}

export function sourceOf(written: string, style: ScalarNode['style']): ScalarSource {
  if (style === 'single' || style === 'double') {
    const isClosed = written.length > 1 && written.endsWith(written.charAt(0));
    return { source: written.slice(1, isClosed ? -1 : undefined), open: 1 };
  }
  const open = style === 'plain' ? 0 : (/^[^\r\n]*(?:\r\n|\r|\n)?/.exec(written)?.[0].length ?? 0);
  return { source: written.slice(open), open };
}

/**
 * The source with blanks for line breaks that YAML folds, so that text which continues on the next line is read as one;
 * the length stays.
 */
export function unfolded(source: string, style: ScalarNode['style']): string {
  if (style === 'literal' || !source.includes('\n')) return source;
  // in a folded block scalar, lines with more indentation keep their breaks
  const indent = style === 'folded' ? (/^(?:[ \t]*\r?\n)*( *)/.exec(source)?.[1] ?? '') : ' *';
  const fold = new RegExp(`(?<=\\S)[ \\t]*\\r?\\n${indent}(?=[^\\s])`, 'g');
  return source.replace(fold, blanks => ' '.repeat(blanks.length));
}

/** The source with a blank for the sign that escapes a quote, a slash or another such sign; the length stays. */
export function unescaped(source: string, style: ScalarNode['style']): string {
  if (style === 'double') return source.replace(/\\(["/\\])/g, ' $1');
  return style === 'single' ? source.replaceAll("''", " '") : source;
}
