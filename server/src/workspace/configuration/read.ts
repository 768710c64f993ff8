/**
 * Reads `.gitlab-ci-tools.yml`, in which a repository says how its CI files are judged: data, from which nothing is run,
 * fetched or trusted. It is our own file and not GitLab's, so a usual YAML 1.2 reader reads it.
 */
import { isMap, isNode, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import type { Span } from '../../text/span.ts';
import { CONFIGURATION_SCHEMA } from './schema.ts';
import { faultsIn, type SchemaViolation } from './validate.ts';

export interface ConfigurationFile {
  /** The values that are sound, nested as the settings of the editor are. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly problems: readonly ConfigurationProblem[];
  /** Whether it is no YAML, as a text that somebody types on may be for the moment. */
  readonly isBroken: boolean;
}

export interface ConfigurationProblem {
  readonly message: string;
  readonly at: Span;
  /** Counted from 1. */
  readonly line: number;
  readonly column: number;
  /** A key that this version does not know is passed over; anything else is a mistake. */
  readonly isUnknownKey: boolean;
  /** What was plainly meant in place of what is there. */
  readonly better?: string;
}

/** More aliases than a file of this kind has a use for would only fill the memory. */
const MOST_ALIASES = 100;

export function readConfiguration(text: string): ConfigurationFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, logLevel: 'silent' });
  const at = (span: Span): Pick<ConfigurationProblem, 'at' | 'line' | 'column'> => {
    const { line, col } = lines.linePos(span.start);
    return { at: span, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const broken = document.errors.map(({ message, pos: [start, end] }) => ({
    message: message.split('\n')[0] ?? message,
    ...at({ start, end }),
    isUnknownKey: false,
  }));
  if (broken.length > 0) return { values: {}, problems: broken, isBroken: true };
  const value = valueOf(document);
  if (value === null) return { values: {}, problems: [], isBroken: false };
  const faults = faultsIn(value, CONFIGURATION_SCHEMA);
  const problems = faults.map(({ message, path, isUnknownKey, better }) => {
    const span = (isUnknownKey ? keyAt(document, path) : undefined) ?? valueAt(document, path);
    const isWritten = isUnknownKey || isScalar(document.getIn(path, true));
    return {
      message,
      ...at(span),
      isUnknownKey,
      ...(better && isWritten && { better: better(text.slice(span.start, span.end)) }),
    };
  });
  return { values: sound(value, faults), problems, isBroken: false };
}

function valueOf(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: MOST_ALIASES }) as unknown;
  } catch (error) {
    return String(error);
  }
}

/** Where a value stands; for one that is not there, what holds it. */
function valueAt(document: Document, path: SchemaViolation['path']): Span {
  for (let length = path.length; length > 0; length--) {
    const span = spanOf(document.getIn(path.slice(0, length), true));
    if (span) return span;
  }
  return { start: 0, end: 0 };
}

function keyAt(document: Document, path: SchemaViolation['path']): Span | undefined {
  const holder: unknown = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
  const pair = isMap(holder)
    ? holder.items.find(({ key }) => isScalar(key) && String(key.value) === path.at(-1))
    : undefined;
  return spanOf(pair?.key);
}

function spanOf(node: unknown): Span | undefined {
  return isNode(node) && node.range ? { start: node.range[0], end: node.range[1] } : undefined;
}

/** A key of the file with a mistake in it holds nothing; the other keys do. */
function sound(value: unknown, faults: readonly SchemaViolation[]): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  const wrong = new Set(faults.filter(({ isUnknownKey }) => !isUnknownKey).map(({ path }) => path[0]));
  return Object.fromEntries(Object.entries(value).filter(([key]) => !wrong.has(key)));
}
