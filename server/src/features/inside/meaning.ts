/** What a used variable or input refers to: its declarations. */
import type { Project } from '../../ci/project.ts';
import { resolveJob } from '../../ci/resolve-job.ts';
import type { Place } from '../../text/span.ts';
import type { SourceDocument } from '../../yaml/tree.ts';
import { member } from '../../yaml/value/value.ts';
import { declaredInputs, inputsIn, type DeclaredInput } from './declared-inputs.ts';
import { declaredVariables, variablesOfJobsBuiltOn, type DeclaredVariable } from './declared-variables.ts';
import type { UseAt } from './use-at.ts';

/** The declarations of a variable by precedence; in a template, those of the jobs built on it follow. */
export function variablesMeant(project: Project, { name, text }: UseAt): readonly DeclaredVariable[] {
  const entry = String(text.path[0]);
  const there = entry.startsWith('.') ? variablesOfJobsBuiltOn(project, entry) : [];
  return [...declaredVariables(project, entry), ...there].filter(each => each.name === name);
}

/** The declaration of an input. */
export function inputMeant(project: Project, document: SourceDocument, use: UseAt): DeclaredInput | undefined {
  if (use.kind !== 'input') return undefined;
  const { context, name, text } = use;
  const job = context === 'job.inputs' ? resolveJob(project, String(text.path[0]))?.value : undefined;
  const inputs = context === 'inputs' ? declaredInputs(document) : inputsIn(member(job, 'inputs')?.value);
  return inputs.find(each => each.name === name);
}

/** Where it is declared: keys in the files of the project. */
export function declarationsOf(project: Project, document: SourceDocument, use: UseAt): readonly Place[] {
  if (use.kind === 'input' && use.context !== 'matrix') return [inputMeant(project, document, use)?.at ?? []].flat();
  const all = variablesMeant(project, use);
  return (use.kind === 'input' ? all.filter(({ from }) => from === 'matrix') : all).map(({ at }) => at);
}
