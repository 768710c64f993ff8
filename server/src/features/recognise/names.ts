/** Recognises CI files by name: some names are certain, others only make it likely. */
import { isComponent, isTemplate } from './content.ts';

export interface NameRecognition {
  /** The reason as a sentence, for a user who wonders. */
  readonly why: string;
  /** Whether the content does not have to show that it is a pipeline, or part of one. */
  readonly isSure: boolean;
}

interface Name extends NameRecognition {
  /** Matches the path, with slashes between folders. */
  readonly is: RegExp;
}

const sure = (is: RegExp, why: string): Name => ({ is, why, isSure: true });
const likely = (is: RegExp, why: string): Name => ({ is, why, isSure: false });

/** The first match counts. */
const NAMES: readonly Name[] = [
  sure(/(?:^|\/)\.gitlab-ci\.ya?ml$/, 'It has the name that GitLab looks for.'),
  sure(/(?:^|\/)\.gitlab-ci[^/]*\.ya?ml$/, 'Its name begins like that of a GitLab CI file.'),
  sure(/[^/]\.gitlab-ci\.ya?ml$/, 'Its name ends like that of a GitLab CI file.'),
  sure(/(?:^|\/)(?:gitlab|salsa)-ci\.ya?ml$/, 'Its name is a usual one for a GitLab CI file.'),
  likely(/(?:^|\/)\.gitlab\/ci\/.*\.ya?ml$/, 'It is in the folder .gitlab/ci.'),
  likely(/(?:^|\/)\.gitlab-ci[^/]*\/.*\.ya?ml$/, 'It is in a folder for GitLab CI files.'),
  likely(/(?:^|\/)\.gitlab\/(?:.*\/)?[^/]*ci[^/]*\.ya?ml$/, 'It is in the folder .gitlab, and its name mentions CI.'),
  likely(/(?:^|\/)(?:[^/]*[^a-z/])?gitlab-ci(?:[^a-z/][^/]*)?\.ya?ml$/, 'Its name mentions GitLab CI.'),
];

/** The file at the root of a repository that configures these tools; it is not a CI file itself. */
export const CONFIGURATION_FILE = '.gitlab-ci-tools.yml';
/** `.yaml` is not read, but is not a CI file either. */
const CONFIGURATION_FILES: readonly string[] = [CONFIGURATION_FILE, CONFIGURATION_FILE.replace(/yml$/, 'yaml')];

export function byName(path: string): NameRecognition | undefined {
  if (CONFIGURATION_FILES.includes(path.slice(path.lastIndexOf('/') + 1))) return undefined;
  return path.length > LONGEST ? undefined : NAMES.find(({ is }) => is.test(path));
}

/** No file system has longer paths. */
const LONGEST = 5000;

/** The language mode of the editor counts if it names GitLab. */
export function byLanguage(language: string): NameRecognition | undefined {
  return /gitlab/i.test(language) ? { why: 'Its language mode says so.', isSure: true } : undefined;
}

/** Components are below `templates`, and so are charts of Helm. */
export function byComponent(path: string, head: readonly string[]): NameRecognition | undefined {
  if (!/(?:^|\/)templates\/.*\.ya?ml$/.test(path.slice(-LONGEST))) return undefined;
  if (!isComponent(head) || isTemplate(fileOf(path), head)) return undefined;
  return { why: 'It is a component: it is below templates and begins with spec.', isSure: true };
}

export function fileOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
