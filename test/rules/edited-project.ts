/** A pipeline of one file that is edited, and the problems that are shown for it. */
import { withDocument, type Project } from '../../server/src/ci/project.ts';
import { diagnose } from '../../server/src/features/diagnostics.ts';
import { locate, parse, update } from '../../server/src/yaml/document/document.ts';

export const URI = 'file:///project/.gitlab-ci.yml';

/** The edit of what is different, as an editor would send it. */
export function replaced(project: Project, text: string): Project {
  const before = project.documents.get(URI) ?? parse(URI, '');
  const most = Math.min(before.text.length, text.length);
  let start = 0;
  while (start < most && before.text[start] === text[start]) start++;
  let tail = 0;
  while (tail < most - start && before.text.at(-1 - tail) === text.at(-1 - tail)) tail++;
  const change = { span: { start, end: before.text.length - tail }, text: text.slice(start, text.length - tail) };
  return withDocument(project, update(before, [change]));
}

export function shown(project: Project): readonly unknown[] {
  const document = project.documents.get(URI) ?? parse(URI, '');
  return diagnose(project, document, {}).map(({ code, severity, message, at, related = [] }) => ({
    ...{ code, severity, message, at: locate(document, at) },
    related: related.map(one => [one.message, locate(document, one.at)]),
  }));
}
