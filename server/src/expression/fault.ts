/** One thing that is wrong with a condition. */
import type { Span } from '../text/span.ts';

export interface ConditionFault {
  readonly code:
    | 'empty'
    | 'unknown'
    | 'missing-value'
    | 'missing-operator'
    | 'bracket'
    | 'negation'
    | 'too-long'
    | 'pattern'
    | 'odd';
  /** What is wrong and what was expected, in full sentences. */
  readonly message: string;
  readonly span: Span;
  /** Only some versions of GitLab refuse it. */
  readonly isDoubt?: boolean;
  /** What to write in place of the span; `sure` if it is plainly what was meant. */
  readonly instead?: { readonly text: string; readonly sure: boolean };
}
