/** Parses one expression after `${{`, with operator precedence, and stops at the first fault. */
import { span, type Span } from '../../text/span.ts';
import { unexpected } from './faults.ts';
import type { TemplateFault, Term, Type } from './tree.ts';
import { tokenAt, type TemplateToken } from './tokens.ts';

/** From the loosest to the tightest; operators of one row have the same precedence. */
const PRECEDENCE: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['==', '!=', '<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/', '%'],
];
const UNARY: readonly string[] = ['+', '-', '!'];
const WORDS: Readonly<Record<string, Type>> = { true: 'boolean', false: 'boolean', null: 'null' };

/** Deeper than anyone writes; deeper nesting is not parsed. */
const DEEPEST = 50;

/** More operators and dots than anyone writes; a longer expression is not parsed. */
const MOST_STEPS = 500;

export type ExpressionReading =
  | { readonly term: Term; readonly end: number }
  | { readonly fault: TemplateFault | undefined; readonly end: number };

/** The expression that begins at an offset, up to its `}}`. */
export function readExpression(text: string, start: number): ExpressionReading {
  const reader = new Reader(text, start);
  try {
    const term = reader.binary(0);
    return { term, end: reader.close(start - 3, term) };
  } catch (stop) {
    if (stop instanceof Stop) return { fault: stop.fault, end: reader.at };
    throw stop;
  }
}

/** Stops the parser at the first fault; without a fault, the expression is nested too deeply. */
class Stop extends Error {
  constructor(readonly fault?: TemplateFault) {
    super('stopped');
  }
}

class Reader {
  #depth = 0;
  #steps = 0;

  constructor(
    private readonly text: string,
    public at: number,
  ) {}

  binary(level: number): Term {
    const operators = PRECEDENCE[level];
    if (!operators) return this.unary();
    let left = this.binary(level + 1);
    for (let token = this.peek(); operators.includes(token.text) && token.kind === 'sign'; token = this.peek()) {
      this.step(token);
      const right = this.binary(level + 1);
      left = { kind: 'binary', operator: token.text, at: token.span, left, right, span: joined(left.span, right.span) };
    }
    return left;
  }

  /** Takes the `}}`; if there is something else, explains what. */
  close(open: number, term: Term): number {
    const token = this.peek();
    if (this.text.startsWith('}}', token.span.start)) return token.span.end + 1;
    throw new Stop(unexpected(this.text, token, { open, end: term.span.end }));
  }

  private unary(): Term {
    const token = this.peek();
    if (token.kind !== 'sign' || !UNARY.includes(token.text)) return this.access();
    this.at = token.span.end;
    const of = this.deeper(() => this.unary());
    return { kind: 'unary', operator: token.text, of, span: joined(token.span, of.span) };
  }

  private access(): Term {
    let term = this.primary();
    for (let token = this.peek(); token.text === '.' || token.text === '['; token = this.peek()) {
      this.step(token);
      term = token.text === '.' ? this.member(term) : this.index(term);
    }
    return term;
  }

  private member(of: Term): Term {
    const token = this.peek();
    if (token.kind !== 'name') throw this.fault(token, 'a name after the dot');
    this.at = token.span.end;
    return { kind: 'member', of, name: token.text, at: token.span, span: joined(of.span, token.span) };
  }

  private index(of: Term): Term {
    const index = this.deeper(() => this.binary(0));
    const close = this.take(']');
    const name = index.kind === 'literal' && index.type === 'text' ? nameIn(this.text, index.span) : undefined;
    const whole = joined(of.span, close);
    if (name === undefined) return { kind: 'index', of, index, span: whole };
    return { kind: 'member', of, name, at: span(index.span.start + 1, index.span.end - 1), span: whole };
  }

