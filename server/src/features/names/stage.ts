/** Stages by name: where they are listed, and which jobs run in them. */
import { configurationOf } from '../../ci/configuration.ts';
import { mergedEntry, stepsOf } from '../../ci/pipeline.ts';
import type { Project } from '../../ci/project.ts';
import { resolveJob } from '../../ci/resolve-job.ts';
import { datumToS } from '../../ci/ruby-text.ts';
import { stagesIn as stageList, USUAL_STAGE } from '../../ci/stages.ts';
import { find, scalarsIn, type FoundField } from '../../readings/find.ts';
import type { Span } from '../../text/span.ts';
import { readScalar } from '../../yaml/value/scalar.ts';
import type { Block, PieceKind, ScalarNode, SourceDocument } from '../../yaml/tree.ts';
import { member, type Value } from '../../yaml/value/value.ts';
import { scalarsOf } from '../inside/scalars.ts';
import { targetAt } from '../target.ts';
import { documentsOf } from './spots.ts';
import { wordSpots, type WordInBlock, type WordSpot } from './word-spots.ts';

/** The name of a stage in a text. */
export interface StageAt {
  readonly name: string;
  /** In the document. */
  readonly span: Span;
}

/** The stage that is listed or chosen at an offset. */
export function stageAt(document: SourceDocument, offset: number): StageAt | undefined {
  const target = targetAt(document, offset);
  if (target?.part !== 'value' || target.piece === 'ignored') return undefined;
  const { path, piece, entryKeys, node, span } = target;
  return isStage(find(path, { piece, entryKeys }), node) ? { name: textOf(node), span } : undefined;
}

/** The places of the name in the files of a pipeline; `isDefinition` for those in `stages`. */
export function spotsOfStage(project: Project, name: string): readonly WordSpot[] {
  return documentsOf(project).flatMap(document => stagesIn(document, name));
}

/** The same for one document. */
export function stagesIn(document: SourceDocument, name: string): readonly WordSpot[] {
  return wordSpots(document, (block, piece) => inBlock(block, piece, name));
}

function inBlock(block: Block, piece: PieceKind, name: string): readonly WordInBlock[] {
  if (!block.text.includes('stage')) return [];
  return scalarsOf(block, piece).flatMap(({ node, part, found, path }) => {
    if (part === 'key' || !isStage(found, node) || textOf(node) !== name) return [];
    return [{ span: node.span, isDefinition: path[0] === 'stages' }];
  });
}

function isStage(found: FoundField | undefined, node: ScalarNode): boolean {
  if (!found || node.text.includes('$') || readScalar(node).type === 'null') return false;
  return scalarsIn(found.shape).some(form => form.kind === 'name' && form.of === 'stage');
}

function textOf(node: ScalarNode): string {
  return datumToS(readScalar(node));
}

/** The stages of a pipeline in the order in which they run; `undefined` if not all of them can be read. */
export function stagesOf(project: Project): readonly string[] | undefined {
  return stageList(mergedEntry(stepsOf(configurationOf(project)), 'stages').member)?.names;
}

/** The stage that a job resolves to, with the value that names it, if any. */
export function stageOf(job: Value): { readonly name: string; readonly value?: Value } {
  const value = member(job, 'stage')?.value;
  const given = value?.kind === 'scalar' && value.datum.type !== 'null' ? datumToS(value.datum) : undefined;
  return given === undefined || !value ? { name: USUAL_STAGE } : { name: given, value };
}

/** The visible jobs of a stage, in the order of the pipeline. */
export function jobsOfStage(project: Project, name: string): readonly string[] {
  return configurationOf(project)
    .names()
    .filter(each => {
      const job = each.startsWith('.') ? undefined : resolveJob(project, each);
      return (job?.kind === 'job' || job?.kind === 'trigger') && stageOf(job.value).name === name;
    });
}
