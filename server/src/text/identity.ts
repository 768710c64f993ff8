/** What tells objects and lists of them apart where a text cannot. */

const NUMBERS = new WeakMap<object, number>();
let last = 0;

/** The number of an object, always the same, so that a key of text can name it. */
export function numberOf(object: object): number {
  const number = NUMBERS.get(object) ?? ++last;
  NUMBERS.set(object, number);
  return number;
}

/** Whether two lists hold the same objects in the same order. */
export function isSameList(some: readonly unknown[], others: readonly unknown[]): boolean {
  return some.length === others.length && some.every((one, index) => one === others[index]);
}
