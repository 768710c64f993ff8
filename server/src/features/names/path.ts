/** The keys that a `!reference` leads to. */
import { configurationOf } from '../../ci/configuration.ts';
import { stepsOf } from '../../ci/pipeline.ts';
import type { Project } from '../../ci/project.ts';
import { member, type Member, type Value } from '../../yaml/value/value.ts';
import { spotOf, type Spot } from './spots.ts';

/** The value at a path in the configuration after `extends`; lists cannot be entered. */
export function memberAt(project: Project, path: readonly string[]): Member | undefined {
  const [name = '', ...rest] = path;
  const { configuration, extend } = stepsOf(configurationOf(project));
  const top = configuration.entry(name);
  const value = extend.extend(name);
  if (!top || !value) return undefined;
  return rest.reduce<Member | undefined>((held, key) => member(held?.value, key), { ...top, value });
}

/** The key at the end of the path. */
export function keyAt(project: Project, path: readonly string[]): Spot | undefined {
  const found = memberAt(project, path);
  return found && spotOf(project, found.key);
}

/** The keys that can follow in a path, with their values. */
export function keysBelow(project: Project, path: readonly string[]): readonly { name: string; value: Value }[] {
  const held = memberAt(project, path)?.value;
  if (held?.kind !== 'map') return [];
  return [...held.members.values()].flatMap(({ name, value }) =>
    name.type === 'string' || name.type === 'symbol' ? [{ name: name.value, value }] : [],
  );
}
