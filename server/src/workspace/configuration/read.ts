/**
 * Reads `.gitlab-ci-tools.yml`, in which a repository says how its CI files are judged: data, from which nothing is run,
 * fetched or trusted. It is our own file and not GitLab's, so a usual YAML 1.2 reader reads it.
 */
import { isNode, LineCounter, parseDocument, type Document } from 'yaml';
import { faultsIn, type Fault, type Schema } from './validate.ts';

/** What the file is called; it lies at the root of the repository. */
export const CONFIGURATION_FILE = '.gitlab-ci-tools.yml';

export interface Configuration {
  /** The values that are sound, nested as the settings of the editor are. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly problems: readonly ConfigurationProblem[];
}

export interface ConfigurationProblem {
  readonly message: string;
  /** Counted from 1. */
  readonly line: number;
  readonly column: number;
  /** A key that this version does not know is passed over; anything else is a mistake. */
  readonly isUnknownKey: boolean;
}

/** More aliases than a file of this kind has a use for would only fill the memory. */
const MOST_ALIASES = 100;

export function readConfiguration(text: string, schema: Schema): Configuration {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, logLevel: 'silent' });
  const at = (offset: number): Pick<ConfigurationProblem, 'line' | 'column'> => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const broken = document.errors.map(({ message, pos }) => ({
    message: message.split('\n')[0] ?? message,
    ...at(pos[0]),
    isUnknownKey: false,
  }));
  if (broken.length > 0) return { values: {}, problems: broken };
  const value = valueOf(document);
  if (value === null) return { values: {}, problems: [] };
  const faults = faultsIn(value, schema);
  const problems = faults.map(({ message, path, isUnknownKey }) => ({
    message,
    ...at(startOf(document, path)),
    isUnknownKey,
  }));
  return { values: sound(value, faults), problems };
}

function valueOf(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: MOST_ALIASES }) as unknown;
  } catch (error) {
    return String(error);
  }
}

/** Where a value stands; for one that is not there, what holds it. */
function startOf(document: Document, path: Fault['path']): number {
  for (let length = path.length; length > 0; length--) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

/** A key of the file with a mistake in it holds nothing; the other keys do. */
function sound(value: unknown, faults: readonly Fault[]): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  const wrong = new Set(faults.filter(({ isUnknownKey }) => !isUnknownKey).map(({ path }) => path[0]));
  return Object.fromEntries(Object.entries(value).filter(([key]) => !wrong.has(key)));
}
