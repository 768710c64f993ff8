/** Checks the lifecycle hooks of a runner's `config.toml`. */
import { nearest } from '../readings/meaning.ts';
import { containerLifecycle } from '../spec/runner-config.ts';
import { guarded, guardedEach } from '../text/failure.ts';
import { fix, preferredFix } from '../text/fix.ts';
import type { Finding } from '../text/problem.ts';
import type { Member } from '../yaml/value/value.ts';
import { capped, type Say } from './check/at.ts';
import { checkKey } from './check/table.ts';
import { placeIn, quoted, rename } from './edits.ts';
import { replaceValue } from '../yaml/edit/edit.ts';
import { found, KUBERNETES, LIFECYCLE, memberOf, runnersIn, type Runner } from './hooks.ts';
import type { RunnerConfig } from './read.ts';
import type { Path } from './tables.ts';

/** The findings in the order of the text. */
export function checkRunnerConfig(config: RunnerConfig): readonly Finding[] {
  const findings: Finding[] = [];
  const say = (finding: Finding): void => void findings.push(finding);
  if (config.fault) say(syntax(config, config.fault));
  guardedEach('runner-config', runnersIn(config), runner => checkRunner(say, config, runner));
  return findings.toSorted((one, other) => one.at.span.start - other.at.span.start);
}

function syntax(config: RunnerConfig, { at, message }: NonNullable<RunnerConfig['fault']>): Finding {
  const said = message.charAt(0).toLowerCase() + message.slice(1);
  return {
    code: 'toml-syntax',
    message: `This is no TOML: ${said}. The runner cannot load the file like this.`,
    at: placeIn(config, at),
  };
}

function checkRunner(say: Say, config: RunnerConfig, runner: Runner): void {
  for (const finding of misplaced(config, runner, say)) say(finding);
  const kubernetes = found(runner.value, runner.path, KUBERNETES);
  const lifecycle = kubernetes && found(kubernetes.member.value, kubernetes.path, LIFECYCLE);
  if (!lifecycle) return;
  for (const finding of otherExecutor(runner, lifecycle.member)) say(finding);
  const { path, member } = lifecycle;
  const at = { config, name: LIFECYCLE, field: containerLifecycle, path, member, complete: runner.complete };
  guarded('runner-config', undefined, () => checkKey(say, at));
}

/** Reports tables under other names, or one level too high: the runner silently ignores them. */
function misplaced(config: RunnerConfig, { value, path, complete }: Runner, say: Say): readonly Finding[] {
  const inside = (place: Path, member: Member): void =>
    checkKey(capped(say), { config, name: LIFECYCLE, field: containerLifecycle, path: place, member, complete });
  const kubernetes = found(value, path, KUBERNETES);
  const hooks = Object.keys(containerLifecycle.shape.fields);
  const own = [...value.members].flatMap(([id, member]): readonly Finding[] => {
    if (id.toLowerCase() !== LIFECYCLE) return [];
    inside([...path, id], member);
    return [outside(config, { path: [...path, id], member, inside: `runners.${KUBERNETES}`, first: KUBERNETES })];
  });
  const below = kubernetes?.member.value.kind === 'map' ? [...kubernetes.member.value.members] : [];
  return [
    ...own,
    ...below.flatMap(([id, member]): readonly Finding[] => {
      const here: Path = [...(kubernetes?.path ?? []), id];
      if (id.toLowerCase() === LIFECYCLE) return [];
      if (hooks.includes(id.toLowerCase()))
        return [
          outside(config, { path: here, member, inside: `runners.${KUBERNETES}.${LIFECYCLE}`, first: LIFECYCLE }),
        ];
      const { aka } = containerLifecycle;
      const isMeant = aka.some(name => name === id) || nearest(id, [LIFECYCLE]) !== undefined;
      if (!isMeant) return [];
      inside(here, member);
      return [misspelt(config, here, member, id)];
    }),
  ];
}

interface Outside {
  readonly path: Path;
  readonly member: Member;
  readonly inside: string;
  readonly first: string;
}

function outside(config: RunnerConfig, { path, member, inside, first }: Outside): Finding {
  const name = String(path.at(-1));
  return {
    code: 'unknown-key',
    message: `\`${name}\` does nothing here: the runner looks for it in \`[${inside}]\` only.`,
    at: member.key,
    severity: 'warning',
    fixes: preferredFix(`Write ${first}.${name}`, rename(config, path, member, `${first}.${name}`)),
  };
}

function misspelt(config: RunnerConfig, path: Path, member: Member, id: string): Finding {
  return {
    code: 'unknown-key',
    message: `\`${id}\` is not a key of \`${KUBERNETES}\`. Did you mean \`${LIFECYCLE}\`? The runner passes over keys that it does not know.`,
    at: member.key,
    severity: 'warning',
    fixes: preferredFix(`Replace with ${LIFECYCLE}`, rename(config, path, member, LIFECYCLE)),
  };
}

/** Reports hooks of a pod for a runner without pods. */
function otherExecutor({ value }: Runner, { key }: Member): readonly Finding[] {
  const executor = memberOf(value, 'executor')?.value;
  if (executor?.kind !== 'scalar' || executor.datum.type !== 'string') return [];
  const name = executor.datum.value;
  if (name === KUBERNETES || name === '') return [];
  return [
    {
      code: 'no-effect',
      message: `These hooks do nothing: the executor of this runner is \`${name}\`, and only \`${KUBERNETES}\` has containers that Kubernetes stops.`,
      at: key,
      related: [{ at: executor.at, message: 'The executor is named here' }],
      fixes: fix(`Set the executor to ${KUBERNETES}`, replaceValue(executor.at, quoted(KUBERNETES))),
    },
  ];
}
