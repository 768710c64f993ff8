/** A language for tests: everything that is translated stands in ⟦brackets⟧, so that what is left of English shows. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/ready.mjs';

type Bundle = Readonly<Record<string, string>>;

export function bundleOf(language: string): Bundle {
  return JSON.parse(readFileSync(join(root, `l10n/bundle.l10n.${language}.json`), 'utf8')) as Bundle;
}

/** As a bundle of an editor: the texts of a real one, each its own translation in brackets. */
export function pseudo(): Bundle {
  const texts = Object.keys(bundleOf('de'));
  return Object.fromEntries(
    texts.map(text => [text, isGlue(text) ? text : `⟦${text.replace(/\{(\d+)[~_*]\}/g, '{$1}')}⟧`]),
  );
}

/** Whether an entry only says how parts are put together. */
export function isGlue(text: string): boolean {
  return /^(?:\{\d+\}|[.?!:;,] ?| |and|or|more)+$/.test(text);
}

/** The words that are not translated; code, quotes and links are no words of ours. */
export function englishIn(text: string): readonly string[] {
  let rest = text.replace(/```[^]*?```/g, '');
  for (let before = ''; before !== rest;) {
    before = rest;
    rest = rest.replace(/⟦[^⟦⟧]*⟧/g, '');
  }
  return rest.replace(/`[^`]*`|"[^"]*"|\[[^\]]*\]\([^)]*\)/g, '').match(/\p{L}[\p{L}\p{N}_]+/gu) ?? [];
}
