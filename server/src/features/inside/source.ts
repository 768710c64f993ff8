/** What is written of a scalar, without its quotes or the line that announces a block. */
import type { ScalarNode } from '../../yaml/tree.ts';

export interface Source {
  readonly source: string;
  /** How much of the scalar stands in front of it. */
  readonly open: number;
}

export function sourceOf(written: string, style: ScalarNode['style']): Source {
  if (style === 'single' || style === 'double') {
    const isClosed = written.length > 1 && written.endsWith(written.charAt(0));
    return { source: written.slice(1, isClosed ? -1 : undefined), open: 1 };
  }
  const open = style === 'plain' ? 0 : (/^[^\r\n]*(?:\r\n|\r|\n)?/.exec(written)?.[0].length ?? 0);
  return { source: written.slice(open), open };
}
