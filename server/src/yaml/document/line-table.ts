/** The line table of a document, computed once: it costs a pass over the whole text. */
import { cachedBy } from '../../text/cached.ts';
import { linesOf, type Lines } from '../../text/lines.ts';
import type { SourceDocument } from '../tree.ts';

export const lineTable = cachedBy(({ text }: SourceDocument): Lines => linesOf(text));
