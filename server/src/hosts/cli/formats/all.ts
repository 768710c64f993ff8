/** The formats of `check`, by their names on the command line. */
import { codequality } from './codequality.ts';
import { github } from './github.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import type { Format } from './result.ts';
import { sarif } from './sarif.ts';
import { text } from './text.ts';

export const FORMATS = { text, json, sarif, codequality, junit, github } as const satisfies Readonly<
  Record<string, Format>
>;

export type FormatName = keyof typeof FORMATS;

export const FORMAT_NAMES = Object.keys(FORMATS).join(', ');

export function isFormat(name: string): name is FormatName {
  return Object.hasOwn(FORMATS, name);
}
