/** `workflow`: whether there is a pipeline at all, its name, and the variables that this brings. */
import { given, textOf } from '../ci/blank.ts';
import type { Truth } from '../expression/truth.ts';
import { member, type Value } from '../yaml/value/value.ts';
import { agreedVariables } from './agree.ts';
import { isRefusal } from './changes.ts';
import { decide, doubtAmong, lettingIn, lettingOf, rulesIn, type RuleContext, type Decision } from './rules.ts';
import type { Variables } from './scope.ts';
import { variablesIn } from './yaml-variables.ts';

export interface Workflow {
  readonly lets: Truth;
  /** Those of the deciding rule. */
  readonly variables: Variables;
  readonly decisions: readonly Decision[];
  /** Whether it has the key `rules`, even without a value: then jobs run for more than branches and tags. */
  readonly hasRules: boolean;
  /** As written. */
  readonly name: string | undefined;
}

export function workflowOf(root: Value, context: RuleContext): Workflow {
  const workflow = member(root, 'workflow')?.value;
  const name = textOf(member(workflow, 'name')?.value);
  const hasRules = member(workflow, 'rules') !== undefined;
  const rules = given(workflow, 'rules');
  if (!rules) return { lets: true, variables: new Map(), decisions: [], hasRules, name };
  const decisions = decide(rulesIn(rules), context);
  // a workflow whose rules cannot be tried creates no pipeline, without any message
  if (isRefusal(decisions)) return { lets: false, variables: new Map(), decisions: [], hasRules, name };
  return { ...resultOf(decisions), decisions, hasRules, name };
}

function resultOf(decisions: readonly Decision[]): Pick<Workflow, 'lets' | 'variables'> {
  const staying = decisions.filter(({ rule }) => lettingIn(rule) !== false);
  const variables = agreedVariables(
    staying.map(({ rule }) => variablesIn(member(rule, 'variables')?.value)),
    doubtAmong(decisions),
  );
  return { lets: lettingOf(decisions), variables };
}
