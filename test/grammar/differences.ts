/** Compares the colours of a text with and without our grammars, character by character. */
import type { IGrammar } from 'vscode-textmate';
import { tokenise, type Token } from './tokens.ts';

/**
 * Our grammars may only add scopes and divide YAML strings into parts of shell; returns every other difference. Blanks
 * have no colour.
 */
export function differences(plain: IGrammar, injected: IGrammar, text: string): readonly string[] {
  const [before, after] = [scopesOf(tokenise(plain, text)), scopesOf(tokenise(injected, text))];
  const characters = tokenise(plain, text).flatMap(token => token.text.split(''));
  return characters.flatMap((character, index) => {
    const [one, other] = [before[index] ?? [], after[index] ?? []];
    return isSame(one, other) || /\s/.test(character)
      ? []
      : [`${character} at ${index}: ${one.join(' ')} became ${other.join(' ')}`];
  });
}

function scopesOf(tokens: readonly Token[]): readonly (readonly string[])[] {
  return tokens.flatMap(({ text, scopes }) => text.split('').map(() => scopes));
}

const OURS = /\.gitlab-ci$/;

function isSame(before: readonly string[], after: readonly string[]): boolean {
  const shell = after.indexOf('source.shell');
  if (shell < 0) return before.join(' ') === withoutOurs(after).join(' ');
  // a YAML comment after a plain scalar may also be a comment of the shell
  if (before.some(scope => scope.startsWith('comment.'))) return after.some(scope => scope.startsWith('comment.'));
  return before.join(' ').startsWith(withoutOurs(after.slice(0, shell)).join(' '));
}

function withoutOurs(scopes: readonly string[]): readonly string[] {
  return scopes.filter(scope => !OURS.test(scope));
}
