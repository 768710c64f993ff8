/** What Kubernetes receives about the hook: the lifecycle of each container in the pod of the job. */
import { given, isNull, textOf } from '../ci/blank.ts';
import { inheritsDefault, type EffectiveJob } from '../ci/effective-job.ts';
import { defaultOf } from '../ci/pipeline.ts';
import type { Place } from '../text/span.ts';
import { yamlOf } from '../yaml/value/print.ts';
import type { MapValue, Value } from '../yaml/value/value.ts';
import { sentHandler } from './handler.ts';
import { mapping, remade, sequence, textAt } from './make.ts';

export interface Pod {
  /** The part of the pod that depends on the hook: `spec.containers` with the `lifecycle` of each. */
  readonly value: MapValue;
  /** False if there may be more services, and so more containers, than are known here. */
  readonly complete: boolean;
}

/** The merged configuration of a file, from which its jobs may take services. */
export type Shared = Pick<MapValue, 'members'>;

/** Nothing if the job has no pre-stop hook: the runner's own settings decide then. */
export function podOf(job: EffectiveJob, merged: Shared): Pod | undefined {
  const handler = sentHandler(job.hooks);
  if (!handler) return undefined;
  const { at } = handler;
  const { names, complete } = containersOf(job, merged);
  // the runner gives every container of the pod the same lifecycle
  const containers = names.map(name => containerOf(name, lifecycleHandler(handler), at));
  const value = mapping(at, { spec: mapping(at, { containers: sequence(at, containers) }) });
  return { value, complete };
}

/** The pod as YAML; a comment says where containers may be missing. */
export function podYaml({ value, complete }: Pod): string {
  const comment = (pointer: string): string | undefined =>
    pointer === '/spec/containers' && !complete ? 'and each service: which ones is not known here' : undefined;
  return yamlOf(value, { comment });
}

export interface Containers {
  readonly names: readonly string[];
  /** False if there may be more services than are known here. */
  readonly complete: boolean;
}

/** The containers of the job's pod, by the runner's names for them. */
export function containersOf(job: EffectiveJob, merged: Shared): Containers {
  const services = servicesOf(job, merged);
  return { names: ['build', 'helper', ...serviceNames(services ?? [])], complete: services !== undefined };
}

function containerOf(name: string, preStop: Value, at: Place): MapValue {
  return mapping(at, { name: textAt(at, name), lifecycle: mapping(at, { preStop }) });
}

/** The handler with the field names of Kubernetes; the command becomes a field of its own. */
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

/** Each service is called by its first alias that Kubernetes takes as a name and no other has, else by its number. */
function serviceNames(services: readonly Value[]): readonly string[] {
  const used = new Set<string>();
  let unnamed = 0;
  return services.map(service => {
    const aliases = (textOf(given(service, 'alias')) ?? '').split(/[\s,]+/).filter(Boolean);
    const free = aliases.filter(alias => !used.has(alias));
    const found = free.find(alias => LABEL.test(alias));
    for (const alias of found === undefined ? free : free.slice(0, free.indexOf(found) + 1)) used.add(alias);
    return found ?? `svc-${unnamed++}`;
  });
}

/** What may be the name of a container. */
const LABEL = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;

/** The job's services, including those of `default` or of the whole file; `undefined` if unknown. */
function servicesOf({ value, complete }: EffectiveJob, merged: Shared): readonly Value[] | undefined {
  const own = given(value, 'services');
  const services = own ?? (inheritsDefault(value, 'services') ? shared(merged) : undefined);
  if (!services) return complete ? [] : undefined;
  if (services.kind !== 'list' || services.items.some(({ kind }) => kind === 'unknown')) return undefined;
  return services.items;
}

function shared({ members }: Shared): Value | undefined {
  const own = members.get('services')?.value;
  return given(defaultOf(members.get('default')?.value), 'services') ?? (isNull(own) ? undefined : own);
}
