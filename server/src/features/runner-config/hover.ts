/** What the table says about a key or word in a runner's `config.toml`. */
import { describe, describeWord } from '../../readings/describe.ts';
import { fieldsAlong } from '../../runner-config/find.ts';
import { tomlCursor } from '../../runner-config/cursor.ts';
import type { Hover } from '../hover.ts';

/** The hover at an offset; none outside of the lifecycle hooks. */
export function runnerConfigHover(text: string, offset: number): Hover | undefined {
  const { slot, path, word } = tomlCursor(text, offset);
  const written = text.slice(word.start, word.end);
  if (slot === 'none' || written === '') return undefined;
  const name = written.replace(/^(["'])(.*)\1$/s, '$2');
  const chain = fieldsAlong(slot === 'value' ? path : [...path, name]);
  const found = chain.at(-1);
  if (!found) return undefined;
  const markdown = slot === 'value' ? describeWord(found, found.field.shape, name) : describe(found, chain, 'toml');
  return markdown && { markdown, span: word };
}
