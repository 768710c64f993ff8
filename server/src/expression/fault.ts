/** One thing that is wrong with a condition. */
import type { Span } from '../text/span.ts';

export interface ConditionFault {
  readonly code:
    | 'empty'
    | 'unknown'
    | 'missing-value'
    | 'missing-operator'
    | 'bracket'
    | 'newer'
    | 'too-long'
    | 'pattern'
    | 'odd';
  /** What is wrong and what was expected, in full sentences. */
  readonly message: string;
  readonly span: Span;
  /** GitLab accepts it, or at least some of its versions do. */
  readonly isDoubt?: boolean;
  /** The version that accepts it, if older ones do not. */
  readonly until?: string;
  /** What to write in place of the span; `sure` if it is plainly what was meant. */
  readonly instead?: { readonly text: string; readonly sure: boolean };
}
