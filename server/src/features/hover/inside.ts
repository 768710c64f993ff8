/** Hover on variables and inputs inside texts. */
import type { Project } from '../../ci/project.ts';
import { wordsOf } from '../../readings/describe.ts';
import { describeKnown } from '../../readings/known-variable.ts';
import { spec } from '../../spec/header.ts';
import { code, joined, say, ours, type Markdown } from '../../text/markdown.ts';
import type { Span } from '../../text/span.ts';
import type { SourceDocument } from '../../yaml/tree.ts';
import { describeDeclared } from '../inside/describe-declared.ts';
import { describeInput } from '../inside/describe-input.ts';
import { describeValues } from '../inside/given-values.ts';
import { inputMeant, variablesMeant } from '../inside/meaning.ts';
import { useAt, type UseAt } from '../inside/use-at.ts';
import { ownersIn } from '../names/spots.ts';

export interface InsideHover {
  readonly markdown: Markdown;
  readonly span: Span;
}

/** Nothing on variables that no file declares and GitLab does not set: they may come from settings. */
export function hoverInside(
  projects: readonly Project[],
  document: SourceDocument,
  offset: number,
): InsideHover | undefined {
  const use = useAt(document, offset);
  if (!use) return undefined;
  const owners = ownersIn(projects, document);
  const parts = use.kind === 'variable' ? aboutVariable(owners, use) : aboutInput(owners, document, use);
  return parts.length > 0 ? { markdown: joined(parts, '\n\n---\n\n'), span: use.span } : undefined;
}

/** What files say about it, then what GitLab or its runner does. */
function aboutVariable(owners: readonly Project[], use: UseAt): readonly Markdown[] {
  const known = describeKnown(use.name);
  const declared = owners.flatMap(project => {
    const all = variablesMeant(project, use);
    return all.length > 0 ? [say`**${code(`$${use.name}`)}**\n\n${describeDeclared(project, all)}`] : [];
  });
  return [...new Set(declared), ...(known === undefined ? [] : [known])];
}

function aboutInput(owners: readonly Project[], document: SourceDocument, use: UseAt): readonly Markdown[] {
  if (use.kind !== 'input') return [];
  if (use.context === 'component')
    return componentWords.flatMap(({ value, doc }) => (value === use.name ? [ours(doc)] : []));
  const described = owners.flatMap(project => {
    if (use.context === 'matrix') {
      const all = variablesMeant(project, use).filter(({ from }) => from === 'matrix');
      return all.length > 0 ? [describeDeclared(project, all)] : [];
    }
    const input = inputMeant(project, document, use);
    if (!input) return [];
    const values = use.context === 'inputs' && describeValues(project, document, input, use.calls ?? []);
    return [joined([describeInput(project, input), values], '\n')];
  });
  return [...new Set(described)];
}

const componentWords = wordsOf(spec.shape.fields.component.shape.item);
