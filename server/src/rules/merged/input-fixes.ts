/** Fixes for problems with inputs, at the include that gives them and in the file that declares them. */
import { textOf } from '../../ci/blank.ts';
import { filesOf } from '../../ci/resolve-job.ts';
import type { TreeChild } from '../../ci/tree-file.ts';
import { nearest } from '../../readings/meaning.ts';
import type { Finding, Fix } from '../../text/problem.ts';
import type { Place } from '../../text/span.ts';
import { insertEntries, removeEntry, renameKey, replaceValue, sourceOf } from '../../yaml/edit/edit.ts';
import { loadDocument } from '../../yaml/load/load.ts';
import { keyText } from '../../yaml/value/print.ts';
import { member, type Member, type Value } from '../../yaml/value/value.ts';
import type { Scene } from '../engine/scene.ts';

/** The fixes for a finding about inputs; none if only the author can know. */
export function inputFixes(scene: Scene, finding: Finding): readonly Fix[] {
  switch (finding.code) {
    case 'unknown-input':
      return unknownFixes(scene, finding);
    case 'missing-input':
      return missingFixes(scene, finding);
    case 'refused-input':
    case 'invalid-input':
      return optionFixes(scene, finding);
    case 'invalid-interpolation':
      return nameFixes(finding);
    default:
      return [];
  }
}

function unknownFixes(scene: Scene, { at }: Finding): readonly Fix[] {
  const child = childrenOf(scene).find(({ include }) => include.inputs && holds(include.inputs.at, at));
  const given = child?.include.inputs;
  const names = child ? declaredIn(scene, child.file.uri).map(({ key }) => sourceOf(key)) : [];
  const free = names.filter(name => !member(given, name));
  const meant = nearest(sourceOf(at), free);
  return [
    ...(meant === undefined ? [] : [{ title: `Rename to ${meant}`, edits: renameKey(at, meant) }]),
    { title: `Remove ${sourceOf(at)}`, edits: removeEntry(at) },
  ];
}

function missingFixes(scene: Scene, { at, related = [] }: Finding): readonly Fix[] {
  const declared = allDeclared(scene).find(({ key }) => isSame(key, related[0]?.at));
  const child = childrenOf(scene).find(({ include }) => isSame(include.at, at));
  if (!declared || !child) return [];
  const entry = `${sourceOf(declared.key)}: ${starterOf(declared.value)}`;
  const { include } = child;
  return [{ title: `Add ${entry}`, edits: giving(include, entry) }];
}

function giving({ at, entry, inputs }: TreeChild['include'], text: string): Fix['edits'] {
  if (inputs) return inputs.kind === 'map' ? insertEntries(inputs.at, [text]) : [];
  if (isSame(entry, at)) return replaceValue(at, `{ local: ${sourceOf(at)}, inputs: { ${text} } }`);
  return insertEntries(entry, [`inputs: { ${text} }`]);
}

/** A value to begin with: the first option, else an empty value of the type. */
function starterOf(spec: Value): string {
  const options = member(spec, 'options')?.value;
  const [first] = options?.kind === 'list' ? options.items : [];
  if (first?.kind === 'scalar') return keyText(first.datum);
  return STARTERS[textOf(member(spec, 'type')?.value) ?? ''] ?? "''";
}

const STARTERS: Readonly<Record<string, string>> = { number: '0', boolean: 'false', array: '[]' };

function optionFixes(scene: Scene, { at, related = [] }: Finding): readonly Fix[] {
  const declared = allDeclared(scene).find(({ key }) => isSame(key, related[0]?.at));
  const options = member(declared?.value, 'options')?.value;
  if (options?.kind !== 'list') return [];
  const texts = options.items.flatMap(option => (option.kind === 'scalar' ? [keyText(option.datum)] : []));
  const meant = nearest(sourceOf(at), texts);
  return meant === undefined ? [] : [{ title: `Replace with ${meant}`, edits: replaceValue(at, meant) }];
}

/** A similar name that would be valid in `$[[ … ]]`. */
function nameFixes({ at, expected = [], fixes = [] }: Finding): readonly Fix[] {
  const meant = nearest(sourceOf(at), expected);
  if (meant === undefined) return fixes;
  return [...fixes, { title: `Replace with ${meant}`, edits: replaceValue(at, meant) }];
}

function childrenOf({ tree }: Scene): readonly TreeChild[] {
  return filesOf(tree.root).flatMap(({ children }) => children);
}

function allDeclared(scene: Scene): readonly Member[] {
  return [...scene.project.documents.keys()].flatMap(uri => declaredIn(scene, uri));
}

/** The inputs that a file declares. */
function declaredIn({ project }: Scene, uri: string): readonly Member[] {
  const document = project.documents.get(uri);
  const header = document && loadDocument(document).header;
  const declared = member(member(header, 'spec')?.value, 'inputs')?.value;
  return declared?.kind === 'map' ? [...declared.members.values()] : [];
}

function holds(outer: Place, { block, span }: Place): boolean {
  return outer.block === block && outer.span.start <= span.start && span.end <= outer.span.end;
}

function isSame(a: Place, b: Place | undefined): boolean {
  return b?.block === a.block && a.span.start === b.span.start && a.span.end === b.span.end;
}
