/** What the runner around an offset already has, so that it is not offered again. */
import type { TomlCursor } from '../../runner-config/cursor.ts';
import { memberOf, runnersIn } from '../../runner-config/hooks.ts';
import { readRunnerConfig } from '../../runner-config/read.ts';
import { LIFECYCLE_PATH } from '../../spec/runner-config.ts';
import { touches } from '../../text/span.ts';
import type { Value } from '../../yaml/value/value.ts';

export interface WrittenTables {
  /** Whether the offset is after a header `[[runners]]`. */
  readonly isRunner: boolean;
  /** Whether the runner has these tables or keys, named from `container_lifecycle` on. */
  readonly has: (path: readonly string[]) => boolean;
  /** Whether the table at the cursor has the key in another place than at the cursor. */
  readonly hasKey: (cursor: TomlCursor, name: string) => boolean;
}

export function writtenAt(text: string, offset: number): WrittenTables {
  const config = readRunnerConfig('', text);
  const starts = config.statements
    .filter(({ header, path }) => header && path.length === 2)
    .map(({ span }) => span.start);
  const index = starts.findLastIndex(start => start <= offset);
  const runner = runnersIn(config)[index]?.value;
  const [, ...inRunner] = LIFECYCLE_PATH;
  const valueAt = (path: readonly string[]): Value | undefined =>
    path.reduce<Value | undefined>((value, name) => lastBefore(memberOf(value, name)?.value, offset), runner);
  return {
    isRunner: runner !== undefined,
    has: path => valueAt([...inRunner, ...path]) !== undefined,
    hasKey({ path, word }, name) {
      const member = memberOf(valueAt(path.slice(1)), name);
      return member !== undefined && !touches(member.key.span, word.start);
    },
  };
}

/** Of an array of tables, the one that contains the offset. */
function lastBefore(value: Value | undefined, offset: number): Value | undefined {
  return value?.kind === 'list' ? value.items.findLast(({ at }) => at.span.start <= offset) : value;
}
