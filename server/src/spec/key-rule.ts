/** What keys of one mapping demand of each other and of their texts, and what a breach weighs. */
import type { Severity } from '../codes/code-info.ts';
import type { Code } from '../codes/codes.ts';

/** A regular expression over the whole text; `says` completes "must be …" and `because` tells who refuses it otherwise. */
export interface Pattern {
  readonly source: string;
  readonly says: string;
  readonly because: string;
  readonly severity: Severity;
  /** What is left out of the text to mend it, as a regular expression. */
  readonly surplus?: string;
}

/** What keys of one record demand of each other. Keys are counted, not values, as GitLab counts them: `exec:` without a value is there. */
export type KeyRule =
  | {
      readonly kind: 'exactlyOne';
      readonly keys: readonly string[];
      readonly severity: Severity;
      readonly becauseNone: string;
      readonly becauseMany: string;
      /** The codes of the problems, where they have names of their own. */
      readonly codes?: { readonly none: Code; readonly many: Code };
      /** A rule of its own reports it, and knows more to say. */
      readonly told?: true;
    }
  | {
      readonly kind: 'atMostOne';
      readonly keys: readonly string[];
      /** The keys decide what the mapping is, so that nothing can be said about it without one of them. */
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
      /** A key that cannot be next to another one; those without a value count for nothing. */
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
      /** With this value the key counts for nothing. */
      readonly except?: false;
      readonly needs: string;
      readonly severity: Severity;
      readonly because: string;
    }
  | {
      readonly kind: 'onlyWhen';
      readonly key: string;
      /** `absent`: or where that key is not there. */
      readonly when: { readonly key: string; readonly values: readonly string[]; readonly absent?: true };
      /** The key alone counts, even without a value. */
      readonly bare?: true;
      readonly severity: Severity;
      readonly because: string;
    }
  | {
      /** Where the key has a value, the texts below another one have to be of a form. */
      readonly kind: 'restricts';
      readonly key: string;
      readonly texts: string;
      readonly pattern: Pattern;
      readonly severity: Severity;
    }
  | {
      /** The value, or the lack of one, has to be among the entries of another key, if that has any. */
      readonly kind: 'among';
      readonly key: string;
      readonly of: string;
      readonly severity: Severity;
      readonly because: string;
    }
  | {
      /** A value of the kind that another key names; a text counts for what it is as JSON. */
      readonly kind: 'typed';
      readonly key: string;
      readonly by: string;
      readonly types: readonly JsonType[];
      readonly severity: Severity;
      readonly because: string;
    };

export type JsonType = 'number' | 'boolean' | 'array';
