/** What an expression can refer to in its place, as far as known. */
import { textOf } from '../../ci/blank.ts';
import { knowledgeOf } from '../../ci/knowledge.ts';
import type { Project } from '../../ci/project.ts';
import { resolveJob } from '../../ci/resolve-job.ts';
import { pathOf, type TypeLookup, type Type } from '../../expression/template.ts';
import { member, type Value } from '../../yaml/value/value.ts';
import type { TemplateText } from './texts.ts';

export interface TemplateContext {
  /** The inputs of the job with their types; `undefined` if others may have some. */
  readonly inputs: ReadonlyMap<string, Type | undefined> | undefined;
  /** The steps of `run` that have ended when this one begins; missing outside of steps, and if not all are known. */
  readonly steps: readonly string[] | undefined;
}

export function templateContext(project: Project, text: TemplateText): TemplateContext {
  const [entry = '', key, index] = text.path;
  const job = jobOf(project, String(entry));
  return {
    inputs: job && knowledgeOf(project).whole ? inputsOf(job) : undefined,
    steps: key === 'run' && typeof index === 'number' ? stepsBefore(job, index) : undefined,
  };
}

/** A template does not know the inputs of the jobs that extend it. */
function jobOf(project: Project, name: string): Value | undefined {
  const job = resolveJob(project, name);
  return job?.kind === 'job' || job?.kind === 'trigger' ? job.value : undefined;
}

function inputsOf(job: Value): TemplateContext['inputs'] {
  if (job.kind !== 'map' || job.open) return undefined;
  const inputs = member(job, 'inputs')?.value;
  if (!inputs) return new Map();
  if (inputs.kind !== 'map' || inputs.open) return undefined;
  return new Map([...inputs.members].map(([name, { value }]) => [name, typeOf(value)]));
}

const TYPES: Readonly<Record<string, Type>> = { string: 'text', number: 'number', boolean: 'boolean', array: 'list' };

function typeOf(input: Value): Type | undefined {
  const type = member(input, 'type')?.value;
  const name = type ? textOf(type) : 'string';
  return name !== undefined && Object.hasOwn(TYPES, name) ? TYPES[name] : undefined;
}

function stepsBefore(job: Value | undefined, index: number): readonly string[] | undefined {
  const run = member(job, 'run')?.value;
  if (run?.kind !== 'list') return undefined;
  const names = run.items.slice(0, index).map(step => textOf(member(step, 'name')?.value));
  return names.every(name => name !== undefined) ? names : undefined;
}

/** The types of inputs. */
export function typesOf({ inputs }: TemplateContext): TypeLookup {
  return term => {
    const path = pathOf(term) ?? [];
    const [job, words, name] = path;
    if (path.length !== 3 || job?.name !== 'job' || words?.name !== 'inputs' || !name) return undefined;
    return inputs?.get(name.name);
  };
}
