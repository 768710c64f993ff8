/** What V8 is told in the process of a server. */
import { optimiseLess } from './compiler.ts';
import { keepHeapSmall } from './heap.ts';

/** Comes before kept code is loaded: V8 refuses what was compiled under other flags. */
export function setServerFlags(): void {
  keepHeapSmall();
  optimiseLess();
}
