/** What identifies a lens: it comes back from the client when the lens becomes visible, and when it is clicked. */
import type { Lens } from '../features/lens.ts';

export interface LensData extends Pick<Lens, 'kind' | 'name'> {
  readonly uri: string;
}

/** The data of a lens, whatever a client sends. */
export function lensOf(data: unknown): LensData | undefined {
  const { uri, kind, name } = (data ?? {}) as Partial<LensData>;
  if (typeof uri !== 'string' || typeof name !== 'string') return undefined;
  return kind !== undefined && KINDS.has(kind) ? { uri, kind, name } : undefined;
}

const KINDS: ReadonlySet<string> = new Set<Lens['kind']>(['origin', 'uses', 'scenario', 'copies', 'preview']);
