/** The operators of conditions. */
import type { Word } from './shape.ts';

/** Comparisons bind tighter than `&&` and `||`. */
export const conditionOperators: readonly Word[] = [
  { value: '==', doc: 'True where both sides are the same string.' },
  { value: '!=', doc: 'True where the sides differ.' },
  { value: '=~', doc: 'True where the regular expression on the right finds something in the text on the left.' },
  { value: '!~', doc: 'True where the regular expression on the right finds nothing in the text on the left.' },
  { value: '&&', doc: 'True where both sides are true; binds closer than `||`.' },
  { value: '||', doc: 'True where at least one side is true.' },
];
