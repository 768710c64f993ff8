/** Document highlights: the places in a document that mean the same as the name at the cursor. */
import type { Project } from '../ci/project.ts';
import type { Span } from '../text/span.ts';
import type { SourceDocument } from '../yaml/tree.ts';
import { bindingOf, isAnchor } from './names/anchor.ts';
import { entryNameOf } from './names/entry.ts';
import { isSamePath, type Mention } from './names/mentions.ts';
import { mentionAt, mentionsOfEntry, ownersIn, type FoundMention } from './names/spots.ts';
import { stageAt, stagesIn } from './names/stage.ts';
import { variableAt, variablesIn } from './names/variable.ts';

export interface Highlight {
  readonly span: Span;
  /** `write` where the thing is defined. */
  readonly kind: 'read' | 'write';
}

/** Judged by the text alone, so that moving the cursor costs little. */
export function highlights(
  projects: readonly Project[],
  document: SourceDocument,
  offset: number,
): readonly Highlight[] {
  const found = mentionAt(document, offset);
  if (!found) return highlightsByName(document, offset);
  const same = isAnchor(found) ? bindingOf(found) : sameAs(projects, found);
  return same.map(({ span, mention }) => {
    const isDefinition = (mention.kind === 'entry' || mention.kind === 'anchor') && mention.role === 'definition';
    return { span, kind: isDefinition ? 'write' : 'read' };
  });
}

/** Stages and variables. */
function highlightsByName(document: SourceDocument, offset: number): readonly Highlight[] {
  const stage = stageAt(document, offset);
  const variable = stage ? undefined : variableAt(document, offset);
  const same = stage ? stagesIn(document, stage.name) : variable ? variablesIn(document, variable.name) : [];
  return same.map(({ span, isDefinition }) => ({ span, kind: isDefinition ? 'write' : 'read' }));
}

function sameAs(projects: readonly Project[], { mention, document }: FoundMention): readonly FoundMention[] {
  const [project] = ownersIn(projects, document);
  const nameOf = (written: string): string => (project ? entryNameOf(project, written) : written);
  if (mention.kind === 'entry') {
    const name = nameOf(mention.name);
    return mentionsOfEntry(document, name).filter(
      ({ mention: other }) => other.kind === 'entry' && (other.name === name || nameOf(other.name) === name),
    );
  }
  const last = mention.kind === 'path' ? mention.keys[mention.length - 1] : undefined;
  return mentionsOfEntry(document, last ?? '').filter(({ mention: other }) => isSame(mention, other));
}

function isSame(one: Mention, other: Mention): boolean {
  if (one.kind === 'path') return other.kind === 'path' && isSamePath(one, other);
  return one.kind === 'file' && other.kind === 'file' && one.path === other.path;
}
