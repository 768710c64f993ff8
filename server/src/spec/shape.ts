/** The closed set of shapes that describe the language, and the columns that describe each key. */
import type { interpolationWays } from './interpolation.ts';
import type { Link } from './links.ts';
import type { Severity } from '../codes/code-info.ts';
import type { KeyRule } from './key-rule.ts';
import type {
  BooleanShape,
  IntegerShape,
  KeywordShape,
  Lifetime,
  NameShape,
  ScalarShape,
  SyntaxShape,
  TextShape,
} from './scalar-shape.ts';

export type { JsonType, KeyRule, Pattern } from './key-rule.ts';
export type {
  BooleanShape,
  DurationTerms,
  IntegerShape,
  KeywordShape,
  Lifetime,
  NameShape,
  RefusedWord,
  ScalarShape,
  SyntaxShape,
  TextShape,
  Word,
} from './scalar-shape.ts';

/** The most items of a list. Instances can raise the limit unless the severity is an error. */
export interface Most {
  readonly count: number;
  readonly because: string;
  readonly severity: Severity;
  /** The lower limit before that version. */
  readonly before?: { readonly version: string; readonly count: number };
}

export interface ListShape {
  readonly kind: 'list';
  readonly item: Shape;
  /**
   * How many levels of nested lists GitLab flattens, including the outer one; with 1, a list inside the list is wrong.
   */
  readonly levels: number;
  /** The fewest items; an empty value counts as none. */
  readonly min: number;
  /** Nested lists count for what is in them: `[[]]` is empty. */
  readonly flat?: true;
  /** Who refuses fewer items. */
  readonly because?: string;
  /** Who refuses an absent list, though an empty one is accepted. */
  readonly filled?: string;
  /** The severity of too few items; an error unless given. */
  readonly severity?: Severity;
  /** Empty items are ignored. */
  readonly empties?: true;
  /** The most items, and who refuses more. */
  readonly most?: Most;
  /** The most items with a certain key. */
  readonly mostWith?: Most & { readonly key: string };
  /** The items stand for all combinations of their values: how many there can be, and who refuses more. */
  readonly combinations?: { readonly count: number; readonly because: string };
  /** The severity of a single item without the list; without this it is of the wrong type. */
  readonly lone?: Severity;
  /** Keys in which others wrap this list (`command` in Kubernetes): the list below is what was meant. */
  readonly unwrap?: readonly string[];
}

/** Any number of entries with names that the author chooses. */
export interface MapShape {
  readonly kind: 'map';
  readonly key: Shape;
  readonly value: Shape;
  /** The name that completion inserts for the author to replace. */
  readonly sample?: string;
  /** Who refuses a mapping without entries. */
  readonly least?: string;
  /** Every entry needs a value; otherwise entries without one are ignored. */
  readonly filled?: true;
}

/** A mapping with known keys, in the order in which people usually write them. */
export interface RecordShape<Of extends Fields = Fields> {
  readonly kind: 'record';
  readonly fields: Of;
  readonly rules: readonly KeyRule[];
  /** The shape of all other keys, where the author may choose names. */
  readonly others?: Shape;
  /** Unknown keys are not checked. */
  readonly open?: true;
  /** Keys may include names of the author's choice: only typos are reported, not words from elsewhere. */
  readonly mixed?: true;
  /**
   * There will be no other key. Otherwise, an unknown key that is close to none of them may belong to a newer GitLab.
   */
  readonly closed?: true;
  /** What completion writes if nothing is required: the usual form. */
  readonly starter?: readonly string[];
  /** Keys from elsewhere without a field of the same meaning here. */
  readonly foreign?: readonly ForeignKey[];
  /** Who refuses an empty mapping; fine if absent, as far as no key is required. */
  readonly filled?: string;
  /** An empty mapping counts as no value. */
  readonly blank?: true;
  /** GitLab does not look inside: nothing there is above a warning. */
  readonly unchecked?: true;
}

