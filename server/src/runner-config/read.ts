/** Reads a runner's settings as data: values with the place where each part is written. */
import type { Place, Span, TextBlock, Uri } from '../text/span.ts';
import type { MapValue } from '../yaml/value/value.ts';
import { parse, type SyntaxFault } from './parse.ts';
import { statementsIn, valueOf, type Statement } from './tables.ts';

export interface RunnerConfig {
  readonly uri: Uri;
  readonly text: string;
  /** What places refer to: the whole text. */
  readonly block: TextBlock;
  /** Empty if nothing could be read. */
  readonly root: MapValue;
  /** Tables and keys in the order of the text, each with its path from the top. */
  readonly statements: readonly Statement[];
  readonly fault?: SyntaxFault;
  /** Ranges that are not TOML, of which nothing else is known. */
  readonly skipped: readonly Span[];
}

/** Reads a text; never throws, whatever it contains. */
export function readRunnerConfig(uri: Uri, text: string): RunnerConfig {
  const block = { text };
  const { tree, fault, skipped } = parse(text);
  const place = (span: Span): Place => ({ uri, block, span });
  const statements = tree ? statementsIn(tree) : [];
  const root = valueOf(tree, place);
  return { uri, text, block, root, statements, skipped, ...(fault && { fault }) };
}
