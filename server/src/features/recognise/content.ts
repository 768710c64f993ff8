/**
 * Judges by the lines of a file what it is. It reads lines, not YAML: editors ask before anything else is loaded, and
 * about files of any kind.
 */

/** Whether the text has a word without which `somethingElse` has nothing to say. */
export function mayBeElse(text: string): boolean {
  return /apiVersion|services|runs-on/.test(text);
}

/** Why the text certainly is not a GitLab CI file, whatever its name. */
export function somethingElse(lines: readonly string[]): string | undefined {
  const keys = new Set(lines.map(keyOf));
  if (keys.has('apiVersion') && keys.has('kind')) return 'It is a Kubernetes manifest: it has apiVersion and kind.';
  if (hasMappingOfServices(lines)) return 'It is a Compose file: its services are a mapping.';
  if (keys.has('on') && keys.has('jobs') && lines.some(line => /^[ \t]+runs-on[ \t]*:/.test(line)))
    return 'It is a GitHub workflow: it has on, jobs and runs-on.';
  return undefined;
}

/**
 * Why a file that is only near CI files, or has a similar name, is something else; an empty one may become anything.
 */
export function notPipelineLike(file: string, lines: readonly string[]): string | undefined {
  if (/^-(?:[ \t]|$)/.test(firstOf(lines)))
    return 'It is a list, such as an Ansible playbook: GitLab CI files have keys.';
  if (isTemplate(file, lines)) return 'It is a template, such as one of Helm: it has {{ }} in place of a value.';
  if (isPipelineLike(lines) || isBegun(lines)) return undefined;
  return 'None of its entries looks like a job, and no pipeline that is known here includes it.';
}

/**
 * Whether it has what no other kind of file has: stages, a workflow, the header of a component, or a job with something
 * to do.
 */
export function isPipelineLike(lines: readonly string[]): boolean {
  let level: number | undefined;
  let isInside = false;
  for (const line of lines) {
    if (!isContent(line)) continue;
    const key = keyOf(line);
    if (!/^\s/.test(line)) {
      if (key === 'stages' || key === 'workflow') return true;
      isInside = key !== undefined;
      level = undefined;
      if (isInside && FLOW.test(line)) return true;
    } else if (isInside) {
      level ??= indentOf(line);
      if (indentOf(line) === level && JOB_KEY.test(line)) return true;
    }
  }
  return isComponent(lines);
}

/** Keys that distinguish a job from entries of other files. */
export const TELLING = [
  ...['script', 'run', 'trigger', 'extends', 'stage', 'rules', 'before_script', 'after_script', 'needs'],
  ...['only', 'except', 'artifacts', 'allow_failure', 'hooks'],
] as const;

const JOB_KEY = new RegExp(`^[ \\t]+(["']?)(?:${TELLING.join('|')})\\1[ \\t]*:(?:\\s|$)`);
const FLOW = new RegExp(`:[ \\t]*(?:&\\S+[ \\t]+)?\\{.*(?<=[{,][ \\t]{0,9})(["']?)(?:${TELLING.join('|')})\\1[ \\t]*:`);

/** Whether it is the file of a component: it begins with a header with keys that a header can have. */
export function isComponent(lines: readonly string[]): boolean {
  const content = lines.filter(line => isContent(line) && !/^(?:---|%)/.test(line));
  const [first = '', second = ''] = content;
  if (keyOf(first) !== 'spec') return false;
  const value = first.slice(first.indexOf(':') + 1);
  return HEADER.test(isContent(value) ? value : second) || (!isContent(value) && second === '');
}

const HEADER = /^[ \t]*(?:\{[ \t]*)?(["']?)(?:inputs|include|component|description)\1[ \t]*:/;

/**
 * Whether braces of a template language are in place of values or lines; partials of Helm have names with an
 * underscore.
 */
export function isTemplate(file: string, lines: readonly string[]): boolean {
  return file.startsWith('_') || lines.some(line => /^[ \t]*\{\{|^[^#"']*[:-][ \t]+\{\{/.test(line.slice(0, 500)));
}

/** Whether there is nothing yet but names of entries and a word being typed. */
function isBegun(lines: readonly string[]): boolean {
  return lines
    .filter(isContent)
    .every(line => /^(?:---|%|[^\s:#][^:#]*:?[ \t]*$|[ \t]+[\w-]*$)/.test(line.slice(0, 500)));
}

/** The first line of the first document. */
function firstOf(lines: readonly string[]): string {
  return lines.find(line => isContent(line) && !/^(?:---|%)/.test(line)) ?? '';
}

/** In GitLab CI, `services` is a list. */
function hasMappingOfServices(lines: readonly string[]): boolean {
  const at = lines.findIndex(line => /^(["']?)services\1[ \t]*:[ \t]*(?:#.*)?$/.test(line));
  const below = at < 0 ? undefined : lines.slice(at + 1).find(isContent);
  return below !== undefined && /^[ \t]+[\w."'-]+[ \t]*:(?:\s|$)/.test(below);
}

function isContent(line: string): boolean {
  return !/^[ \t]*(?:#|$)/.test(line);
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** The key at the start of an unindented line. */
function keyOf(line: string): string | undefined {
  return /^(["']?)([^\s#:"'-][^:"']*?)\1[ \t]*:(?:\s|$)/.exec(line.slice(0, 500))?.[2];
}
