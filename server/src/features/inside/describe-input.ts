/** Describes an input: its purpose, its type, its values and where it is declared. */
import type { Project } from '../../ci/project.ts';
import { code, codes, joined, say, prose, type Markdown } from '../../text/markdown.ts';
import { shortText } from '../effective/short.ts';
import { linkTo, fileLink } from '../effective/file-link.ts';
import type { DeclaredInput } from './declared-inputs.ts';

/** Markdown. */
export function describeInput(project: Project | undefined, input: DeclaredInput): Markdown {
  const { type, description, standard, options, regex, at } = input;
  const where = project && fileLink(project, at);
  const facts = [
    say`- Type: ${prose(type)}`,
    standard ? say`- Default: ${code(shortText(standard) || '""')}` : say`- Required: it has no default.`,
    options.length > 0 && say`- Options: ${codes(options.map(shortText))}`,
    regex !== undefined && say`- Must match: ${code(regex)}`,
    where && say`- Declared in ${linkTo(where)}`,
  ];
  return joined([description === undefined ? undefined : prose(description), joined(facts, '\n')], '\n\n');
}

/** One line of plain text. */
export function inputDetail({ type, standard, description }: DeclaredInput): string {
  const need = standard ? `default ${shortText(standard) || '""'}` : 'required';
  return [`${type}, ${need}`, description?.replace(/\s+/g, ' ')].filter(Boolean).join(': ');
}
