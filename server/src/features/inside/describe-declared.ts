/** Describes a declared variable: its value, where it is declared, and what its author says about it. */
import type { Project } from '../../ci/project.ts';
import { code, codes, joined, say, ours, prose, type Markdown } from '../../text/markdown.ts';
import { shortText } from '../effective/short.ts';
import { linkTo, fileLink } from '../effective/file-link.ts';
import type { DeclaredVariable } from './declared-variables.ts';

const FROM: Readonly<Record<DeclaredVariable['from'], string>> = {
  job: 'of the job',
  matrix: 'of `parallel:matrix`',
  rule: 'if its rule applies',
  pipeline: 'of the pipeline',
};

/** One line of Markdown: value, scope and a link. */
export function declaredLine(project: Project, { value, from, job, at }: DeclaredVariable): Markdown {
  const where = fileLink(project, at);
  const shown = value.kind === 'unknown' ? say`a value that is not known here` : code(shortText(value) || '""');
  const scope = ours(FROM[from]);
  const held = job === undefined ? scope : say`${from === 'job' ? say`` : say`${scope}, `}in ${code(job)}`;
  return say`- ${shown} ${held}${where ? say`, ${linkTo(where)}` : say``}`;
}

/** Markdown about the declarations of a name by precedence, limited to a few. */
export function describeDeclared(project: Project, declared: readonly DeclaredVariable[]): Markdown {
  const descriptions = new Set(declared.flatMap(({ description }) => description ?? []));
  const options = declared.find(each => each.options)?.options;
  const more = declared.length > MOST ? [say`- and ${declared.length - MOST} more`] : [];
  return joined(
    [
      ...[...descriptions].slice(0, MOST).map(text => prose(text)),
      joined([...declared.slice(0, MOST).map(each => declaredLine(project, each)), ...more], '\n'),
      options && say`Options: ${codes(options)}`,
    ],
    '\n\n',
  );
}

const MOST = 5;

/** One line of plain text for a list. */
export function declaredDetail({ value, from }: DeclaredVariable): string {
  const shown = value.kind === 'unknown' ? '' : `${shortText(value)} `;
  return `${shown}${FROM[from].replaceAll('`', '')}`.trim();
}
