/**
 * Hover on a name: of a job, a template, a stage, a variable, an included file, an input, an anchor or a part of a
 * `!reference`.
 */
import type { Project } from '../../ci/project.ts';
import { say, type Markdown } from '../../text/markdown.ts';
import type { Span } from '../../text/span.ts';
import type { SourceDocument } from '../../yaml/tree.ts';
import { isAnchor } from '../names/anchor.ts';
import { entryNameOf } from '../names/entry.ts';
import { mentionAt, ownersIn, type FoundMention } from '../names/spots.ts';
import { stageAt } from '../names/stage.ts';
import { variableAt } from '../names/variable.ts';
import { targetAt } from '../target.ts';
import { describeEntry } from './entry.ts';
import { describeElsewhere, describeFiles } from './file.ts';
import { describeInputName } from './input-name.ts';
import { describeAnchor, describePath } from './part.ts';
import { describeStage } from './stage.ts';
import { describeVariableName } from './variable-name.ts';

export interface NameHover {
  readonly markdown: Markdown;
  readonly span: Span;
}

/** What a name refers to, once for each pipeline of the document that gives a different answer. */
export function hoverName(
  projects: readonly Project[],
  document: SourceDocument,
  offset: number,
): NameHover | undefined {
  const named = namedAt(document, offset);
  if (!named) return undefined;
  const told = ownersIn(projects, document).flatMap(project => named.describe(project) ?? []);
  const [first, second] = new Set(told);
  if (first === undefined) return undefined;
  return { markdown: second === undefined ? first : say`${first}\n\n---\n\n${second}`, span: named.span };
}

interface Named {
  readonly span: Span;
  readonly describe: (project: Project) => Markdown | undefined;
}

function namedAt(document: SourceDocument, offset: number): Named | undefined {
  const mentioned = mentionAt(document, offset);
  if (mentioned) return { span: mentioned.span, describe: project => aboutMention(project, mentioned) };
  const stage = stageAt(document, offset);
  if (stage) return { span: stage.span, describe: project => describeStage(project, stage.name) };
  const variable = variableAt(document, offset);
  if (variable) return { span: variable.span, describe: project => describeVariableName(project, variable) };
  const target = targetAt(document, offset);
  if (!target) return undefined;
  const { span } = target;
  return {
    span,
    describe: project => describeInputName(project, document, target) ?? describeElsewhere(target),
  };
}

function aboutMention(project: Project, found: FoundMention): Markdown | undefined {
  const { mention } = found;
  switch (mention.kind) {
    case 'entry':
      return describeEntry(project, entryNameOf(project, mention.name));
    case 'path':
      return describePath(project, mention);
    case 'file':
      return describeFiles(project, mention);
    case 'anchor':
      return isAnchor(found) ? describeAnchor(found) : undefined;
    default:
      return mention satisfies never;
  }
}
