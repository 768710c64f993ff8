/**
 * Whether Kubernetes accepts a pod: by its published schema, and by the rules of its API server that the schema lacks.
 */
import { Pod } from 'kubernetes-models/v1';
import { isMapping, itemsOf, type Json } from './json.ts';

/** The reasons why a pod with this handler as `preStop` is refused; empty if it is accepted. */
export function refusalsOf(preStop: Json): readonly string[] {
  return [...schemaRefusals(preStop), ...runnerRefusals(preStop), ...serverRefusals(preStop)];
}

function schemaRefusals(preStop: Json): readonly string[] {
  const containers = [{ name: 'build', image: 'alpine', lifecycle: { preStop } }];
  try {
    // a cast, since whether the value has this type is what is being checked
    new Pod({ metadata: { name: 'runner' }, spec: { containers } } as ConstructorParameters<typeof Pod>[0]).validate();
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

/** The API server decodes strictly for clients that ask for it, and ports are integers in the runner's struct. */
function runnerRefusals(preStop: Json): readonly string[] {
  if (!isMapping(preStop)) return [];
  return Object.entries(preStop).flatMap(([kind, handler]) => {
    const known = FIELDS[kind];
    if (!known) return [`${kind}: unknown field`];
    if (!isMapping(handler)) return [];
    const unknown = Object.keys(handler).filter(name => !known.includes(name));
    const { port } = handler;
    return [
      ...unknown.map(name => `${kind}.${name}: unknown field`),
      ...(port !== undefined && !Number.isInteger(port) ? [`${kind}.port: no integer`] : []),
    ];
  });
}

const FIELDS: Readonly<Record<string, readonly string[]>> = {
  exec: ['command'],
  httpGet: ['port', 'path', 'host', 'scheme', 'httpHeaders'],
  tcpSocket: ['port', 'host'],
};

/** As `validateLifecycleHandler` of Kubernetes: it accepts the first handler and forbids those after it. */
function serverRefusals(preStop: Json): readonly string[] {
  const present = isMapping(preStop) ? Object.entries(preStop).filter(([, handler]) => handler !== null) : [];
  if (present.length === 0) return ['must specify a handler type'];
  return [
    ...present.slice(1).map(([kind]) => `${kind}: may not specify more than 1 handler type`),
    ...present.flatMap(([, handler]) => (isMapping(handler) ? handlerRefusals(handler) : [])),
  ];
}

function handlerRefusals({ command, port, httpHeaders }: Readonly<Record<string, Json>>): readonly string[] {
  const names = itemsOf(httpHeaders).flatMap(header => (isMapping(header) ? [header['name']] : []));
  return [
    ...(Array.isArray(command) && command.length === 0 ? ['command: required value'] : []),
    ...(typeof port === 'number' && (port < 1 || port > 65535) ? ['port: must be between 1 and 65535, inclusive'] : []),
    ...names.flatMap(name =>
      typeof name === 'string' && !/^[-A-Za-z0-9]+$/.test(name) ? [`httpHeaders.name: ${name}`] : [],
    ),
  ];
}
