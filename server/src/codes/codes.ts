/** Every code a problem can carry: severity, documentation and one failing and one passing example, which are run as tests. */
import type { CodeInfo } from './code-info.ts';
import { HOOK_CODES } from './hook-codes.ts';
import { INPUT_CODES } from './input-codes.ts';
import { LOGIC_CODES } from './logic-codes.ts';
import { PIPELINE_CODES } from './pipeline-codes.ts';
import { SHELL_CODES } from './shell-codes.ts';
import { SHAPE_CODES } from './shape-codes.ts';

export type { CodeInfo } from './code-info.ts';

/**
 * In the order of the manual: what GitLab cannot read, what has the wrong shape, what does not do what it seems to,
 * taste.
 */
export const CODES = {
  ...SHAPE_CODES,
  ...PIPELINE_CODES,
  ...INPUT_CODES,
  ...LOGIC_CODES,
  ...SHELL_CODES,
  ...HOOK_CODES,
} as const satisfies Record<string, CodeInfo>;

export type Code = keyof typeof CODES;

/** The row of a code; nothing for a text that is not a code. */
export function codeInfo(code: Code): CodeInfo;
export function codeInfo(code: string): CodeInfo | undefined;
export function codeInfo(code: string): CodeInfo | undefined {
  return isCode(code) ? CODES[code] : undefined;
}

/** Whether the text, from a setting or a comment, is a code. */
export function isCode(text: string): text is Code {
  return Object.hasOwn(CODES, text);
}

/** The page of documentation for a problem: that of the key in question, where its code is about keys. */
export function pageOf({ code, page }: { readonly code: Code; readonly page?: string }): string {
  const info = codeInfo(code);
  return info.ofKey ? (page ?? info.href) : info.href;
}
