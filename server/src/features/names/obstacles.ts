/** Reasons why a name cannot be changed, or cannot be the new name, as sentences for the user. */
import { configurationOf } from '../../ci/configuration.ts';
import { includedPath } from '../../ci/included-file.ts';
import { readIncludes } from '../../ci/include.ts';
import { includeTree } from '../../ci/include-tree.ts';
import { kindOf } from '../../ci/job-kind.ts';
import { uriBelow } from '../../text/uri.ts';
import type { Project } from '../../ci/project.ts';
import { find } from '../../readings/find.ts';
import { entries, header, pipeline, reservedNames } from '../../spec/pipeline.ts';
import type { Field } from '../../spec/shape.ts';
import { member, type Value } from '../../yaml/value/value.ts';
import { definitionsOf } from './entry.ts';
import { filesOf } from './spots.ts';
import { sourceOf } from '../../yaml/edit/edit.ts';

/** GitLab stores no longer names. */
const LONGEST = 255;

/** Why an entry of that name cannot be renamed in the project. */
export function whyFixed(project: Project, name: string): string | undefined {
  if (name.includes('$[[')) return `Inputs decide what \`${name}\` resolves to, in each place that includes the file.`;
  const value = configurationOf(project).get(name);
  if (!value || definitionsOf(project, name).length === 0)
    return `\`${name}\` is not defined in the files that are known here.`;
  if (isLostKeyword(name, value))
    return `\`${name}\` is a keyword of \`default\` and jobs, and has no effect at the top level.`;
  if (isKeyword(name) && (kindOf(name, value) === 'other' || Object.hasOwn(header.shape.fields, name)))
    return `\`${name}\` is a keyword of GitLab and cannot be renamed.`;
  if (name === 'pages') return 'GitLab publishes Pages from the job `pages`, which it finds by this name.';
  const unread = unreadIncludes(project);
  if (unread === undefined) return undefined;
  return `\`${name}\` may also be defined or used in an included file that cannot be read here (${unread}). Renaming only what is visible could break the pipeline.`;
}

/** Why the name cannot be given to an entry of the project. */
export function whyTaken(project: Project, name: string): string | undefined {
  if (!configurationOf(project).entry(name)) return undefined;
  return `There is already a job or template \`${name}\`; the two would become one.`;
}

/** Why no entry can have the name, whatever else exists. */
export function whyUnfit(name: string): string | undefined {
  if (name.trim() === '') return 'A name cannot be empty.';
  if (/[\r\n\u0085\u2028\u2029]/.test(name)) return 'A name must be on one line.';
  if (/[\p{Cc}\p{Cs}\ufeff]/u.test(name)) return 'A name cannot have unprintable characters.';
  if (name.length > LONGEST) return `A name can have at most ${LONGEST} characters; this one has ${name.length}.`;
  if (name.includes('$[[')) return 'GitLab would replace `$[[ … ]]` in the name with the value of an input.';
  if (isKeyword(name)) return `\`${name}\` is a keyword of GitLab and cannot be the name of a job or template.`;
  if (name === 'pages') return 'GitLab would publish Pages from a job with the name `pages`.';
  if (name === '<<') return '`<<` merges mappings; it cannot be a name.';
  return undefined;
}

/** Whether the entry was meant as a keyword of `default`, since it has only the keys of that keyword. */
function isLostKeyword(name: string, value: Value): boolean {
  if (value.kind !== 'map' || isKeyword(name)) return false;
  const field = find([name], { entryKeys: [...value.members.keys()] })?.field;
  return field !== undefined && !Object.values<Field>(entries).includes(field);
}

function isKeyword(name: string): boolean {
  const reserved: readonly string[] = reservedNames;
  return reserved.includes(name) || [pipeline, header].some(({ shape }) => Object.hasOwn(shape.fields, name));
}

/** The first include that was not read, as it is written. */
export function unreadIncludes(project: Project): string | undefined {
  for (const { source } of filesOf(includeTree(project).root)) {
    const include = member(source.root, 'include')?.value;
    for (const { target, at } of readIncludes(include).entries) {
      if (target.kind === 'elsewhere') return oneLine(sourceOf(at));
      const path = includedPath(project, target);
      if (path !== undefined && isUnread(project, path)) return path;
    }
  }
  return undefined;
}

/** A file that does not exist defines nothing. */
function isUnread(project: Project, path: string): boolean {
  const uri = uriBelow(project.folder, path);
  if (uri === undefined || project.documents.has(uri)) return false;
  const failed = project.failures.get(uri)?.failed;
  return failed !== 'missing' && failed !== 'folder';
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
