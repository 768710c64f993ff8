/**
 * Texts of files that a client has opened once more under another spelling of their URI: what was opened last counts,
 * and the others again when it is closed.
 */
import type { Uri } from '../text/span.ts';
import type { OpenDocument } from './documents.ts';

export interface Covered {
  /** The text with this spelling, if it is covered. */
  at(uri: string): OpenDocument | undefined;
  /** Covers a text, or takes its newer version. */
  keep(document: OpenDocument): void;
  /** The text is closed, or opened again. */
  forget(uri: string): void;
  /** The latest text of a file, which is covered no more. */
  uncover(id: Uri): OpenDocument | undefined;
}

export function coveredTexts(): Covered {
  const texts = new Map<string, OpenDocument>();
  return {
    at: uri => texts.get(uri),
    keep: document => void texts.set(document.uri, document),
    forget: uri => void texts.delete(uri),
    uncover(id) {
      const latest = [...texts.values()].findLast(document => document.id === id);
      if (latest) texts.delete(latest.uri);
      return latest;
    },
  };
}
