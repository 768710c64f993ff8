/** Ways to resolve a conflict of two handlers: each leaves one handler after GitLab has merged everything again. */
import { basesOf } from '../../ci/bases.ts';
import type { Edit, Fix } from '../../text/problem.ts';
import type { Place } from '../../text/span.ts';
import { insertEntries, removeEntries, rewriteEntry } from '../../yaml/edit/edit.ts';
import { hasAnchor, pairLocation, type PairLocation } from '../../yaml/edit/pair-location.ts';
import { lineBreakOf, shiftLines, stepOf } from '../../yaml/edit/style.ts';
import type { Node, Pair } from '../../yaml/tree.ts';
import { HANDLER_HOOK } from '../../ci/handler-hook.ts';
import { handlersOf, type Handler, type HandlerConflict } from './handlers.ts';
import { entryHolding, holderOf } from '../engine/holder.ts';
import { extendedOf, sceneSteps, type Scene } from '../engine/scene.ts';
import { columnIn, lineEnd } from '../../yaml/lines.ts';

/** Removes the upper handler, and what would be left empty around it. */
export function removeUpper(scene: Scene, { upper, lower }: HandlerConflict): readonly Fix[] {
  const edits = removeWithParents(upper.member.key);
  const holder = holderOf(scene, lower.member.key, upper.member.key).replaceAll('`', '');
  return edits.length > 0 ? [{ title: `Remove ${upper.name} and keep ${lower.name} of ${holder}`, edits }] : [];
}

/** An empty mapping would be harmless, but an empty key would remove what is below it. */
function removeWithParents(key: Place): readonly Edit[] {
  const location = pairLocation(key);
  const owner = location?.owner?.key;
  if (!location || location.map.pairs.length > 1 || !owner) return removeEntries([key]);
  const above = { ...key, span: owner.span };
  const isEntry = entryHolding(key)?.key === owner;
  return isEntry || hasAnchor(location.map) ? removeEntries([key]) : removeWithParents(above);
}

/**
 * Moves the hook into a template of its own and refers to it: GitLab merges nothing into a reference, so it replaces
 * the hook below as a whole.
 */
export function keepByReference(scene: Scene, { upper, upperSteps }: HandlerConflict): readonly Fix[] {
  const { key } = upper.member;
  const entry = entryHolding(key);
  const hook = hookAround(key);
  if (upperSteps.length > 0 || !entry || !hook || !isMovable(hook.pair, key)) return [];
  const name = freeName(scene, entry);
  const end = lineEnd(key.block.text, trimmedEnd(key, entry));
  if (name === undefined) return [];
  const place = { ...key, span: hook.pair.key.span };
  const edits = [
    ...rewriteEntry(place, `${HANDLER_HOOK}: !reference [${name}, ${HANDLER_HOOK}]`),
    { at: { ...key, span: { start: end, end } }, text: templateOf(name, hook.pair, key) },
  ];
  return [{ title: `Keep only ${upper.name}, moved to the template ${name}`, edits }];
}

function hookAround(handler: Place): PairLocation | undefined {
  const owner = pairLocation(handler)?.owner;
  return owner?.key.kind === 'scalar' && owner.key.text === HANDLER_HOOK
    ? pairLocation({ ...handler, span: owner.key.span })
    : undefined;
}

/** Anchors, aliases and blank lines that a text keeps depend on their place. */
function isMovable({ value, span }: Pair, { block }: Place): boolean {
  return (
    value?.kind === 'map' && !hasAnchor(value) && !hasAlias(value) && !/[|>]\d?\+/.test(block.text.slice(span.start))
  );
}

function hasAlias(node: Node | undefined): boolean {
  if (node?.kind === 'alias') return true;
  if (node?.kind === 'list') return node.items.some(hasAlias);
  return node?.kind === 'map' && node.pairs.some(({ key, value }) => hasAlias(key) || hasAlias(value));
}

/** A name that needs no quotes and is not in use. */
function freeName({ configuration }: Scene, { key }: Pair): string | undefined {
  const text = key.kind === 'scalar' ? key.text.replace(/^\.+/, '') : '';
  if (!/^\w[\w.-]*$/.test(text)) return undefined;
  const taken = new Set(configuration.names());
  return [`.${text}-pre-stop`, `.${text}-pre-stop-2`].find(name => !taken.has(name));
}

function trimmedEnd({ block: { text } }: Place, { span }: Pair): number {
  return text.slice(0, span.end).trimEnd().length;
}

function templateOf(name: string, hook: Pair, { block: { text } }: Place): string {
  const lineBreak = lineBreakOf(text);
  const step = stepOf(text);
  const source = text.slice(hook.span.start, hook.span.end).trimEnd();
  const moved = shiftLines(source, step - columnIn(text, hook.span.start));
  return `${lineBreak}${lineBreak}${name}:${lineBreak}${' '.repeat(step)}${moved}`;
}

/** Refers to the hook of one of two bases: in the entry itself, it replaces what the bases resolve to. */
export function takeFromBase(scene: Scene, conflict: HandlerConflict): readonly Fix[] {
  const steps = [conflict.upperSteps.at(-1), conflict.lowerSteps.at(-1)];
  const entry = entryHolding(conflict.at);
  if (!entry || steps.some(step => step?.rule !== 'extends')) return [];
  const name = entry.key.kind === 'scalar' ? entry.key.text : '';
  const bases = basesOf(scene.configuration.get(name)) ?? [];
  return [conflict.upper, conflict.lower].flatMap((handler, index) => {
    const base = bases.find(one => one?.at.span.start === steps[index]?.at.span.start)?.name;
    if (base === undefined || !/^[\w.-]+$/.test(base) || !hasOnly(scene, base, handler)) return [];
    const edits = insertHook(entry, conflict.at, `${HANDLER_HOOK}: !reference [${base}, hooks, ${HANDLER_HOOK}]`);
    return edits.length > 0 ? [{ title: `Use only ${handler.name} of ${base}`, edits }] : [];
  });
}

function hasOnly(scene: Scene, base: string, { name }: Handler): boolean {
  const value = extendedOf(scene, base);
  const handlers = value ? handlersOf(sceneSteps(scene).resolve(value).value) : [];
  return handlers.length === 1 && handlers[0]?.name === name;
}

/** Inserts the hook into the existing hooks, or into new ones. */
function insertHook({ value }: Pair, { uri, block }: Place, entry: string): readonly Edit[] {
  if (value?.kind !== 'map') return [];
  const at = { uri, block, span: value.span };
  const hooks = value.pairs.find(({ key }) => key.kind === 'scalar' && key.text === 'hooks')?.value;
  if (hooks) return hooks.kind === 'map' && !hasHook(hooks) ? insertEntries({ ...at, span: hooks.span }, [entry]) : [];
  if (value.flow) return insertEntries(at, [`hooks: { ${entry} }`]);
  const column = columnIn(block.text, value.pairs[0]?.span.start ?? value.span.start);
  return insertEntries(at, [`hooks:${lineBreakOf(block.text)}${' '.repeat(column + stepOf(block.text))}${entry}`]);
}

function hasHook(hooks: Node): boolean {
  return hooks.kind === 'map' && hooks.pairs.some(({ key }) => key.kind === 'scalar' && key.text === HANDLER_HOOK);
}
