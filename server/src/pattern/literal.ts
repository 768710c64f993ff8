/** Recognises patterns written with slashes and flags, `/^v\d+/i`, as GitLab does outside of conditions. */
export interface PatternLiteral {
  readonly source: string;
  readonly flags: string;
  /** Where the source begins in the text. */
  readonly start: number;
}

/** It is enough if one line of the text is a pattern and nothing else; other lines do not matter. */
export function patternLiteralIn(text: string): PatternLiteral | undefined {
  let start = 0;
  for (const line of text.split('\n')) {
    const end = line.lastIndexOf('/');
    const flags = line.slice(end + 1);
    if (line.startsWith('/') && end > 0 && /^[ismU]*$/.test(flags))
      return { source: line.slice(1, end), flags, start: start + 1 };
    start += line.length + 1;
  }
  return undefined;
}
