/** The hook in the runner's own `config.toml`, where it applies to all of the runner's jobs. */
import type { EffectiveJob } from '../ci/effective-job.ts';
import { isNull } from '../ci/blank.ts';
import type { Value } from '../yaml/value/value.ts';
import { sentHandler } from './handler.ts';
import { mapping, remade } from './make.ts';
import { tomlOf } from './toml.ts';

/** The path of the handler in a runner's settings. */
const PRE_STOP = ['runners', 'kubernetes', 'container_lifecycle', 'pre_stop'] as const;

/** The tables below `[[runners]]`; `undefined` if the job has no pre-stop hook. */
export function runnerConfigOf({ hooks }: Pick<EffectiveJob, 'hooks'>): string | undefined {
  const handler = sentHandler(hooks);
  return handler && configText(handler);
}

function configText(handler: Value): string {
  if (handler.kind !== 'map') return `# ${PRE_STOP.join('.')}: not known here\n`;
  const tables = remade(handler, (name, { value }) =>
    isNull(value) ? undefined : [name, name === 'exec' ? mapping(value.at, { command: value }) : value],
  );
  return `[[runners]]\n${tomlOf(tables, PRE_STOP)}`;
}
