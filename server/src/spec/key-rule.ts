/** What keys of one mapping require of each other and of their values, and the severity of a violation. */
import type { Severity } from '../codes/code-info.ts';
import type { Code } from '../codes/codes.ts';

/**
 * A regular expression for the whole text; `says` completes "must be …" and `because` tells who refuses it otherwise.
 */
export interface Pattern {
  readonly source: string;
  readonly says: string;
  readonly because: string;
  readonly severity: Severity;
  /** The characters to remove in order to fix the text, as a regular expression. */
  readonly surplus?: string;
  /** Characters that may be missing at the end. */
  readonly tail?: string;
}

/**
 * What keys of one record require of each other. Like GitLab, this counts keys, not values: `exec:` without a value
 * counts.
 */
export type KeyRule =
  | {
      readonly kind: 'exactlyOne';
      readonly keys: readonly string[];
      readonly severity: Severity;
      readonly becauseNone: string;
      readonly becauseMany: string;
      /** The codes of the problems, where they have their own. */
      readonly codes?: { readonly none: Code; readonly many: Code };
      /** A rule of its own reports it in more detail. */
      readonly told?: true;
    }
  | {
      readonly kind: 'atMostOne';
      readonly keys: readonly string[];
      /** Without one of the keys, it is not known what the mapping is, so nothing else can be said about it. */
      readonly decides?: true;
      readonly severity: Severity;
      readonly because: string;
    }
  | {
      readonly kind: 'atLeastOne';
      readonly keys: readonly string[];
      readonly severity: Severity;
      readonly because: string;
    }
  | {
      /** A key that is not allowed next to another one; keys without a value do not count. */
      readonly kind: 'notWith';
      readonly key: string;
      readonly other: string;
      readonly severity: Severity;
      readonly because: string;
    }
  | {
      readonly kind: 'needs';
      readonly key: string;
      /** Only where the key has this value. */
      readonly value?: string;
      /** The other key needs a value. */
      readonly filled?: true;
      /** With this value, the key does not count. */
      readonly except?: false;
      readonly needs: string;
      readonly severity: Severity;
      readonly because: string;
    }
  | {
      readonly kind: 'onlyWhen';
      readonly key: string;
      /** `absent`: also if that key is missing. */
      readonly when: { readonly key: string; readonly values: readonly string[]; readonly absent?: true };
      /** The key counts even without a value. */
      readonly bare?: true;
      readonly severity: Severity;
      readonly because: string;
    }
  | {
      /** If the key has a value, the texts below another key must have a certain form. */
      readonly kind: 'restricts';
      readonly key: string;
      readonly texts: string;
      readonly pattern: Pattern;
      readonly severity: Severity;
    }
  | {
      /** The value, or its absence, has to be among the entries of another key, if that has any. */
      readonly kind: 'among';
      readonly key: string;
      readonly of: string;
      readonly severity: Severity;
      readonly because: string;
    }
  | {
      /** A value of the type that another key names; a text counts as what it is in JSON. */
      readonly kind: 'typed';
      readonly key: string;
      readonly by: string;
      readonly types: readonly JsonType[];
      readonly severity: Severity;
      readonly because: string;
    };

export type JsonType = 'number' | 'boolean' | 'array';
