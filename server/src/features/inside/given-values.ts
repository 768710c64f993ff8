/** The values that the files of a pipeline give an input, and what functions make of a value. */
import { applyFunction } from '../../ci/input-functions.ts';
import { includeTree } from '../../ci/include-tree.ts';
import type { Project } from '../../ci/project.ts';
import { filesOf } from '../../ci/resolve-job.ts';
import { code, joined, say, type Markdown } from '../../text/markdown.ts';
import type { SourceDocument } from '../../yaml/tree.ts';
import { member, type Value } from '../../yaml/value/value.ts';
import { shortText } from '../effective/short.ts';
import { linkTo, fileLink } from '../effective/file-link.ts';
import type { DeclaredInput } from './declared-inputs.ts';

/** Nobody reads more files in a hover. */
const MOST = 5;

/** What is known about the value of an input where it is used: who gives it, and the result of its functions. */
export function describeValues(
  project: Project,
  document: SourceDocument,
  { name, standard }: DeclaredInput,
  calls: readonly string[],
): Markdown | undefined {
  const given = givenValues(project, document, name);
  const after = (value: Value): Markdown => {
    const made = calls.length > 0 ? calls.reduce<Value | undefined>(called, value) : undefined;
    return made && made.kind !== 'unknown'
      ? say`${code(shown(value))}, used as ${code(shown(made))}`
      : code(shown(value));
  };
  const lines = given.slice(0, MOST).map(value => {
    const where = fileLink(project, value.at);
    return say`- Given: ${after(value)}${where ? say` in ${linkTo(where)}` : say``}`;
  });
  const rest = given.length > MOST ? [say`- and ${given.length - MOST} more`] : [];
  const byDefault = calls.length > 0 && standard ? [say`- By default: ${after(standard)}`] : [];
  const all = [...byDefault, ...lines, ...rest];
  return all.length > 0 ? joined(all, '\n') : undefined;
}

/** The known values, in the order of the includes. */
export function givenValues(project: Project, { uri }: SourceDocument, name: string): readonly Value[] {
  const children = filesOf(includeTree(project).root).flatMap(file => file.children);
  return children.flatMap(({ include, file }) => {
    const value = file.uri === uri ? member(include.inputs, name)?.value : undefined;
    return value && value.kind !== 'unknown' ? [value] : [];
  });
}

/** `expand_vars` needs values that only GitLab knows. */
function called(value: Value | undefined, call: string): Value | undefined {
  if (!value || (call === 'expand_vars' && shown(value).includes('$'))) return undefined;
  return applyFunction(call, value);
}

function shown(value: Value): string {
  return shortText(value) || '""';
}
