/** The tokens of one scalar: the scalar itself if it is a name, and names that are used inside its text. */
import { scalarsIn } from '../../readings/find.ts';
import { isKnownVariable } from '../../readings/known-variable.ts';
import { hooks, preStopHandler } from '../../spec/hooks.ts';
import { outerStages } from '../../spec/pipeline.ts';
import type { Field } from '../../spec/shape.ts';
import { shift } from '../../text/span.ts';
import { inputUses } from '../inside/input-uses.ts';
import type { PlacedScalar } from '../inside/scalars.ts';
import { sourceOf, unfolded } from '../inside/source.ts';
import { variableUses } from '../inside/variable-uses.ts';
import type { SemanticToken } from './token.ts';

/** Spans are relative to the block. */
export function scalarTokens(scalar: PlacedScalar, text: string): readonly SemanticToken[] {
  const own = scalar.part === 'key' ? keyToken(scalar) : stageToken(scalar);
  return [...own, ...usesIn(scalar, text)];
}

/** A hook, a handler, a variable or an input. */
function keyToken({ node: { span }, path, found }: PlacedScalar): readonly SemanticToken[] {
  const field = found?.field;
  if (HOOKS.includes(field)) return [{ span, type: 'hook' }];
  if (HANDLERS.includes(field)) return [{ span, type: 'handler' }];
  if (!found) return [];
  const above = path.at(-2);
  if (above === 'variables') return [{ span, type: 'variable', defines: true }];
  return above === 'inputs' ? [{ span, type: 'input', defines: true }] : [];
}

const HOOKS: readonly (Field | undefined)[] = Object.values(hooks.shape.fields);
const HANDLERS: readonly (Field | undefined)[] = Object.values(preStopHandler.shape.fields);

function stageToken({ node: { span, text }, path, found }: PlacedScalar): readonly SemanticToken[] {
  const isStage = found && scalarsIn(found.shape).some(form => form.kind === 'name' && form.of === 'stage');
  if (!isStage || text.includes('$')) return [];
  const builtin = outerStages.some(stage => stage === text);
  return [{ span, type: 'stage', ...(path[0] === 'stages' && { defines: true }), ...(builtin && { builtin }) }];
}

function usesIn({ node, expansion }: PlacedScalar, text: string): readonly SemanticToken[] {
  const written = text.slice(node.span.start, node.span.end);
  if (!written.includes('$')) return [];
  const { source, open } = sourceOf(written, node.style);
  const start = node.span.start + open;
  const inputs = inputUses(unfolded(source, node.style)).map(({ span }): SemanticToken => ({
    span: shift(start, span),
    type: 'input',
  }));
  const variables = (expansion ? variableUses(source, expansion) : []).map(({ name, span }): SemanticToken => {
    const builtin = isKnownVariable(name);
    return { span: shift(start, span), type: 'variable', ...(builtin && { builtin }) };
  });
  return [...inputs, ...variables];
}
