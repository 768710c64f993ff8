/** What is written of a scalar, without its quotes or the line that announces a block. */
import type { ScalarNode } from '../../yaml/tree.ts';

export interface ScalarSource {
  readonly source: string;
  /** How much of the scalar stands in front of it. */
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
 * The source with blanks in place of the line breaks of which YAML makes blanks, so that what goes on in the next line is
 * read as one; it is as long as before.
 */
export function unfolded(source: string, style: ScalarNode['style']): string {
  if (style === 'literal' || !source.includes('\n')) return source;
  // Lines that are indented further keep their breaks in a folded block.
  const indent = style === 'folded' ? (/^(?:[ \t]*\r?\n)*( *)/.exec(source)?.[1] ?? '') : ' *';
  const fold = new RegExp(`(?<=\\S)[ \\t]*\\r?\\n${indent}(?=[^\\s])`, 'g');
  return source.replace(fold, blanks => ' '.repeat(blanks.length));
}
