/** Completion of `inputs:` next to an include: the names that the included file declares, and their values. */
import { readInclude } from '../../ci/include-entry.ts';
import { includedUri } from '../../ci/included-file.ts';
import type { Project } from '../../ci/project.ts';
import { datumToS } from '../../ci/ruby-text.ts';
import type { SnippetBody, Candidate } from '../../readings/offer.ts';
import { prose } from '../../text/markdown.ts';
import { entryAt } from '../../yaml/document/document.ts';
import { readNode } from '../../yaml/value/read.ts';
import { typePlain } from '../../yaml/value/scalar.ts';
import type { SourceDocument } from '../../yaml/tree.ts';
import type { Value } from '../../yaml/value/value.ts';
import { declaredInputs, type DeclaredInput } from '../inside/declared-inputs.ts';
import { describeInput, inputDetail } from '../inside/describe-input.ts';
import { compose, type Completion } from './compose.ts';
import { candidateKeys } from './keys.ts';
import { written } from './names.ts';
import { nodeAt } from './names-beside.ts';
import type { Site } from './site.ts';

/** Nothing if the cursor is in another place; an empty list if the file was not read. */
export function givenInputs(
  projects: readonly Project[],
  document: SourceDocument,
  site: Site,
): readonly Completion[] | undefined {
  const { slot, path } = site.cursor;
  const at = path.lastIndexOf('inputs');
  const isPlace = isInclude(path.slice(0, at)) && path.length - at === (slot === 'value' ? 2 : 1);
  if (at < 0 || !isPlace || (slot !== 'key' && slot !== 'value')) return undefined;
  const inputs = projects.flatMap(project => inputsOfInclude(project, document, site, path.slice(0, at)));
  const once = [...new Map(inputs.map(found => [found.input.name, found])).values()];
  if (slot === 'key') return candidateKeys(site, once.filter(({ input }) => isMissing(site, input)).map(toCandidate));
  return once.filter(({ input }) => input.name === path.at(-1)).flatMap(({ input }) => valuesOf(site, input));
}

/** The entries of `include`, at the root or below `trigger`. */
function isInclude(path: Site['cursor']['path']): boolean {
  const keys = path.filter(part => typeof part === 'string');
  return keys.join(' ') === 'include' || keys.slice(1).join(' ') === 'trigger include';
}

interface FoundInput {
  readonly project: Project;
  readonly input: DeclaredInput;
}

function inputsOfInclude(
  project: Project,
  document: SourceDocument,
  { cursor }: Site,
  path: Site['cursor']['path'],
): readonly FoundInput[] {
  const block = entryAt(document, cursor.word.start)?.entry.block;
  const node = block?.root && nodeAt(block.root, path);
  const read = node && readInclude(readNode(document.uri, block, node));
  if (!read || 'fault' in read) return [];
  return read.entries.flatMap(({ target }) => {
    const uri = includedUri(project, target);
    const included = uri === undefined ? undefined : project.documents.get(uri);
    return included ? declaredInputs(included).map(input => ({ project, input })) : [];
  });
}

function isMissing({ cursor: { siblings } }: Site, { name }: DeclaredInput): boolean {
  return !siblings.some(sibling => sibling.name === name);
}

function toCandidate({ project, input }: FoundInput, index: number): Candidate {
  const { name, standard } = input;
  return {
    kind: 'key',
    label: name,
    detail: inputDetail(input),
    doc: describeInput(project, input),
    body: bodyOf(input),
    rank: standard ? 'rest' : 'required',
    sortText: `${standard ? 1 : 0}${String(index).padStart(3, '0')}`,
    filter: [name],
    deprecated: false,
    opens: wordsOf(input).length > 0,
    preselect: false,
  };
}

function bodyOf(input: DeclaredInput): SnippetBody {
  const words = wordsOf(input).map(value => ({ value, doc: '' }));
  const scalar: SnippetBody = { kind: 'scalar', placeholder: '', quoted: false, words };
  return input.type === 'array' ? { kind: 'list', item: scalar } : scalar;
}

/** The options, the values of a boolean, or else the default. */
function wordsOf({ type, options, standard }: DeclaredInput): readonly string[] {
  if (options.length > 0) return options.flatMap(textOf);
  if (type === 'boolean') return ['true', 'false'];
  return type === 'array' || !standard ? [] : textOf(standard);
}

function textOf(value: Value): readonly string[] {
  return value.kind === 'scalar' ? [datumToS(value.datum)] : [];
}

function valuesOf(site: Site, input: DeclaredInput): readonly Completion[] {
  return wordsOf(input).map((label, index) => {
    const isText = input.type === 'string' || typePlain(label).type === 'string';
    const offer = {
      label,
      kind: 'value',
      detail: input.options.length === 0 && input.standard ? 'default' : '',
      doc: prose(input.description ?? ''),
      sortText: String(index).padStart(3, '0'),
      filter: [label],
      deprecated: false,
      preselect: false,
    } as const;
    return compose(site, offer, { template: [isText ? written(site, label) : label], span: site.cursor.word });
  });
}
