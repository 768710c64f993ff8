/**
 * Hover on the name of a job or template, where it is defined and used: what it is, what it resolves to, and who uses
 * it.
 */
import { configurationOf } from '../../ci/configuration.ts';
import { inheritsDefault, type EffectiveJob } from '../../ci/effective-job.ts';
import type { Origin } from '../../ci/origin.ts';
import { defaultOf, mergedEntry, stepsOf } from '../../ci/pipeline.ts';
import type { Project } from '../../ci/project.ts';
import { resolveJob } from '../../ci/resolve-job.ts';
import { datumToS } from '../../ci/ruby-text.ts';
import { code, codes, joined, ours, say, type Markdown } from '../../text/markdown.ts';
import { member, type Member, type Value } from '../../yaml/value/value.ts';
import { originText } from '../effective/hook-lines.ts';
import { shortText } from '../effective/short.ts';
import { linkTo, fileLink } from '../effective/file-link.ts';
import { jobsBuiltOn } from '../names/dependents.ts';
import { usersOf } from '../names/uses.ts';
import { counted, listed } from './listed.ts';

const TITLES: Partial<Record<EffectiveJob['kind'], string>> = {
  job: 'Job',
  trigger: 'Trigger job',
  hidden: 'Hidden job',
};

/** Markdown; nothing for a name that no file we read defines, or for a keyword. */
export function describeEntry(project: Project, name: string): Markdown | undefined {
  const job = resolveJob(project, name);
  const title = job && TITLES[job.kind];
  const key = configurationOf(project).entry(name)?.key;
  if (!job || !title || !key) return undefined;
  const where = fileLink(project, key);
  const heading = say`**${ours(title)}** ${code(name)}${where ? say`, ${linkTo(where)}` : say``}`;
  const lines = [...resolved(project, job, key.block), ...uses(project, name)];
  const list = joined(
    lines.map(line => say`- ${line}`),
    '\n',
  );
  return lines.length > 0 ? say`${heading}\n\n${list}` : heading;
}

/** The keys that say most about a job, in the order in which they are shown. */
const TELLING = ['extends', 'stage', 'image', 'trigger', 'environment', 'needs', 'rules', 'only', 'except', 'when'];
const SCRIPTS = ['script', 'run'];

type Block = Member['key']['block'];

function resolved(project: Project, job: EffectiveJob, own: Block): readonly Markdown[] {
  const standard = defaultOf(mergedEntry(stepsOf(configurationOf(project)), 'default').member?.value);
  return [...TELLING, ...SCRIPTS].flatMap(id => {
    const held = member(job.value, id);
    if (held) return [line(project, id, held, own)];
    const inherited = inheritsDefault(job.value, id) ? member(standard, id) : undefined;
    return inherited && job.kind === 'job' ? [say`${line(project, id, inherited, own)} via default`] : [];
  });
}

function line(project: Project, id: string, { key, value, via }: Member, own: Block): Markdown {
  const origin: Origin = value.kind === 'map' ? { at: key, via: via ?? [] } : { at: key, via: value.via };
  const from = origin.at.block === own && origin.via.length === 0 ? say`` : originText(project, origin);
  return say`${code(id)}: ${summary(id, value)}${from}`;
}

const SHOWN_ITEMS = 3;

/** The value in short: of lists as many items as fit, of rules their number and the first condition. */
function summary(id: string, value: Value): Markdown {
  if (value.kind !== 'list') return code(shortText(id === 'image' || id === 'environment' ? named(value) : value));
  if (id === 'rules') return rulesText(value.items);
  return value.items.length > 0 ? codes(value.items.map(shortText), SHOWN_ITEMS) : say`none`;
}

function named(value: Value): Value {
  return member(value, 'name')?.value ?? value;
}

function rulesText(items: readonly Value[]): Markdown {
  const [first] = items;
  const condition = member(first, 'if')?.value;
  const shown = condition?.kind === 'scalar' ? say`, the first if ${code(datumToS(condition.datum))}` : say``;
  return say`${counted(items.length, 'rule')}${shown}`;
}

function uses(project: Project, name: string): readonly Markdown[] {
  const users = usersOf(project, name);
  const lines = [...users].map(([key, entries]) => say`Named in ${code(key)} of ${listed(entries)}`);
  const direct = new Set([...users.values()].flat());
  const others = name.startsWith('.') ? jobsBuiltOn(project, name).filter(job => !direct.has(job)) : [];
  if (others.length > 0) lines.push(say`Inherited by ${listed(others)} through these`);
  return lines.length > 0 || !name.startsWith('.') ? lines : [say`Not used by any job in the files read here`];
}
