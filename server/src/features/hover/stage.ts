/** Hover on the name of a stage: its place among the others, and the jobs that run in it. */
import { configurationOf } from '../../ci/configuration.ts';
import type { Project } from '../../ci/project.ts';
import { code, joined, ours, say, type Markdown } from '../../text/markdown.ts';
import { linkTo, fileLink } from '../effective/file-link.ts';
import { jobsOfStage, stagesOf } from '../names/stage.ts';
import { counted, listed } from './listed.ts';

/** Markdown. */
export function describeStage(project: Project, name: string): Markdown {
  const jobs = jobsOfStage(project, name);
  const lines = [
    place(project, name),
    jobs.length > 0
      ? say`${counted(jobs.length, 'job')}: ${listed(jobs)}`
      : say`No job in the files read here runs in it`,
  ];
  return say`**Stage** ${code(name)}\n\n${joined(
    lines.map(line => say`- ${line}`),
    '\n',
  )}`;
}

function place(project: Project, name: string): Markdown {
  const names = stagesOf(project);
  if (!names) return say`Not all stages are known here`;
  const at = configurationOf(project).entry('stages')?.key;
  const where = at && fileLink(project, at);
  const source = where ? say`listed in ${linkTo(where)}` : say`that GitLab uses if none are listed`;
  const index = names.indexOf(name);
  if (index < 0) return say`Not among the stages ${source}: ${around(names, index)}`;
  const those = where ? say`` : say`those `;
  return say`Number ${index + 1} of ${names.length}: ${around(names, index)}; ${those}${source}`;
}

const BESIDE = 2;
const MOST = 12;

const MORE = ours('…');

/** The stage in bold between its neighbours; the first stages if it is not among them. */
function around(names: readonly string[], index: number): Markdown {
  const start = Math.max(0, index - BESIDE);
  const end = Math.min(names.length, index < 0 ? MOST : index + BESIDE + 1);
  const shown = names.slice(start, end).map((name, at) => (start + at === index ? say`**${code(name)}**` : code(name)));
  return joined([start > 0 && MORE, ...shown, end < names.length && MORE], ' → ');
}
