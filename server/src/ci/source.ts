/** The content of one file for a pipeline: its top-level entries after loading and interpolation. */
import { cachedBy } from '../text/cached.ts';
import type { Finding } from '../text/problem.ts';
import { loadDocument } from '../yaml/load/load.ts';
import type { SourceDocument } from '../yaml/tree.ts';
import type { MapValue, Value } from '../yaml/value/value.ts';
import { inputsOf, unknownArguments } from './inputs.ts';
import { interpolate } from './interpolate.ts';

export interface Source {
  /** By name; entries whose text did not change are the same objects in all versions of a file. */
  readonly root: MapValue;
  /** Why GitLab cannot load the file, in its order; what could be read is in `root` all the same. */
  readonly faults: readonly Finding[];
  /** Whether the text itself could be loaded: what a broken one lacks may be missing only for that reason. */
  readonly sound: boolean;
}

/** For a file that does not exist. */
export const NO_SOURCE: Source = {
  root: {
    kind: 'map',
    members: new Map(),
    open: true,
    at: { uri: '', block: { text: '' }, span: { start: 0, end: 0 } },
    via: [],
  },
  faults: [],
  sound: true,
};

/** The content of a document that is included with these inputs; cached as long as both are the same. */
export function sourceOf(document: SourceDocument, given: Value | undefined): Source {
  const sources = sourcesOf(document);
  const cached = sources.get(given);
  if (cached) return cached;
  const source = readSource(document, given);
  sources.set(given, source);
  return source;
}

const sourcesOf = cachedBy((_document: SourceDocument) => new Map<Value | undefined, Source>());

function readSource(document: SourceDocument, given: Value | undefined): Source {
  const { content, header, failures } = loadDocument(document);
  const sound = failures.length === 0;
  if (document.unreadEntries !== undefined) return { root: content, faults: failures, sound };
  if (!header) return { root: content, faults: [...failures, ...unknownArguments(given, [])], sound };
  const inputs = inputsOf(header, given);
  const { value, faults } = interpolate(content, inputs);
  return { root: value, faults: [...failures, ...inputs.faults, ...faults], sound };
}
