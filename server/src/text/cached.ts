/**
 * Functions that compute an answer once for each object they are asked about.
 *
 * This is safe because these objects never change: documents, blocks, values and projects are immutable, and an edit
 * makes new objects for what it touched and keeps all others. So an answer is right as long as its object lives, and
 * the weak maps drop it together with the object. An answer must depend on nothing but the arguments.
 */

/** Caches by one object. */
export function cachedBy<Source extends object, Answer>(make: (source: Source) => Answer): (source: Source) => Answer {
  const answers = new WeakMap<Source, Answer>();
  return source => {
    const cached = answers.get(source);
    // there are so many answers that an object around each would take much memory
    if (cached !== undefined || answers.has(source)) return cached as Answer;
    const answer = make(source);
    answers.set(source, answer);
    return answer;
  };
}

interface Named<Name, Answer> {
  readonly name: Name;
  readonly answer: Answer;
  /** The answers for other names, if there are any: most objects are asked about one, and a map is large. */
  others: Map<Name, { readonly answer: Answer }> | undefined;
}

/** Caches by an object and a name. */
export function cachedByName<Source extends object, Name extends string, Answer>(
  make: (source: Source, name: Name) => Answer,
): (source: Source, name: Name) => Answer {
  const answers = new WeakMap<Source, Named<Name, Answer>>();
  return (source, name) => {
    const cached = answers.get(source);
    if (cached?.name === name) return cached.answer;
    const other = cached?.others?.get(name);
    if (other) return other.answer;
    const answer = make(source, name);
    // making it may have asked about the same object
    const first = answers.get(source);
    if (first) (first.others ??= new Map()).set(name, { answer });
    else answers.set(source, { name, answer, others: undefined });
    return answer;
  };
}

/** Caches by two objects; an answer is dropped as soon as either of them is. */
export function cachedByPair<One extends object, Other extends object, Answer>(
  make: (one: One, other: Other) => Answer,
): (one: One, other: Other) => Answer {
  const withOne = cachedBy((one: One) => cachedBy((other: Other) => make(one, other)));
  return (one, other) => withOne(one)(other);
}

/** Nothing that a person repeats is longer. */
const REPEATED = 500;

/** Caches by a text, for texts that a file repeats; there are never more answers than given, and none for long texts. */
export function cachedByText<Answer>(make: (text: string) => Answer, most: number): (text: string) => Answer {
  const answers = new Map<string, { readonly answer: Answer }>();
  return text => {
    if (text.length > REPEATED) return make(text);
    const cached = answers.get(text);
    if (cached) return cached.answer;
    if (answers.size >= most) answers.clear();
    const answer = make(text);
    answers.set(text, { answer });
    return answer;
  };
}

/** Caches the latest answer: many questions in a row, such as those of a file's fixes, are about the same text. */
export function cachedForText<Answer>(make: (text: string) => Answer): (text: string) => Answer {
  let latest: { readonly text: string; readonly answer: Answer } | undefined;
  return text => {
    if (latest?.text !== text) latest = { text, answer: make(text) };
    return latest.answer;
  };
}
