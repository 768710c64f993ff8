/**
 * Completes keys below an empty key at the column of that key: VS Code and others leave the cursor there after `hooks:`
 * and Enter.
 */
import type { Completion } from './compose.ts';
import { keyCompletions } from './keys.ts';
import { runnerKeys } from './runner-variables.ts';
import type { Site } from './site.ts';

/** The completions at the column of the key above, after those that belong below it. */
export function withKeysBelow(site: Site, here: readonly Completion[]): readonly Completion[] {
  const inner = keysBelow(site);
  if (inner.length === 0) return here;
  const labels = new Set(inner.map(({ label }) => label));
  const others = here.filter(({ label }) => !labels.has(label));
  return [...inner, ...others.map(item => ({ ...item, preselect: false, sortText: `9${item.sortText}` }))];
}

function keysBelow(site: Site): readonly Completion[] {
  const { cursor, layout } = site;
  const owner = emptyKeyAbove(site);
  if (owner === undefined) return [];
  const path = [...cursor.path, owner];
  const entryKeys = cursor.path.length > 0 ? cursor.entryKeys : [];
  const deeper = { ...cursor, path, entryKeys, siblings: [], column: cursor.column + layout.step };
  const indent = ' '.repeat(layout.step);
  const below = { ...site, cursor: deeper };
  return [...keyCompletions(below), ...runnerKeys(below)].map(item => ({
    ...item,
    edit: { ...item.edit, text: indent + item.edit.text },
  }));
}

/** The key without a value on the line above, if only a new key at its column is being typed here. */
function emptyKeyAbove({ text, cursor, rest }: Site): string | undefined {
  if (cursor.bracket || cursor.quote || cursor.body || cursor.behind !== 'nothing' || rest !== '') return undefined;
  const { start } = cursor.word;
  const from = Math.max(0, start - NEAR);
  const above = /:[ \t]*(?:\r\n|\n|\r) *$/.exec(text.slice(from, start));
  return above ? cursor.siblings.find(({ key }) => key.end === from + above.index)?.name : undefined;
}

/** No indentation is longer. */
const NEAR = 200;
