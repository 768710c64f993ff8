/** What is told of an input: what it is for, its type, what it can be and where it is declared. */
import type { Project } from '../../ci/project.ts';
import { code } from '../effective/hook-lines.ts';
import { shortText } from '../effective/short.ts';
import { linkTo, whereIs } from '../effective/where.ts';
import type { DeclaredInput } from './declared-inputs.ts';

/** Markdown. */
export function describeInput(project: Project | undefined, input: DeclaredInput): string {
  const { type, description, standard, options, regex, at } = input;
  const where = project && whereIs(project, at);
  const facts = [
    `- Type: ${type}`,
    standard ? `- Default: ${code(shortText(standard) || '""')}` : '- Required: it has no default.',
    options.length > 0 && `- Options: ${options.map(option => code(shortText(option))).join(', ')}`,
    regex !== undefined && `- Must match: ${code(regex)}`,
    where && `- Declared in ${linkTo(where)}`,
  ];
  return [description, facts.filter(Boolean).join('\n')].filter(Boolean).join('\n\n');
}

/** One plain line. */
export function inputDetail({ type, standard, description }: DeclaredInput): string {
  const need = standard ? `default ${shortText(standard) || '""'}` : 'required';
  return [`${type}, ${need}`, description?.replace(/\s+/g, ' ')].filter(Boolean).join(': ');
}