/** Chosen by the kind of the YAML node, and so never ambiguous. */
export interface EitherShape {
  readonly kind: 'either';
  /** Tried in order; the first is the usual form. */
  readonly scalar?: readonly Shape[];
  readonly list?: ListShape;
  readonly map?: MapShape | RecordShape;
  /** The form that completion writes. */
  readonly usual: 'scalar' | 'list' | 'map';
}

/** A reference by name, for shapes that contain themselves; `find.ts` resolves it. */
export interface RefShape {
  readonly kind: 'ref';
  readonly name: 'entry';
}

/** Content that the table does not describe: every reading ignores it. */
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

/** A key from elsewhere that GitLab does not accept here; `instead` and `rewrite` express the same. */
export interface ForeignKey {
  readonly name: string;
  readonly because: string;
  /** The key to rename it to. */
  readonly instead?: string;
  /** GitLab knows the key, but not in this place. */
  readonly elsewhere?: true;
  /** A rule of its own reports it in more detail. */
  readonly told?: true;
  /** `sleep: {seconds: 10}` becomes `exec: ["sleep", "10"]`: `{}` in an item is replaced by the scalar under `from`. */
  readonly rewrite?: { readonly key: string; readonly from: string; readonly items: readonly string[] };
}

/** Complete sentences for the reader. */
export interface Status extends Lifetime {
  readonly proposed?: string;
  readonly deprecated?: string;
  readonly removed?: string;
  /** Other keys of the same mapping to use instead. */
  readonly instead?: readonly string[];
}

/** A default that is a value, or one that only words can describe. */
export type Default = string | number | boolean | { readonly says: string };

/** One key of the language: everything that completion, hover, checks, schemas and the manual know about it. */
export interface Field {
  /** What it does, in full sentences of inline Markdown; never a paraphrase of the name. */
  readonly doc: string;
  /** The one thing that surprises people; hover shows it first. */
  readonly caveat?: string;
  /** Details for the reference manual only. */
  readonly notes?: readonly string[];
  readonly shape: Shape;
  readonly required?: true;
  /** Offered before the other optional keys. */
  readonly usual?: true;
  /** What applies if the key is missing or empty. */
  readonly default?: Default;
  /** Key and value as a person would write them. */
  readonly example: string;
  /** A value for the author to replace, inserted by completion. */
  readonly placeholder?: string;
  /** Completion writes quotes, since the text is often one that YAML would read as a number or boolean. */
  readonly quoted?: true;
  /** An empty value is the same as no key; GitLab accepts it silently. */
  readonly nullable?: true;
  /** GitLab asks Rails whether the value is blank: `[]`, `{}`, `""` and `false` count as nothing, too. */
  readonly blank?: true;
  readonly status?: Status;
  readonly tier?: 'premium' | 'ultimate';
  /** GitLab accepts the key here, but it has no effect: why, and what to do instead. */
  readonly noEffect?: string;
  /** The severity of a value of the wrong type; an error unless given. */
  readonly severity?: Severity;
  /** Who refuses a missing value or one of the wrong type. */
  readonly because?: string;
  /**
   * What expands `$NAME` here: a shell, GitLab itself, or nothing (`[]`); not checked if absent. Numbers, `true` and
   * `false` are never expanded, and words only if the shape says so.
   */
  readonly expands?: readonly ('shell' | 'gitlab')[];
  /** Who evaluates `${{ … }}` here and below: the runner for a job or for a step, or nobody; inherited if absent. */
  readonly evaluates?: 'job' | 'step' | 'nobody';
  /** Who replaces `$[[ … ]]` here and below; inherited if absent. */
  readonly interpolates?: keyof typeof interpolationWays;
  /** Variables that reach the runner: those that tell it how to work have an effect here. */
  readonly forRunner?: true;
  /** `false` where GitLab does not accept `!reference`. */
  readonly reference?: false;
  /** The first is the page that a diagnostic links to. */
  readonly sources: readonly [Link, ...Link[]];
  /** Other spellings of this key: by Kubernetes, the runner or a hurried author. */
  readonly aka?: readonly string[];
}

export type Fields = Readonly<Record<string, Field>>;
