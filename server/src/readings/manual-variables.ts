/** The manual's page about variables that GitLab sets. */
import { phases, predefinedSource, predefinedSubjects, type PredefinedVariables } from '../spec/predefined.ts';
import { links } from './describe.ts';
import { NOTICE } from './manual.ts';

export const VARIABLES_PAGE = 'predefined-variables.md';

/** One table per subject, followed by the possible values. */
export function variablesPage(): string {
  return `${[
    '# Predefined variables',
    NOTICE,
    'Variables that GitLab and its runner set. A file, a project or a person can set variables of the same names, which then win; for most of these that breaks something.',
    `- **early**: ${phases.early}\n- **pipeline**: ${phases.pipeline}\n- **job**: ${phases.job}`,
    ...Object.entries(predefinedSubjects).map(([subject, variables]) => `## ${subject}\n\n${table(variables)}`),
    `Read on: ${links([predefinedSource])}`,
  ].join('\n\n')}\n`;
}

function table(variables: PredefinedVariables): string {
  const rows = Object.entries(variables).map(([name, { doc, caveat, only, phase, since, values }]) => {
    const words = values?.map(({ value }) => `\`${value}\``).join(', ');
    const told = [
      doc,
      only && `Only ${only}.`,
      caveat,
      words && `Values: ${words}.`,
      since && `Since GitLab ${since}.`,
    ].filter(Boolean);
    return `| \`${name}\` | ${phase} | ${told.join(' ').replaceAll('|', '\\|')} |`;
  });
  return ['| Variable | Known | What it holds |', '|---|---|---|', ...rows].join('\n');
}
