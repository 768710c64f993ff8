/** Answers that are made once, and cached as long as what they were made of. */

/** A function of two objects that answers once for each pair. */
export function keptByPair<One extends object, Other extends object, Answer>(
  make: (one: One, other: Other) => Answer,
): (one: One, other: Other) => Answer {
  const answers = new WeakMap<One, WeakMap<Other, { readonly answer: Answer }>>();
  return (one, other) => {
    const byOther = answers.get(one) ?? new WeakMap<Other, { readonly answer: Answer }>();
    answers.set(one, byOther);
    const known = byOther.get(other);
    if (known) return known.answer;
    const answer = make(one, other);
    byOther.set(other, { answer });
    return answer;
  };
}
