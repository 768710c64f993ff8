/** Hover on what an include names: the file and its content, or why it is not read. */
import { readIncludes } from '../../ci/include.ts';
import { kindOf } from '../../ci/job-kind.ts';
import { pathBelow } from '../../text/uri.ts';
import type { Project } from '../../ci/project.ts';
import { code, joined, ours, quoting, say, type Markdown } from '../../text/markdown.ts';
import { loadDocument } from '../../yaml/load/load.ts';
import { readNode } from '../../yaml/value/read.ts';
import type { SourceDocument } from '../../yaml/tree.ts';
import { linkTo } from '../effective/file-link.ts';
import { filesAt } from '../names/file.ts';
import type { FileMention } from '../names/mentions.ts';
import { counted, listed } from './listed.ts';
import type { Target } from '../target.ts';

/** Markdown about the files of a path or pattern in this repository. */
export function describeFiles(project: Project, mention: FileMention): Markdown {
  const uris = filesAt(project, mention);
  const kind = mention.child ? 'Child pipeline' : mention.isPattern ? 'Included files' : 'Included file';
  const title = say`**${ours(kind)}** ${code(mention.path)}`;
  if (uris.length === 0)
    return say`${title}\n\n- ${ours(mention.isPattern ? 'No file matches it' : 'There is no such file')}`;
  const lines = uris.slice(0, MOST).map(uri => {
    const link = linkTo({ label: pathBelow(project.folder, uri) ?? uri, href: uri });
    const document = project.documents.get(uri);
    return say`- ${link}${document ? say`: ${contents(document)}` : say``}`;
  });
  const more = uris.length > MOST ? [say`- and ${uris.length - MOST} more`] : [];
  return say`${title}\n\n${joined([...lines, ...more], '\n')}`;
}

const MOST = 8;

/** The jobs, hidden jobs and keywords of a file. */
function contents(document: SourceDocument): Markdown {
  const root = loadDocument(document).content;
  const kinds = [...root.members].map(([name, held]) => ({ name, kind: kindOf(name, held.value) }));
  const named = (isOne: (kind: string) => boolean): readonly string[] =>
    kinds.filter(({ kind }) => isOne(kind)).map(({ name }) => name);
  const hidden = named(kind => kind === 'hidden');
  const others = named(kind => kind === 'other');
  const jobs = named(kind => kind !== 'hidden' && kind !== 'other');
  const parts = [
    jobs.length > 0 && say`${counted(jobs.length, 'job')} (${listed(jobs)})`,
    hidden.length > 0 && say`${counted(hidden.length, 'hidden job')} (${listed(hidden)})`,
    others.length > 0 && listed(others),
  ];
  return parts.some(Boolean) ? joined(parts, '; ') : say`nothing`;
}

/** Markdown about an include from outside of the repository. */
export function describeElsewhere({ path, block, node, parent }: Target): Markdown | undefined {
  const keys = path.filter(part => typeof part === 'string');
  const isInclude = keys[0] === 'include' || (keys[1] === 'trigger' && keys[2] === 'include');
  if (!isInclude || keys.includes('inputs') || keys.includes('rules')) return undefined;
  const [entry] = readIncludes(readNode('', block, parent ?? node)).entries;
  if (entry?.target.kind !== 'elsewhere') return undefined;
  return say`**Not read here**: ${quoting(entry.target.because)}. What comes from it is unknown, so names that it may define are never reported.`;
}
