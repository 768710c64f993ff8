/** The shapes of single values: texts, numbers and words. */
import type { Severity } from '../codes/code-info.ts';
import type { Pattern } from './key-rule.ts';

/** The versions of GitLab, such as `15.10`, in which something exists; without a version, it has existed for long. */
export interface Lifetime {
  readonly since?: string;
  readonly deprecatedIn?: string;
  readonly removedIn?: string;
}

/** A word of the language with its own documentation: a keyword value or a usual text. */
export interface Word extends Lifetime {
  readonly value: string;
  readonly doc: string;
  /** What to use instead, as a sentence. */
  readonly deprecated?: string;
  /** Listed after the others in completion. */
  readonly rare?: true;
}

export interface TextShape {
  readonly kind: 'text';
  readonly pattern?: Pattern;
  /** What GitLab compiles with RE2: the whole text or, if it is written with slashes, what is between them. */
  readonly compiled?: 'whole' | 'slashes';
  /** Texts worth offering; any other is just as valid. */
  readonly usual?: readonly Word[];
  /** Who refuses a blank text; blank is fine if absent. */
  readonly filled?: string;
}

/** `because` says who sets the limits and what happens beyond them; without limits, any integer is valid. */
export interface IntegerShape {
  readonly kind: 'integer';
  readonly min?: number;
  readonly max?: number;
  readonly because: string;
  /** Digits in quotes are accepted like a number. */
  readonly digits?: true;
}

export interface BooleanShape {
  readonly kind: 'boolean';
}

/** A string, number or boolean, which GitLab converts to a string. */
export interface ScalarShape {
  readonly kind: 'scalar';
  /** Only strings and integers: GitLab refuses decimals and booleans here, unlike elsewhere. */
  readonly whole?: true;
  /** Who refuses a blank text. */
  readonly filled?: string;
}

/** A word that GitLab accepts elsewhere but not here, or that other tools have. */
export interface RefusedWord {
  readonly value: string;
  readonly because: string;
}

/**
 * One of the listed words. `anyCase` is the severity of a word in another letter case; without it, that is an unknown
 * word.
 */
export interface KeywordShape {
  readonly kind: 'keyword';
  readonly values: readonly Word[];
  readonly anyCase?: { readonly severity: Severity; readonly because: string };
  readonly because: string;
  /**
   * There will be no other word. Otherwise, an unknown word that is close to none of them may belong to a newer GitLab.
   */
  readonly closed?: true;
  readonly refused?: readonly RefusedWord[];
  /** GitLab accepts more words than these, so that even a near miss is only a warning. */
  readonly tolerant?: true;
  /** A text with a variable in it is valid, too. */
  readonly variable?: true;
  /** GitLab accepts any text in which this regular expression matches, whatever that does. */
  readonly tolerates?: string;
}

/** The name of something defined in the pipeline. */
export interface NameShape {
  readonly kind: 'name';
  readonly of: 'job' | 'template' | 'stage' | 'variable' | 'input';
  /** Who refuses a blank text. */
  readonly filled?: string;
}

/** A text with a grammar of its own, which a rule or another reading knows. */
export interface SyntaxShape {
  readonly kind: 'syntax';
  readonly of: 'duration' | 'rules-if' | 'path' | 'url';
  /** Only for durations. */
  readonly terms?: DurationTerms;
}

/** Which durations GitLab accepts for a key; limits are in seconds. */
export interface DurationTerms {
  readonly atLeast?: number;
  readonly atMost?: number;
  /** A blank text counts as no value; what that means is said elsewhere. */
  readonly blank?: true;
  /** The word `never` is accepted. */
  readonly never?: true;
  /** Variables are expanded before it is read. */
  readonly variables?: true;
  /** The severity of a malformed duration, where GitLab does not refuse the file for it. */
  readonly severity?: Severity;
}
