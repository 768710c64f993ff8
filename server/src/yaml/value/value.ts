/**
 * Values as GitLab has them: typed data, with the place where each part is written and the steps by which it arrived.
 */
import type { Place } from '../../text/span.ts';
import type { Node } from '../tree.ts';

/** A scalar as Ruby's Psych types it. `forbidden` is a type that GitLab's loader refuses, and the file with it. */
export type Datum =
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'symbol'; readonly value: string }
  | { readonly type: 'integer'; readonly value: bigint }
  | { readonly type: 'float'; readonly value: number }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'null' }
  | { readonly type: 'binary'; readonly base64: string }
  | { readonly type: 'forbidden'; readonly className: string };

/** How a value gets from where it is written to where it takes effect; the outermost step is the last one. */
export interface Step {
  readonly rule: 'anchor' | 'merge-key' | 'extends' | 'reference' | 'default' | 'include' | 'input';
  readonly at: Place;
}

interface Placed {
  readonly at: Place;
  readonly via: readonly Step[];
  /** The node it was read from; absent in a mapping that a merge made. */
  readonly node?: Node;
}

export interface ScalarValue extends Placed {
  readonly kind: 'scalar';
  readonly datum: Datum;
}

export interface ListValue extends Placed {
  readonly kind: 'list';
  readonly items: readonly Value[];
}

/**
 * `open`: members may come from something that was not read (a `<<`, an alias, an input), so nothing can be reported as
 * missing.
 */
export interface MapValue extends Placed {
  readonly kind: 'map';
  /** By the `identity` of the key, in GitLab's order. */
  readonly members: ReadonlyMap<string, Member>;
  readonly open: boolean;
}

/** A value whose type and content are not known here; every check ignores it. */
export interface UnknownValue extends Placed {
  readonly kind: 'unknown';
  readonly why: 'alias' | 'reference' | 'input' | 'include' | 'syntax' | 'tag';
  /** The value of a `!reference` tag with its aliases resolved: a path, if it is a list of strings. */
  readonly reference?: Value;
}

export type Value = ScalarValue | ListValue | MapValue | UnknownValue;

export interface Member {
  readonly key: Place;
  /** What the key itself resolves to: `yes:` is the boolean true. */
  readonly name: Datum;
  readonly value: Value;
  /** Equal keys that this one replaced, in their order. */
  readonly replaced: readonly Place[];
  /** How the key itself arrived; absent where it is written in place, even if its value is not. */
  readonly via?: readonly Step[];
  /** A key that is a list, a mapping or a reference; its `name` is then the class that Ruby makes of it. */
  readonly complex?: Value;
}

/**
 * Identifies a key within a mapping: strings and symbols with the same text are one, everything else differs by type.
 */
export function identity(key: Datum): string {
  switch (key.type) {
    case 'string':
    case 'symbol':
      return key.value;
    case 'null':
      return '\0null';
    case 'binary':
      return `\0binary:${key.base64}`;
    case 'forbidden':
      return `\0forbidden:${key.className}`;
    default:
      return `\0${key.type}:${key.value}`;
  }
}

/** Whether a mapping certainly has no entries. */
export function isEmptyMap({ members, open }: MapValue): boolean {
  return members.size === 0 && !open;
}

/** The member of that name, if the value is a mapping that has it. */
export function member(value: Value | undefined, name: string): Member | undefined {
  return value?.kind === 'map' ? value.members.get(name) : undefined;
}
