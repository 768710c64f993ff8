/** Hover on the key that sets a variable: all that sets it for that place, what GitLab says of it, and how often it is used. */
import type { Project } from '../../ci/project.ts';
import { describePredefined, predefined } from '../../readings/describe-variable.ts';
import { code } from '../effective/hook-lines.ts';
import { describeDeclared } from '../inside/describe-declared.ts';
import { declaredVariables } from '../inside/declared-variables.ts';
import { spotsOfVariable, type VariableAt } from '../names/variable.ts';
import { counted } from './listed.ts';

/** Markdown; nothing for a name that is used and that no file sets: it may come from settings, or be one of the shell. */
export function describeVariableName(project: Project, { name, entry, role }: VariableAt): string | undefined {
  const declared = declaredVariables(project, entry).filter(each => each.name === name);
  if (role === 'use' && declared.length === 0) return undefined;
  const uses = spotsOfVariable(project, name).filter(({ isDefinition }) => !isDefinition).length;
  const known = predefined(name);
  return [
    `**Variable** ${code(name)}`,
    declared.length > 0 && describeDeclared(project, declared),
    `- ${uses > 0 ? `Used ${counted(uses, 'time')}` : 'Not used'} in the files read here`,
    known && `---\n\n${describePredefined(known)}`,
  ]
    .filter(Boolean)
    .join('\n\n');
}
