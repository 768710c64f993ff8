/** The list of rules. A rule is one file beside this one; a line here puts it to work. */
import type { BlockRule, DocumentRule } from './rule.ts';

export const BLOCK_RULES: readonly BlockRule[] = [];

export const DOCUMENT_RULES: readonly DocumentRule[] = [];
