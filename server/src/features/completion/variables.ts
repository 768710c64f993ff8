/** Completion of variables: those that files declare, and those that GitLab sets and knows in that place. */
import { addTo } from '../../text/grouped.ts';
import type { Project } from '../../ci/project.ts';
import { describePredefined, predefinedDetail } from '../../readings/describe-variable.ts';
import { newerThan, NEWEST } from '../../readings/version.ts';
import { isKnownAt, type Moment } from '../../readings/variable-phase.ts';
import { predefinedVariables } from '../../spec/predefined.ts';
import type { Markdown } from '../../text/markdown.ts';
import { declaredVariables, type DeclaredVariable } from '../inside/declared-variables.ts';
import { declaredDetail, describeDeclared } from '../inside/describe-declared.ts';
import type { InsideText } from '../inside/text-at.ts';
import type { TypedVariable } from '../inside/variable-uses.ts';
import type { Completion } from './compose.ts';
import { plainItem, type InsideOptions } from './plain.ts';
import type { NodePath } from '../../yaml/tree.ts';

/** The variables that can replace the one being typed; its span is in the document. */
export function variableCompletions(
  owners: readonly Project[],
  text: InsideText,
  { span, braces, closed }: TypedVariable,
  options: InsideOptions,
): readonly Completion[] {
  const isBraced = braces && text.expansion !== 'condition';
  return variableOffers(owners, text, options).map(({ name, ...offer }) => {
    const written = isBraced ? `\${${name}${closed ? '' : '}'}` : `$${name}`;
    const filter = `${braces ? '${' : '$'}${name}`;
    return plainItem({ ...offer, label: name, kind: 'variable', template: [written], span, filter }, options);
  });
}

export interface VariableOffer {
  readonly name: string;
  readonly detail: string;
  readonly doc: Markdown;
  readonly group: number;
  /** The version of GitLab that introduced it, if that is newer than the one the file is written for. */
  readonly needs?: string;
}

/** Each variable once. */
export function variableOffers(
  owners: readonly Project[],
  text: InsideText,
  { predefined, gitlabVersion = NEWEST }: Pick<InsideOptions, 'predefined' | 'gitlabVersion'>,
): readonly VariableOffer[] {
  const { path } = text;
  const own = new Map(owners.flatMap(project => [...declaredOffers(project, path)]));
  const moment = momentAt(path);
  const set = Object.entries(predefinedVariables).filter(
    ([name, variable]) => !own.has(name) && (!moment || isKnownAt(moment, name, variable)),
  );
  const others = set.map(([name, variable]) => {
    const needs = newerThan(gitlabVersion, variable);
    const about = { name, detail: predefinedDetail(variable), doc: describePredefined(variable) };
    return needs === undefined ? { ...about, group: 1 } : { ...about, group: 2, needs };
  });
  return [...own.values(), ...(predefined === 'on' ? others : [])];
}

function declaredOffers(project: Project, path: NodePath): ReadonlyMap<string, VariableOffer> {
  const [entry = '', key] = path;
  const byName = new Map<string, DeclaredVariable[]>();
  for (const declared of declaredVariables(project, String(entry))) addTo(byName, declared.name, declared);
  // the value of a variable cannot refer to itself
  if (entry === 'variables' || key === 'variables') byName.delete(String(path[entry === 'variables' ? 1 : 2]));
  return new Map(
    [...byName].map(([name, all]) => {
      const [first] = all;
      const detail = first ? declaredDetail(first) : '';
      return [name, { name, detail, doc: describeDeclared(project, all), group: 0 }];
    }),
  );
}

/** When GitLab reads the place; `undefined` if jobs already exist then. */
function momentAt([entry, key]: NodePath): Moment | undefined {
  if (entry === 'include' || entry === 'workflow') return entry;
  return key === 'rules' || key === 'only' || key === 'except' ? 'rules' : undefined;
}
