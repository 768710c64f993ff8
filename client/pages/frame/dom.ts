/** Makes elements of a page. Text is set as text: nothing in it is read as markup. */

type Attributes = Readonly<Record<string, string>>;

export function html<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  setAll(made, attributes);
  made.append(...children);
  return made;
}

export function svg<Name extends keyof SVGElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly Node[]
): SVGElementTagNameMap[Name] {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  setAll(made, attributes);
  made.append(...children);
  return made;
}

/** Changes only what differs, so that nothing is drawn or read aloud again. */
export function setAll(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes))
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** A sentence in which text between backticks is code. */
export function setSentence(element: Element, text: string): void {
  if (SENTENCES.get(element) === text) return;
  SENTENCES.set(element, text);
  // every second part was between backticks
  element.replaceChildren(...text.split('`').map((part, index) => (index % 2 === 1 ? html('code', {}, part) : part)));
}

const SENTENCES = new WeakMap<Element, string>();

export function setFlag(element: Element, name: string, is: boolean): void {
  if (element.classList.contains(name) !== is) element.classList.toggle(name, is);
}

const KEYS = new WeakMap<Element, string>();

/** The children of an element, one for each item: an element with the same key stays, and keeps the focus. */
export function keyed<Item, Child extends Element>(
  parent: Element,
  items: readonly Item[],
  keyOf: (item: Item) => string,
  drawing: { readonly make: (item: Item) => Child; readonly update: (child: Child, item: Item) => void },
): void {
  const before = new Map([...parent.children].map(child => [KEYS.get(child), child as Child]));
  let next = parent.firstElementChild;
  for (const item of items) {
    const key = keyOf(item);
    const child = before.get(key) ?? drawing.make(item);
    before.delete(key);
    KEYS.set(child, key);
    drawing.update(child, item);
    if (child === next) next = next.nextElementSibling;
    else parent.insertBefore(child, next);
  }
  for (const gone of before.values()) gone.remove();
}
