/**
 * Hover on the key that sets a variable: all values that it has in that place, what GitLab or its runner makes of it,
 * and how often it is used.
 */
import type { Project } from '../../ci/project.ts';
import { describeKnown } from '../../readings/known-variable.ts';
import { code, joined, say, type Markdown } from '../../text/markdown.ts';
import { describeDeclared } from '../inside/describe-declared.ts';
import { declaredVariables } from '../inside/declared-variables.ts';
import { spotsOfVariable, type VariableAt } from '../names/variable.ts';
import { counted } from './listed.ts';

/** Markdown; nothing for a name that is used but that no file sets: it may come from settings, or from the shell. */
export function describeVariableName(project: Project, { name, entry, role }: VariableAt): Markdown | undefined {
  const declared = declaredVariables(project, entry).filter(each => each.name === name);
  if (role === 'use' && declared.length === 0) return undefined;
  const uses = spotsOfVariable(project, name).filter(({ isDefinition }) => !isDefinition).length;
  const known = describeKnown(name);
  const parts = [
    say`**Variable** ${code(name)}`,
    declared.length > 0 && describeDeclared(project, declared),
    say`- ${uses > 0 ? say`Used ${counted(uses, 'time')}` : say`Not used`} in the files read here`,
    known && say`---\n\n${known}`,
  ];
  return joined(parts, '\n\n');
}
