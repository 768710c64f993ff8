/** The closed set of shapes in which the language is described, and the columns that describe one key of it. */
import type { interpolationWays } from './interpolation.ts';
import type { Link } from './links.ts';
import type { Severity } from '../codes/code-info.ts';
import type { KeyRule, Pattern } from './key-rule.ts';

export type { JsonType, KeyRule, Pattern } from './key-rule.ts';

/** The versions of GitLab, such as `15.10`, between which something is known; without one it has been so for long. */
export interface Lifetime {
  readonly since?: string;
  readonly deprecatedIn?: string;
  readonly removedIn?: string;
}

/** A word of the language with its own documentation: a keyword value or a usual text. */
export interface Word extends Lifetime {
  readonly value: string;
  readonly doc: string;
  /** What to use in its place, as a sentence. */
  readonly deprecated?: string;
  /** Comes after the others in completion. */
  readonly rare?: true;
}

export interface TextShape {
  readonly kind: 'text';
  readonly pattern?: Pattern;
  /** What of it GitLab compiles with RE2: all of it, or what is between slashes, if it is written so. */
  readonly compiled?: 'whole' | 'slashes';
  /** Texts worth offering; any other is as good. */
  readonly usual?: readonly Word[];
  /** Who refuses a blank one; as good as any other where absent. */
  readonly filled?: string;
}

/** `because` tells who sets the limits and what happens beyond them; without limits any whole number will do. */
export interface IntegerShape {
  readonly kind: 'integer';
  readonly min?: number;
  readonly max?: number;
  readonly because: string;
  /** Digits in quotes are as good as the number. */
  readonly digits?: true;
}

export interface BooleanShape {
  readonly kind: 'boolean';
}

/** A text, number or boolean: GitLab makes a text of it. */
export interface ScalarShape {
  readonly kind: 'scalar';
  /** Texts and whole numbers only: GitLab refuses decimals and booleans, which it takes elsewhere. */
  readonly whole?: true;
  /** Who refuses a blank one. */
  readonly filled?: string;
}

/** A word that GitLab knows elsewhere but refuses here, or that other tools have. */
export interface RefusedWord {
  readonly value: string;
  readonly because: string;
}

/** One of the listed words. `anyCase` is what a word in other letter case weighs; without it that is an unknown word. */
export interface KeywordShape {
  readonly kind: 'keyword';
  readonly values: readonly Word[];
  readonly anyCase?: { readonly severity: Severity; readonly because: string };
  readonly because: string;
  /** No other word will do, now or later; else one that is near none of them may belong to a newer GitLab. */
  readonly closed?: true;
  readonly refused?: readonly RefusedWord[];
  /** GitLab takes more words than those, so that even a near miss is no more than a warning. */
  readonly tolerant?: true;
  /** A text with a variable in it will do as well. */
  readonly variable?: true;
  /** GitLab takes any text in which this regular expression is found, whatever comes of it. */
  readonly tolerates?: string;
}

/** The name of something that is defined in the pipeline. */
export interface NameShape {
  readonly kind: 'name';
  readonly of: 'job' | 'template' | 'stage' | 'variable' | 'input';
  /** Who refuses a blank one. */
  readonly filled?: string;
}

/** A text with a grammar of its own, which a rule or a later reading knows. */
export interface SyntaxShape {
  readonly kind: 'syntax';
  readonly of: 'duration' | 'rules-if' | 'path' | 'url';
  /** Of a duration only. */
  readonly terms?: DurationTerms;
}

/** Which durations GitLab takes at a key; limits are in seconds. */
export interface DurationTerms {
  readonly atLeast?: number;
  readonly atMost?: number;
  /** A blank one is as good as none, and what that means is said elsewhere. */
  readonly blank?: true;
  /** The word `never` will do. */
  readonly never?: true;
  /** Variables are put in before it is read. */
  readonly variables?: true;
  /** What one weighs that cannot be read, where GitLab does not refuse the file for it. */
  readonly severity?: Severity;
}

/** The most items of a list. An instance can be set up to take more unless the severity is an error. */
export interface Most {
  readonly count: number;
  readonly because: string;
  readonly severity: Severity;
  /** Fewer of them before that version. */
  readonly before?: { readonly version: string; readonly count: number };
}

export interface ListShape {
  readonly kind: 'list';
  readonly item: Shape;
  /** How many levels of lists GitLab flattens, the outer one included; 1 where a list in the list is wrong. */
  readonly levels: number;
  /** The fewest items; an empty value counts as no item. */
  readonly min: number;
  /** Lists in the list count for what is in them: `[[]]` is empty. */
  readonly flat?: true;
  /** Who refuses fewer items. */
  readonly because?: string;
  /** Who refuses no list at all, though an empty one will do. */
  readonly filled?: string;
  /** What fewer items weigh; an error unless said. */
  readonly severity?: Severity;
  /** An empty entry is passed over. */
  readonly empties?: true;
  /** The most items, and who refuses more. */
  readonly most?: Most;
  /** The items stand for all combinations of their values: how many there can be, and who refuses more. */
  readonly combinations?: { readonly count: number; readonly because: string };
  /** What a lone item without the list weighs; without this it is of the wrong kind. */
  readonly lone?: Severity;
  /** Keys by which others wrap this list in a mapping (`command` of Kubernetes): the list below is what was meant. */
  readonly unwrap?: readonly string[];
}

/** Any number of entries whose names the author chooses. */
export interface MapShape {
  readonly kind: 'map';
  readonly key: Shape;
  readonly value: Shape;
  /** The name that completion writes for the author to replace. */
  readonly sample?: string;
  /** Who refuses one without entries. */
  readonly least?: string;
  /** Every entry needs a value; elsewhere one without is passed over. */
  readonly filled?: true;
}

