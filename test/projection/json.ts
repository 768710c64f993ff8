/** Parsed JSON of unknown type. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export function isMapping(value: Json | undefined): value is Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The items of a list; of any other value, none. */
export function itemsOf(value: Json | undefined): readonly Json[] {
  return isList(value) ? value : [];
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
