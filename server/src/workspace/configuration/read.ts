/**
 * Reads `.gitlab-ci-tools.yml`, in which a repository says how its CI files are judged. It is data: nothing in it is
 * run, fetched or trusted. It is our own file and not GitLab's, so an ordinary YAML 1.2 parser reads it.
 */
import { isMap, isNode, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import type { Span } from '../../text/span.ts';
import { CONFIGURATION_SCHEMA } from './schema.ts';
import { faultsIn, type SchemaViolation } from './validate.ts';

export interface ConfigurationFile {
  /** The valid values, nested like the settings of the editor. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly problems: readonly ConfigurationProblem[];
  /** Whether it is not valid YAML, as may happen for a moment while somebody types. */
  readonly isBroken: boolean;
}

export interface ConfigurationProblem {
  readonly message: string;
  readonly at: Span;
  /** Counted from 1. */
  readonly line: number;
  readonly column: number;
  /** A key that this version does not know is ignored; anything else is a mistake. */
  readonly isUnknownKey: boolean;
  /** What was plainly meant instead. */
  readonly better?: string;
}

/** A file of this kind has no use for more aliases, which could fill the memory. */
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

/** Where a value is written; if it is missing, where its parent is. */
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

/** Without the keys that contain a mistake; the other keys stay in force. */
function sound(value: unknown, faults: readonly SchemaViolation[]): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  const wrong = new Set(faults.filter(({ isUnknownKey }) => !isUnknownKey).map(({ path }) => path[0]));
  return Object.fromEntries(Object.entries(value).filter(([key]) => !wrong.has(key)));
}
