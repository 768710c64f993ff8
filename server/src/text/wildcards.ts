/**
 * Matches patterns with wildcards in time that grows linearly with text and pattern: a workspace may contain any
 * pattern.
 */

export type Takes = (letter: string) => boolean;

/** `many` matches any number of such letters; of a `choice`, one option has to match. */
export type WildcardPart =
  | { readonly kind: 'one' | 'many'; readonly takes: Takes }
  | { readonly kind: 'choice'; readonly options: readonly (readonly WildcardPart[])[] };

/** A letter that matches itself. */
export function letter(one: string): WildcardPart {
  return { kind: 'one', takes: other => other === one };
}

/** A test for whole texts. It follows all ways to read the pattern at once, so it never backtracks. */
export function matcher(parts: readonly WildcardPart[]): (text: string) => boolean {
  const states: State[] = [{ next: [] }];
  const start = add(states, parts, END);
  return text => {
    let current = spread(states, [start]);
    for (const one of text) {
      const reached = current.flatMap(index => {
        const state = states[index];
        return state?.takes?.(one) ? state.next : [];
      });
      if (reached.length === 0) return false;
      current = spread(states, reached);
    }
    return current.includes(END);
  };
}

/** A state without `takes` leads on without reading a letter. */
interface State {
  readonly takes?: Takes;
  readonly next: readonly number[];
}

const END = 0;

/** Adds the states of a sequence in front of another state; returns the first of them. */
function add(states: State[], parts: readonly WildcardPart[], next: number): number {
  return parts.reduceRight((behind, part) => addPart(states, part, behind), next);
}

function addPart(states: State[], part: WildcardPart, next: number): number {
  if (part.kind === 'choice') return push(states, { next: part.options.map(option => add(states, option, next)) });
  if (part.kind === 'one') return push(states, { takes: part.takes, next: [next] });
  const again = states.length + 1;
  push(states, { takes: part.takes, next: [again] });
  return push(states, { next: [again - 1, next] });
}

function push(states: State[], state: State): number {
  return states.push(state) - 1;
}

/** The states and all that they lead on to without reading a letter, each once. */
function spread(states: readonly State[], from: readonly number[]): readonly number[] {
  const found = new Set(from);
  for (const index of found) {
    const state = states[index];
    if (state && !state.takes) for (const next of state.next) found.add(next);
  }
  return [...found];
}