  private primary(): Term {
    const token = this.peek();
    if (token.kind === 'sign') return this.bracketed(token);
    if (token.kind === 'unknown' || token.kind === 'end') throw this.fault(token, 'a value');
    this.at = token.span.end;
    if (token.kind === 'number') return { kind: 'literal', type: 'number', inner: [], span: token.span };
    if (token.kind === 'text') return { kind: 'literal', type: 'text', inner: this.nested(token), span: token.span };
    const type = Object.hasOwn(WORDS, token.text) ? WORDS[token.text] : undefined;
    if (type) return { kind: 'literal', type, inner: [], span: token.span };
    return this.peek().text === '(' ? this.call(token) : { kind: 'name', name: token.text, span: token.span };
  }

  /** Expressions inside a double-quoted string. */
  private nested(token: TemplateToken): readonly Term[] {
    const inner: Term[] = [];
    if (!token.text.startsWith('"')) return inner;
    // With a quoted string inside them, it is not known where this one ends.
    if (token.text.split('${{').length > token.text.split('}}').length) throw new Stop();
    for (let at = token.text.indexOf('${{'); at >= 0; at = token.text.indexOf('${{', at + 3)) {
      if (token.text[at - 1] === '\\') continue;
      const reader = new Reader(this.text.slice(0, token.span.end - 1), token.span.start + at + 3);
      const term = this.deeper(() => reader.binary(0));
      reader.close(token.span.start + at, term);
      inner.push(term);
    }
    return inner;
  }

  private call(name: TemplateToken): Term {
    this.at = this.peek().span.end;
    const inner = this.items(')', () => [this.binary(0)]);
    return { kind: 'call', name: name.text, at: name.span, inner, span: span(name.span.start, this.at) };
  }

  private bracketed(token: TemplateToken): Term {
    if (!'([{'.includes(token.text)) throw this.fault(token, 'a value');
    this.at = token.span.end;
    if (token.text === '(') {
      const term = this.deeper(() => this.binary(0));
      this.take(')');
      return term;
    }
    const isList = token.text === '[';
    const inner = isList ? this.items(']', () => [this.binary(0)]) : this.items('}', () => this.entry());
    return { kind: 'literal', type: isList ? 'list' : 'object', inner, span: span(token.span.start, this.at) };
  }

  /** A bare name in front of the colon is a string. */
  private entry(): readonly Term[] {
    const token = this.peek();
    const isName = token.kind === 'name' && tokenAt(this.text, token.span.end).text === ':';
    if (isName) this.at = token.span.end;
    const key = isName ? [] : [this.binary(0)];
    this.take(':');
    return [...key, this.binary(0)];
  }

  private items(close: string, read: () => readonly Term[]): readonly Term[] {
    const items: Term[] = [];
    while (this.peek().text !== close) {
      items.push(...this.deeper(read));
      if (this.peek().text !== close) this.take(',');
    }
    this.take(close);
    return items;
  }

  private take(sign: string): Span {
    const token = this.peek();
    if (token.text !== sign || token.kind !== 'sign') throw this.fault(token, `\`${sign}\``);
    this.at = token.span.end;
    return token.span;
  }

  private peek(): TemplateToken {
    return tokenAt(this.text, this.at);
  }

  private fault(token: TemplateToken, expected: string): Stop {
    return new Stop(unexpected(this.text, token, { expected }));
  }

  /** Each operator and each dot makes the tree a level deeper. */
  private step({ span: { end } }: TemplateToken): void {
    if (++this.#steps > MOST_STEPS) throw new Stop();
    this.at = end;
  }

  private deeper<T>(read: () => T): T {
    if (this.#depth >= DEEPEST) throw new Stop();
    this.#depth++;
    const found = read();
    this.#depth--;
    return found;
  }
}

/** The content of a quoted string without escapes or nested expressions. */
function nameIn(text: string, { start, end }: Span): string | undefined {
  const name = text.slice(start + 1, end - 1);
  return /[\\$]/.test(name) ? undefined : name;
}

function joined(from: Span, to: Span): Span {
  return span(from.start, to.end);
}
