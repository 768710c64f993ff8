/** Names in a sentence. */
import { code } from '../effective/hook-lines.ts';

const MOST = 5;

/** `a`, `b` and 3 more. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST).map(code).join(', ');
  return names.length > MOST ? `${shown} and ${names.length - MOST} more` : shown;
}

/** "1 job", "3 jobs". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
