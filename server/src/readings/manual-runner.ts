/** The manual's page about variables that tell the runner how to work. */
import { runnerSubjects, type RunnerSubject, type RunnerVariable } from '../spec/runner.ts';
import { links } from './describe.ts';
import { runnerFacts } from './describe-runner.ts';
import { NOTICE } from './manual.ts';

export const RUNNER_PAGE = 'runner-variables.md';

/** One section per subject. */
export function runnerPage(): string {
  return `${[
    '# Variables for the runner',
    NOTICE,
    'Variables that a file sets, for the whole pipeline, a job or a rule, to tell the runner how to work. All of them are strings, so numbers and `true` or `false` may stand in quotes.',
    ...Object.entries(runnerSubjects).map(section),
  ].join('\n\n')}\n`;
}

function section([subject, { variables, source }]: readonly [string, RunnerSubject]): string {
  const rows = Object.entries(variables).map(row);
  return `## ${subject}\n\n${['| Variable | What it sets |', '|---|---|', ...rows].join('\n')}\n\nRead on: ${links([source])}`;
}

function row([name, variable]: readonly [string, RunnerVariable]): string {
  const facts = runnerFacts(variable).map(fact => `${fact}.`);
  const told = [variable.doc, variable.caveat, ...facts].filter(Boolean).join(' ');
  return `| \`${name}${variable.series ? '*' : ''}\` | ${told.replaceAll('|', '\\|')} |`;
}
