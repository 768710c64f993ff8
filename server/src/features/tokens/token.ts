/** A name and what it refers to. */
import type { Span } from '../../text/span.ts';

/** `key` is a part of a path to something else. */
export type TokenType = 'job' | 'template' | 'stage' | 'variable' | 'input' | 'key' | 'hook' | 'handler';

export interface SemanticToken {
  /** On one line. */
  readonly span: Span;
  readonly type: TokenType;
  /** Whether it is defined here. */
  readonly defines?: true;
  /** Whether GitLab itself provides it. */
  readonly builtin?: true;
}
