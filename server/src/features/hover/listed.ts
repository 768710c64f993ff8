/** Lists names in a sentence. */
import { codes, ours, type Markdown } from '../../text/markdown.ts';

const MOST = 5;

/** `a`, `b` and 3 more. */
export function listed(names: readonly string[]): Markdown {
  return codes(names, MOST);
}

/** "1 job", "3 jobs". */
export function counted(count: number, noun: string, nouns = `${noun}s`): Markdown {
  return ours(`${count} ${count === 1 ? noun : nouns}`);
}