/** A mapping with known keys, in the order in which people usually write them. */
export interface RecordShape<Of extends Fields = Fields> {
  readonly kind: 'record';
  readonly fields: Of;
  readonly rules: readonly KeyRule[];
  /** The shape under every other key, where the author may choose names next to the known ones. */
  readonly others?: Shape;
  /** Keys that are not in the table are not judged. */
  readonly open?: true;
  /** Names of the author may be among the keys: only slips of the pen are reported, no words from elsewhere. */
  readonly mixed?: true;
  /** No other key will do, now or later; else one that is near none of them may belong to a newer GitLab. */
  readonly closed?: true;
  /** What completion writes where nothing is required: the usual form. */
  readonly starter?: readonly string[];
  /** Keys from elsewhere that have no field of the same meaning here. */
  readonly foreign?: readonly ForeignKey[];
  /** Who refuses an empty one; fine where absent, as far as no key is required. */
  readonly filled?: string;
  /** An empty one is as good as no value. */
  readonly blank?: true;
  /** GitLab does not look inside: nothing there is above a warning. */
  readonly unchecked?: true;
}

/** Chosen by the kind of the YAML node, hence never ambiguous. */
export interface EitherShape {
  readonly kind: 'either';
  /** Tried in order; the first one describes the usual form. */
  readonly scalar?: readonly Shape[];
  readonly list?: ListShape;
  readonly map?: MapShape | RecordShape;
  /** The form that completion writes. */
  readonly usual: 'scalar' | 'list' | 'map';
}

/** A shape by name, for shapes that contain themselves; `find.ts` resolves it. */
export interface RefShape {
  readonly kind: 'ref';
  readonly name: 'entry';
}

/** Content that the table does not describe: every reading is silent about it. */
export interface AnythingShape {
  readonly kind: 'anything';
}

export type Shape =
  | TextShape
  | IntegerShape
  | BooleanShape
  | KeywordShape
  | NameShape
  | SyntaxShape
  | ScalarShape
  | ListShape
  | MapShape
  | RecordShape
  | EitherShape
  | RefShape
  | AnythingShape;

/** A key known from elsewhere that GitLab does not take here; `instead` and `rewrite` are what says the same. */
export interface ForeignKey {
  readonly name: string;
  readonly because: string;
  /** The key to rename it to. */
  readonly instead?: string;
  /** GitLab does know the key, but not at this place. */
  readonly elsewhere?: true;
  /** A rule of its own reports it, and knows more to say. */
  readonly told?: true;
  /** `sleep: {seconds: 10}` becomes `exec: ["sleep", "10"]`: `{}` in an item stands for the scalar found under `from`. */
  readonly rewrite?: { readonly key: string; readonly from: string; readonly items: readonly string[] };
}

/** Sentences for the reader, each complete in itself. */
export interface Status extends Lifetime {
  readonly proposed?: string;
  readonly deprecated?: string;
  readonly removed?: string;
  /** Keys next to this one that do the job instead. */
  readonly instead?: readonly string[];
}

/** A default that is a value, or one that only words can tell. */
export type Default = string | number | boolean | { readonly says: string };

/** One key of the language: everything that completion, hover, checks, schema and manual know of it. */
export interface Field {
  /** The effect, in full sentences of inline Markdown; never a paraphrase of the name. */
  readonly doc: string;
  /** The one thing that surprises people; hover shows it first. */
  readonly caveat?: string;
  /** More to know, for the reference manual only. */
  readonly notes?: readonly string[];
  readonly shape: Shape;
  readonly required?: true;
  /** Offered before the other optional keys. */
  readonly usual?: true;
  /** What holds where the key is missing or empty. */
  readonly default?: Default;
  /** Key and value as a person would write them. */
  readonly example: string;
  /** What completion writes as a value to be typed over. */
  readonly placeholder?: string;
  /** Completion writes quotes, since the text is often one that GitLab reads as a number or boolean. */
  readonly quoted?: true;
  /** An empty value is the same as no key, and GitLab takes it without complaint. */
  readonly nullable?: true;
  /** GitLab asks first whether there is anything: it takes `[]`, `{}`, `""` and `false` for nothing, too. */
  readonly blank?: true;
  readonly status?: Status;
  readonly tier?: 'premium' | 'ultimate';
  /** GitLab takes the key here, and nothing comes of it: why, and what to do instead. */
  readonly noEffect?: string;
  /** What a value of the wrong kind weighs; an error unless said. */
  readonly severity?: Severity;
  /** Who refuses a missing value or one of the wrong kind. */
  readonly because?: string;
  /**
   * What expands `$NAME` here: a shell, GitLab itself, or nothing (`[]`); not judged where absent. Nothing ever does in
   * numbers, in `true` and `false`, and in words unless the shape says so.
   */
  readonly expands?: readonly ('shell' | 'gitlab')[];
  /** Who evaluates `${{ … }}` here and below: the runner for a job or for a step, or nobody; as above it where absent. */
  readonly evaluates?: 'job' | 'step' | 'nobody';
  /** Who replaces `$[[ … ]]` here and below; as above it where absent. */
  readonly interpolates?: keyof typeof interpolationWays;
  /** Variables that reach the runner: those by which a file tells it how to work have an effect here. */
  readonly forRunner?: true;
  /** `false` where GitLab takes no `!reference`. */
  readonly reference?: false;
  /** The first one is the page that a diagnostic links to. */
  readonly sources: readonly [Link, ...Link[]];
  /** How Kubernetes, the runner or a hurried author spells this key. */
  readonly aka?: readonly string[];
}

export type Fields = Readonly<Record<string, Field>>;
