/** Describes a variable that GitLab sets. */
import { phases, predefinedSource, predefinedVariables, type PredefinedVariable } from '../spec/predefined.ts';
import { ours, type Markdown } from '../text/markdown.ts';
import { withoutStop } from '../text/shown.ts';
import { links, plain } from './describe.ts';

/** The variable of that name; nothing for one that GitLab does not set. */
export function predefined(name: string): PredefinedVariable | undefined {
  return Object.hasOwn(predefinedVariables, name) ? predefinedVariables[name] : undefined;
}

/** Markdown for hover and completion: the caveat first, as for keys. */
export function describePredefined({ doc, caveat, only, phase, since, values, example }: PredefinedVariable): Markdown {
  const words = values?.map(({ value }) => `\`${value}\``);
  const facts = [
    words && `- Values: ${words.join(', ')}`,
    example && `- Example: \`${example}\``,
    only && `- Only ${only}`,
    `- ${phases[phase]}`,
    since && `- Since: GitLab ${since}`,
  ];
  const parts = [caveat && `**Careful:** ${caveat}`, doc, facts.filter(Boolean).join('\n'), links([predefinedSource])];
  return ours(parts.filter(Boolean).join('\n\n'));
}

/** One line of plain text. */
export function predefinedDetail({ doc }: PredefinedVariable): string {
  return withoutStop(plain(doc));
}
