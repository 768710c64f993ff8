/** The words and signs of a shell script, as far as simple scripts go: what needs a real shell to be understood is left alone. */

export interface ShellWord {
  readonly kind: 'word';
  /** Without quotes. */
  readonly text: string;
  /** Whether it stands there as it is written: nothing in it is replaced. */
  readonly isPlain: boolean;
}

export interface ShellSign {
  readonly kind: 'sign';
  readonly text: ';' | '&' | '&&' | '||' | '|' | '(' | ')';
}

export type ShellToken = ShellWord | ShellSign;

/** Here-documents, backticks, functions and `case` are for a shell. */
const BEYOND = /<<|`|;;|\bcase\b|\(\s*\)|\bfunction\b/;
const TOKEN =
  /[ \t]+|\\\r?\n|#[^\n]*|(&&|\|\||;|&(?![>\d])|\||\(|\)|\r?\n)|((?:\$\([^()]*\)|\\[^\n]|'[^']*'|"(?:\\[^]|[^"\\])*"|[<>]&|&>|[^\s;&|()'"\\#]|(?<=\S)#)+)/y;

/** `undefined` where that is more than this knows of. */
export function tokensOf(script: string): readonly ShellToken[] | undefined {
  if (BEYOND.test(script)) return undefined;
  const tokens: ShellToken[] = [];
  TOKEN.lastIndex = 0;
  for (let at = 0; at < script.length; at = TOKEN.lastIndex) {
    const found = TOKEN.exec(script);
    if (!found) return undefined;
    const [, sign, word] = found;
    if (sign !== undefined) tokens.push({ kind: 'sign', text: (/\n/.test(sign) ? ';' : sign) as ShellSign['text'] });
    else if (word !== undefined) tokens.push(wordOf(word));
  }
  return tokens;
}

function wordOf(source: string): ShellWord {
  const isPlain = !/[$*?~[{]/.test(source.replaceAll(/'[^']*'|\\./g, ''));
  return { kind: 'word', isPlain, text: source.replaceAll(/'([^']*)'|"((?:\\[^]|[^"\\])*)"|\\([^\n])/g, unquoted) };
}

function unquoted(_: string, single?: string, double?: string, escaped?: string): string {
  return single ?? double?.replaceAll(/\\(["\\$`])/g, '$1') ?? escaped ?? '';
}
