/** Which hooks of runners the pre-stop hook of a job takes the place of, where their `config.toml` is in the repository. */
import { HANDLER_HOOK } from '../../ci/handler-hook.ts';
import { CONVERTIBLE } from '../../runner-config/convert.ts';
import { lifecycleHooks, memberOf, type LifecycleHook } from '../../runner-config/hooks.ts';
import type { RunnerConfig } from '../../runner-config/read.ts';
import { code, codes, joined, link, say, type Markdown } from '../../text/markdown.ts';
import { pathBelow } from '../../text/uri.ts';
import type { Uri } from '../../text/span.ts';
import { linesOf } from '../../text/lines.ts';
import type { SourceDocument } from '../../yaml/tree.ts';
import { targetAt } from '../target.ts';

/** Whether there is anything to ask the settings of runners for: the offset is at the key of a pre-stop hook. */
export function isAtPreStopHook(document: SourceDocument, offset: number): boolean {
  const target = targetAt(document, offset);
  const [, hooks, hook, ...below] = target?.path ?? [];
  return target?.part === 'key' && hooks === 'hooks' && hook === HANDLER_HOOK && below.length === 0;
}

/** More of them say no more. */
const MOST_TOLD = 3;

/** A sentence for each runner that has a hook of its own; nothing where none has. */
export function overriddenHooks(configs: readonly RunnerConfig[], folder: Uri): Markdown | undefined {
  const hooks = configs.flatMap(config =>
    lifecycleHooks(config).flatMap(hook => (hook.name === CONVERTIBLE ? [{ config, hook }] : [])),
  );
  if (hooks.length === 0) return undefined;
  const told = hooks.slice(0, MOST_TOLD).map(({ config, hook }) => line(config, hook, folder));
  const more = hooks.length > MOST_TOLD ? [say`- and ${hooks.length - MOST_TOLD} more`] : [];
  return joined(
    [say`**Overrides** the hook of a runner that takes the job:`, joined([...told, ...more], '\n')],
    '\n\n',
  );
}

function line({ uri, text }: RunnerConfig, { runner, member: { key, value } }: LifecycleHook, folder: Uri): Markdown {
  const at = linesOf(text).positionAt(key.span.start).line + 1;
  const name = memberOf(runner.value, 'name')?.value;
  const called =
    name?.kind === 'scalar' && name.datum.type === 'string' ? say`runner ${code(name.datum.value)}` : say`a runner`;
  const handlers = value.kind === 'map' ? [...value.members.keys()] : [];
  const what = handlers.length > 0 ? codes(handlers) : code(CONVERTIBLE);
  return say`- ${what} of ${called} in ${link(pathBelow(folder, uri) ?? uri, `${uri}#L${at}`)}`;
}
