/** Finds the lifecycle tables of each runner in a `config.toml`. */
import { LIFECYCLE_PATH } from '../spec/runner-config.ts';
import type { Span } from '../text/span.ts';
import type { MapValue, Member, Value } from '../yaml/value/value.ts';
import type { RunnerConfig } from './read.ts';
import type { Path } from './tables.ts';

export interface Runner {
  readonly value: MapValue;
  readonly path: Path;
  /** Whether all of its lines could be read, so that what is not there is really missing. */
  readonly complete: boolean;
}

const [RUNNERS, KUBERNETES, LIFECYCLE] = LIFECYCLE_PATH;

export { KUBERNETES, LIFECYCLE };

export function runnersIn(config: RunnerConfig): readonly Runner[] {
  const list = memberOf(config.root, RUNNERS)?.value;
  if (list?.kind !== 'list') return [];
  return list.items.flatMap((value, index) => {
    if (value.kind !== 'map') return [];
    const path = [RUNNERS, index];
    return [{ value, path, complete: !config.skipped.some(span => isWithin(config, path, span)) }];
  });
}

/** Whether the range is between the header of the runner and that of the next one. */
function isWithin({ statements, text }: RunnerConfig, path: Path, { start }: Span): boolean {
  const headers = statements.filter(({ path: other, header }) => header && other.length === 2 && other[0] === RUNNERS);
  const at = headers.findIndex(({ path: other }) => other[1] === path[1]);
  const from = headers[at]?.span.start ?? 0;
  const to = headers[at + 1]?.span.start ?? text.length;
  return from <= start && start <= to;
}

/** A hook of a runner: `pre_stop` or `post_start`. */
export interface LifecycleHook {
  readonly runner: Runner;
  readonly name: string;
  readonly member: Member;
  readonly path: Path;
}

/** The hooks of all runners that are tables, in the order of the text. */
export function lifecycleHooks(config: RunnerConfig): readonly LifecycleHook[] {
  return runnersIn(config).flatMap(runner => {
    const kubernetes = found(runner.value, runner.path, KUBERNETES);
    const lifecycle = kubernetes && found(kubernetes.member.value, kubernetes.path, LIFECYCLE);
    const held = lifecycle?.member.value;
    if (!lifecycle || held?.kind !== 'map') return [];
    return [...held.members].map(([name, member]) => ({
      runner,
      name: name.toLowerCase(),
      member,
      path: [...lifecycle.path, name],
    }));
  });
}

interface Found {
  readonly member: Member;
  readonly path: Path;
}

/** A key below a value, in any letter case: the runner's TOML parser ignores case. */
export function found(value: Value, path: Path, name: string): Found | undefined {
  const id = value.kind === 'map' ? idOf(value, name) : undefined;
  const member = value.kind === 'map' && id !== undefined ? value.members.get(id) : undefined;
  return member && id !== undefined ? { member, path: [...path, id] } : undefined;
}

export function memberOf(value: Value | undefined, name: string): Member | undefined {
  return value && found(value, [], name)?.member;
}

function idOf({ members }: MapValue, name: string): string | undefined {
  if (members.has(name)) return name;
  return [...members.keys()].find(id => id.toLowerCase() === name);
}
