/** Readings that are made when somebody asks for them: of a text that nobody looks at, only the text is kept. */
import type { Uri } from '../../text/span.ts';
import type { SourceDocument } from '../tree.ts';
import { parse } from './document.ts';

/** Those that nobody has asked so far. */
const RESTING = new WeakSet<SourceDocument>();

/**
 * Equal to the document, but with nothing in memory except its text; `woken` is told when somebody asks for more. What is
 * cached by the document or its blocks is made anew then, so the two must not be mixed. `woken` must not
 * refer to what is dropped.
 */
export function atRest({ uri, text }: SourceDocument, woken: (uri: Uri) => void): SourceDocument {
  let made: SourceDocument | undefined;
  const read = (): SourceDocument => {
    if (made) return made;
    made = parse(uri, text);
    RESTING.delete(document);
    woken(uri);
    return made;
  };
  const document: SourceDocument = {
    uri,
    text,
    get isTooLong() {
      return read().isTooLong;
    },
    get unreadEntries() {
      return read().unreadEntries;
    },
    get pieces() {
      return read().pieces;
    },
  };
  RESTING.add(document);
  return document;
}

export function isAtRest(document: SourceDocument): boolean {
  return RESTING.has(document);
}
