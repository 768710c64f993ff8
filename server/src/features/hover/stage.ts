/** Hover on the name of a stage: its place among the others, and the jobs that run in it. */
import { configurationOf } from '../../ci/configuration.ts';
import type { Project } from '../../ci/project.ts';
import { code } from '../effective/hook-lines.ts';
import { linkTo, whereIs } from '../effective/where.ts';
import { jobsOfStage, stagesOf } from '../names/stage.ts';
import { counted, listed } from './listed.ts';

/** Markdown. */
export function describeStage(project: Project, name: string): string {
  const jobs = jobsOfStage(project, name);
  const lines = [
    place(project, name),
    jobs.length > 0 ? `${counted(jobs.length, 'job')}: ${listed(jobs)}` : 'No job of the files read here runs in it',
  ];
  return `**Stage** ${code(name)}\n\n${lines.map(line => `- ${line}`).join('\n')}`;
}

function place(project: Project, name: string): string {
  const names = stagesOf(project);
  if (!names) return 'Not all stages are known here';
  const at = configurationOf(project).entry('stages')?.key;
  const where = at && whereIs(project, at);
  const source = where ? ` listed in ${linkTo(where)}` : ' that GitLab has where none are listed';
  const index = names.indexOf(name);
  if (index < 0) return `Not one of the stages${source}: ${names.map(code).join(' → ')}`;
  return `Number ${index + 1} of ${names.length}: ${around(names, index)};${source.replace(' that', ' those that')}`;
}

const BESIDE = 2;

/** The stage in bold between those next to it. */
function around(names: readonly string[], index: number): string {
  const start = Math.max(0, index - BESIDE);
  const end = Math.min(names.length, index + BESIDE + 1);
  const shown = names.slice(start, end).map((name, at) => (start + at === index ? `**${code(name)}**` : code(name)));
  return [...(start > 0 ? ['…'] : []), ...shown, ...(end < names.length ? ['…'] : [])].join(' → ');
}
