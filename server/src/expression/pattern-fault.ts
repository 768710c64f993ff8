/** Finds patterns in a condition that GitLab cannot compile. */
import { compile } from '../pattern/compile.ts';
import { REFUSED } from '../pattern/fault.ts';
import { shift } from '../text/span.ts';
import type { ConditionFault } from './fault.ts';
import { patternIn } from './operators.ts';
import type { ConditionToken } from './tokens.ts';

/** Looks for the fault in the pattern as written, so that every character has its place. */
export function patternFaultsIn(tokens: readonly ConditionToken[]): readonly ConditionFault[] {
  return tokens.filter(({ kind }) => kind === 'pattern').flatMap(faultIn);
}

function faultIn({ text, span }: ConditionToken): readonly ConditionFault[] {
  const pattern = patternIn(text);
  if (!pattern || compile(pattern.source, pattern.flags).kind !== 'fault') return [];
  const asWritten = compile(text.slice(1, text.lastIndexOf('/')), pattern.flags);
  if (asWritten.kind !== 'fault') return [{ code: 'pattern', message: `${REFUSED}RE2 cannot read it.`, span }];
  const { message, instead, span: at } = asWritten.fault;
  return [
    {
      code: 'pattern',
      message: REFUSED + message,
      span: shift(span.start + 1, at),
      ...(instead !== undefined && { instead: { text: instead, sure: false } }),
    },
  ];
}
