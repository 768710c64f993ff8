/** Describes a variable that tells the runner how to work. */
import { runnerVariables } from '../spec/runner.ts';
import { ours, type Markdown } from '../text/markdown.ts';
import { defaultText, links, plain } from './describe.ts';

type SourcedVariable = (typeof runnerVariables)[string];

const SERIES = Object.keys(runnerVariables).filter(name => runnerVariables[name]?.series);

/**
 * The variable of that name, or the series to which the name belongs; nothing for one that the runner does not know.
 */
export function runnerVariable(name: string): SourcedVariable | undefined {
  const known = SERIES.find(begin => name.startsWith(begin) && name !== begin) ?? name;
  const found = Object.hasOwn(runnerVariables, known) ? runnerVariables[known] : undefined;
  return found?.series && known === name ? undefined : found;
}

/** Markdown for hover and completion: the caveat first, as for keys. */
export function describeRunner({ doc, caveat, source, ...variable }: SourcedVariable): Markdown {
  const parts = [
    caveat && `**Careful:** ${caveat}`,
    doc,
    runnerFacts(variable)
      .map(fact => `- ${fact}`)
      .join('\n'),
    links([source]),
  ];
  return ours(parts.filter(Boolean).join('\n\n'));
}

/** Its values, its default and where it has an effect, without full stops. */
export function runnerFacts(variable: Omit<SourcedVariable, 'doc' | 'source'>): readonly string[] {
  const { values, default: standard, only, since, example } = variable;
  const words = values?.map(({ value }) => `\`${value}\``);
  return [
    words && `Values: ${words.join(', ')}`,
    standard !== undefined && `Default: ${defaultText(standard)}`,
    example && `Example: \`${example}\``,
    only && `Only ${only}`,
    since && `Since: GitLab Runner ${since}`,
  ].flatMap(fact => fact || []);
}

/** One line of plain text. */
export function runnerDetail({ doc }: Pick<SourcedVariable, 'doc'>): string {
  return plain(doc).replace(/\.( .*)?$/s, '');
}
