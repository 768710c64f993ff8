/** What Kubernetes is told of the hook: the lifecycle of each container in the pod of the job. */
import { given, isNull } from '../ci/blank.ts';
import { inheritsDefault, type EffectiveJob } from '../ci/effective-job.ts';
import { defaultOf } from '../ci/pipeline.ts';
import type { Place } from '../text/span.ts';
import type { MapValue, Value } from '../yaml/value/value.ts';
import { sentHandler } from './handler.ts';
import { mapping, remade, sequence, textAt } from './make.ts';

export interface Pod {
  /** The part of the pod that comes of the hook: `spec.containers` with the `lifecycle` of each. */
  readonly value: MapValue;
  /** False where there may be more services, and so containers, than are known here. */
  readonly complete: boolean;
}

/** Nothing where the job has no pre-stop hook: the runner's own settings decide then. */
export function podOf(job: EffectiveJob, merged: MapValue): Pod | undefined {
  const handler = sentHandler(job.hooks);
  if (!handler) return undefined;
  const { at } = handler;
  const services = serviceCount(job, merged);
  const names = ['build', 'helper', ...Array.from({ length: services ?? 0 }, (_, index) => `svc-${index}`)];
  // the runner builds every container of the pod with the same lifecycle
  const containers = names.map(name => containerOf(name, lifecycleHandler(handler), at));
  const value = mapping(at, { spec: mapping(at, { containers: sequence(at, containers) }) });
  return { value, complete: services !== undefined };
}

function containerOf(name: string, preStop: Value, at: Place): MapValue {
  return mapping(at, { name: textAt(at, name), lifecycle: mapping(at, { preStop }) });
}

/** The handler in the names of Kubernetes; the command becomes a field of its own. */
export function lifecycleHandler(handler: Value): Value {
  if (handler.kind !== 'map') return handler;
  return remade(handler, (name, { value }) =>
    name === 'exec' && !isNull(value)
      ? [name, mapping(value.at, { command: value })]
      : [camelCase(name), inCamelCase(value)],
  );
}

function inCamelCase(value: Value): Value {
  return value.kind === 'map' ? remade(value, (name, held) => [camelCase(name), held.value]) : value;
}

function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** How many services the job has, those of `default` or of the whole file counted; `undefined` if that is not known. */
function serviceCount({ value, complete }: EffectiveJob, merged: MapValue): number | undefined {
  const own = given(value, 'services');
  const services = own ?? (inheritsDefault(value, 'services') ? shared(merged) : undefined);
  if (!services) return complete ? 0 : undefined;
  if (services.kind !== 'list' || services.items.some(({ kind }) => kind === 'unknown')) return undefined;
  return services.items.length;
}

function shared(merged: MapValue): Value | undefined {
  return given(defaultOf(merged.members.get('default')?.value), 'services') ?? given(merged, 'services');
}
