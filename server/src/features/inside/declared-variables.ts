/** The variables that files declare for a place: by its job, by its rules and by the whole pipeline. */
import { booleanOf } from '../../ci/blank.ts';
import { configurationOf } from '../../ci/configuration.ts';
import type { Project } from '../../ci/project.ts';
import { resolveJob } from '../../ci/resolve-job.ts';
import { datumToS } from '../../ci/ruby-text.ts';
import { jobsBuiltOn } from '../names/dependents.ts';
import type { Place } from '../../text/span.ts';
import { member, type Member, type Value } from '../../yaml/value/value.ts';

export interface DeclaredVariable {
  readonly name: string;
  /** Where it gets its value, in words. */
  readonly from: 'job' | 'matrix' | 'rule' | 'pipeline';
  readonly value: Value;
  readonly description?: string;
  readonly options?: readonly string[];
  /** The job that sets it, if that is not the entry asked about. */
  readonly job?: string;
  /** The place of its key. */
  readonly at: Place;
}

/** Those that apply in an entry of the root, by precedence; a name is listed once for every place that declares it. */
export function declaredVariables(project: Project, entry: string): readonly DeclaredVariable[] {
  const configuration = configurationOf(project);
  const global = variablesIn(configuration.get('variables'), 'pipeline');
  if (entry === 'include') return [];
  if (entry === 'variables' || entry === 'workflow')
    return [...ruleVariables(configuration.get('workflow')), ...global];
  const job = resolveJob(project, entry)?.value;
  return [
    ...ownVariables(job),
    ...ruleVariables(configuration.get('workflow')),
    ...global.filter(({ name }) => isInherited(job, name)),
  ];
}

/** Variables set by jobs that are built on a template, without those that the template itself has. */
export function variablesOfJobsBuiltOn(project: Project, template: string): readonly DeclaredVariable[] {
  const own = new Set(declaredVariables(project, template).map(({ at }) => at));
  return jobsBuiltOn(project, template).flatMap(job =>
    ownVariables(resolveJob(project, job)?.value)
      .filter(({ at }) => !own.has(at))
      .map(variable => ({ ...variable, job })),
  );
}

/** The variables of a job itself, by precedence. */
function ownVariables(job: Value | undefined): readonly DeclaredVariable[] {
  return [...matrixVariables(job), ...variablesIn(member(job, 'variables')?.value, 'job'), ...ruleVariables(job)];
}

function variablesIn(value: Value | undefined, from: DeclaredVariable['from']): readonly DeclaredVariable[] {
  if (value?.kind !== 'map') return [];
  return [...value.members.values()].flatMap(held => {
    const name = datumToS(held.name);
    return NAME.test(name) ? [declared(name, held, from)] : [];
  });
}

/** Only such names can follow a `$`. */
const NAME = /^[A-Za-z_]\w*$/;

function declared(name: string, { key, value }: Member, from: DeclaredVariable['from']): DeclaredVariable {
  if (value.kind !== 'map') return { name, from, value, at: key };
  const description = member(value, 'description')?.value;
  const options = member(value, 'options')?.value;
  return {
    name,
    from,
    value: member(value, 'value')?.value ?? { kind: 'scalar', datum: { type: 'string', value: '' }, at: key, via: [] },
    ...(description?.kind === 'scalar' && { description: datumToS(description.datum) }),
    ...(options?.kind === 'list' && {
      options: options.items.flatMap(option => (option.kind === 'scalar' ? [datumToS(option.datum)] : [])),
    }),
    at: key,
  };
}

/** The variables that a rule sets if it applies. */
function ruleVariables(entry: Value | undefined): readonly DeclaredVariable[] {
  const rules = member(entry, 'rules')?.value;
  const inRule = (rule: Value): readonly DeclaredVariable[] =>
    rule.kind === 'list' ? rule.items.flatMap(inRule) : variablesIn(member(rule, 'variables')?.value, 'rule');
  return rules ? inRule(rules) : [];
}

function matrixVariables(job: Value | undefined): readonly DeclaredVariable[] {
  const matrix = member(member(job, 'parallel')?.value, 'matrix')?.value;
  return matrix?.kind === 'list' ? matrix.items.flatMap(each => variablesIn(each, 'matrix')) : [];
}

/** `inherit:variables` can exclude those of the pipeline, all or some. */
function isInherited(job: Value | undefined, name: string): boolean {
  const inherit = member(member(job, 'inherit')?.value, 'variables')?.value;
  if (inherit?.kind === 'list')
    return inherit.items.some(item => item.kind !== 'scalar' || datumToS(item.datum) === name);
  return booleanOf(inherit) !== false;
}
