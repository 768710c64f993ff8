/** Conditions in rules of inputs. */
import { given, textOf } from '../../ci/blank.ts';
import type { Project } from '../../ci/project.ts';
import { evaluate } from '../../expression/evaluate.ts';
import type { Doubt, Truth } from '../../expression/truth.ts';
import { rulesIn } from '../../simulation/rules.ts';
import type { Scenario } from '../../simulation/scenario.ts';
import { doubtAbout } from '../../simulation/scope.ts';
import { loadDocument } from '../../yaml/load/load.ts';
import type { Piece } from '../../yaml/tree.ts';
import { member } from '../../yaml/value/value.ts';
import { declaredInputs, type DeclaredInput } from '../inside/declared-inputs.ts';
import { inputText } from '../plan/input-text.ts';
import type { Target } from '../target.ts';
import { valuesIn } from './clause-values.ts';

interface InputClause {
  readonly holds: (scenario: Scenario) => Truth | undefined;
}

/** Rules of inputs see other inputs: those that the scenario gives to the first file, or their defaults. */
export function inputClauses(project: Project, target: Target): readonly InputClause[] {
  const document = [...project.documents.values()].find(({ pieces }) => pieces.some(holdsBlock(target)));
  const header = document && member(loadDocument(document).header, 'spec')?.value;
  const inputs = member(header, 'inputs')?.value;
  if (!document || inputs?.kind !== 'map') return [];
  const rules = [...inputs.members.values()].flatMap(({ value }) => rulesIn(given(value, 'rules')));
  const isFirst = document.uri === project.pipeline;
  const declared = new Map(declaredInputs(document).map(one => [one.name, one]));
  return valuesIn(rules, target, 'if').map(value => ({
    holds: scenario => {
      const inputs = (name: string) =>
        (isFirst ? inputIn(scenario, declared.get(name)) : undefined) ?? aboutInput(name);
      return evaluate(textOf(value) ?? '', doubtAbout, inputs);
    },
  }));
}

function holdsBlock({ block }: Target): (piece: Piece) => boolean {
  return ({ entries }) => entries.some(entry => entry.block === block);
}

/** Nothing if its value is not known: it may be decided by rules of its own. */
function inputIn({ inputs = {} }: Scenario, declared: DeclaredInput | undefined): string | undefined {
  if (!declared) return undefined;
  const value = Object.hasOwn(inputs, declared.name) ? inputs[declared.name] : undefined;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return declared.standard && value === undefined ? inputText(declared.standard) : undefined;
}

function aboutInput(name: string): Doubt {
  return { on: [`the input ${name}`] };
}
