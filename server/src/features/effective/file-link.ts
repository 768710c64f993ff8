/** Describes where a part was written, and how it got to where it takes effect. */
import { pathBelow } from '../../text/uri.ts';
import type { Project } from '../../ci/project.ts';
import { link, type Markdown } from '../../text/markdown.ts';
import type { Place } from '../../text/span.ts';
import { locate } from '../../yaml/document/document.ts';
import { lineTable } from '../../yaml/document/line-table.ts';
import type { Step } from '../../yaml/value/value.ts';

export interface FileLink {
  /** `templates/base.yml:12`. */
  readonly label: string;
  /** The same as a link that editors follow. */
  readonly href: string;
}

/** File and line of a place; `undefined` if its file is not part of the project. */
export function fileLink(project: Project, place: Place): FileLink | undefined {
  const document = project.documents.get(place.uri);
  const at = document && locate(document, place);
  if (!at) return undefined;
  const line = lineTable(document).positionAt(at.start).line + 1;
  const path = pathBelow(project.folder, place.uri) ?? place.uri;
  return { label: `${path}:${line}`, href: `${place.uri}#L${line}` };
}

/** The link as Markdown. */
export function linkTo({ label, href }: FileLink): Markdown {
  return link(label, href);
}

/** The steps by which a part arrived, in order: `via include, extends`; empty if it is written in place. */
export function viaOf(steps: readonly Step[]): string {
  const rules = [...new Set(steps.map(({ rule }) => WORDS[rule]))];
  return rules.length > 0 ? `via ${rules.join(', ')}` : '';
}

const WORDS: Readonly<Record<Step['rule'], string>> = {
  anchor: 'alias',
  'merge-key': 'merge key',
  extends: 'extends',
  reference: '!reference',
  default: 'default',
  include: 'include',
  input: 'input',
};
