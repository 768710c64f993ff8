/** Finds what no shell can read in a script. The parser reads bash, and with it everything that `sh` accepts. */
import { forEachChild, parse, type ParsedScript, type ParseError, type SyntaxNode } from 'unbash';
import { guarded } from '../text/failure.ts';
import { explained, unclosed, type ShellFault } from './words.ts';

export type { ShellFault } from './words.ts';

/** The first fault of the script; none if it can be read, or if it is longer than anybody writes. */
export function shellFault(script: string): ShellFault | undefined {
  if (script.length > LONGEST) return undefined;
  const cached = RECENT.get(script);
  if (cached) return cached.fault;
  // the parser is recursive, so a script that was made to be deep may exhaust the stack
  const fault = guarded('shell-syntax', undefined, () => faultIn(script));
  if (RECENT.size >= MOST_RECENT) RECENT.clear();
  RECENT.set(script, { fault });
  return fault;
}

const LONGEST = 100_000;
const RECENT = new Map<string, { readonly fault: ShellFault | undefined }>();
const MOST_RECENT = 1000;

function faultIn(script: string): ShellFault | undefined {
  const parsed = parse(script);
  // nearly all scripts are sound, and only a substitution keeps errors to itself
  if (!parsed.errors && !/[$<>]\(/.test(script)) return undefined;
  const { errors, open } = readingOf(parsed);
  const [first] = errors;
  if (!first) return undefined;
  const last = open[0];
  const isAtEnd = script.slice(first.pos).trim() === '';
  const closing = errors.find(error => error.pos === first.pos && CLOSING.test(error.message));
  if (last && (closing ?? isAtEnd)) return unclosed(script, last.pos, first.message);
  return explained(script, closing ?? first);
}

const CLOSING = /^expected '.+' to close /;

interface Walked {
  /** In the order of the script. */
  readonly errors: readonly ParseError[];
  /** Compound commands whose end is missing, the innermost first. */
  readonly open: readonly SyntaxNode[];
}

/** Walks without recursion, and not into more than anybody writes. */
function readingOf(script: ParsedScript): Walked {
  const errors: ParseError[] = [];
  const open: SyntaxNode[] = [];
  const waiting: { readonly node: SyntaxNode; readonly depth: number }[] = [{ node: script, depth: 0 }];
  for (let count = 0; count < MOST_NODES; count++) {
    const next = waiting.pop();
    if (!next) break;
    const { node, depth } = next;
    if (node.type === 'Script') errors.push(...(node.errors ?? []).filter(isCertain));
    else if (COMPOUND.has(node.type) && node.pos === node.end) open.push(node);
    if (depth < DEEPEST && !isOpaque(node))
      forEachChild(node, child => waiting.push({ node: child, depth: depth + (child.type === 'Script' ? 1 : 0) }));
  }
  return { errors: errors.toSorted((a, b) => a.pos - b.pos), open: open.toSorted((a, b) => b.pos - a.pos) };
}

const MOST_NODES = 50_000;
const DEEPEST = 20;

const COMPOUND: ReadonlySet<SyntaxNode['type']> = new Set<SyntaxNode['type']>([
  'If',
  'For',
  'ArithmeticFor',
  'While',
  'Select',
  'Case',
  'Subshell',
  'BraceGroup',
  'TestCommand',
]);

/** A `[` in a word is one character to `sh`; limits of the parser are no faults. */
function isCertain({ message }: ParseError): boolean {
  return !/^maximum |array subscript$/.test(message);
}

/** Shells read what is in backticks, and the lines of a here-document, only when they run it. */
function isOpaque(node: SyntaxNode): boolean {
  return node.type === 'HereDocBody' || (node.type === 'CommandExpansion' && !node.text.startsWith('$('));
}
