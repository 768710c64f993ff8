/** The form that GitLab requires of a file name, for each kind of include. */
import { template } from '../spec/include.ts';
import type { Finding, Fix } from '../text/problem.ts';
import { replaceValue } from '../yaml/edit/edit.ts';
import type { Value } from '../yaml/value/value.ts';
import { textOf } from './blank.ts';

/** Only the forms that GitLab expands; an input without a value is just as unknown. */
export const VARIABLE = /\$(?:[a-zA-Z_]\w*|\{[a-zA-Z_]\w*\}|\[\[.*?\]\]|\[\[)|%[a-zA-Z_]\w*%/;

/** Whether GitLab accepts the file name, the last part of its path, as that of a YAML file. */
export function isYamlName(path: string): boolean {
  return /[^/]\.ya?ml$/im.test(path.slice(path.lastIndexOf('/') + 1));
}

export type FormKind = 'remote' | 'file' | 'template' | 'artifact' | 'component';

/** What GitLab refuses about the name of a file that is not looked up here; nothing if variables decide. */
export function formFault(kind: FormKind, value: Value): Finding | undefined {
  const text = textOf(value)?.trim();
  return text === undefined || text === '' ? undefined : FORMS[kind](text, value);
}

type Form = (text: string, value: Value) => Finding | undefined;

const FORMS: Readonly<Record<FormKind, Form>> = {
  remote: (text, value) => addressFault(text, value) ?? remoteName(text, value),
  file: fileName,
  artifact: fileName,
  template: templateName,
  component: componentName,
};

function addressFault(text: string, { at }: Value): Finding | undefined {
  if (/^(?:https?|ssh|git):/.test(text) || startsWithVariable(text)) return undefined;
  const message = `\`${text}\` is not a URL: \`remote\` needs a whole one, with \`https://\`. Use \`local\` for a file of this repository.`;
  return { code: 'invalid-include', message, at };
}

function remoteName(text: string, value: Value): Finding | undefined {
  if (mayBeYaml(text)) return undefined;
  const query = text.indexOf('?');
  const isQuery = query > 0 && isYamlName(text.slice(0, query));
  const why = isQuery
    ? `the whole URL must end in \`.yml\` or \`.yaml\`, but \`${text.slice(query)}\` follows the name.`
    : 'the URL must end in `.yml` or `.yaml`.';
  const message = `\`${lastPart(text)}\` cannot be included: ${why}`;
  const fixes = isQuery ? fix(`Remove ${text.slice(query)}`, value, text.slice(0, query)) : [];
  return { code: 'include-extension', message, at: value.at, fixes };
}

function fileName(text: string, value: Value): Finding | undefined {
  if (mayBeYaml(text)) return undefined;
  const name = lastPart(text);
  const message = `\`${text}\` cannot be included: the name must end in \`.yml\` or \`.yaml\`.`;
  const fixes = /^[\w-]+$/.test(name) ? fix(`Write ${name}.yml`, value, `${text}.yml`) : [];
  return { code: 'include-extension', message, at: value.at, fixes };
}

const TEMPLATE = '.gitlab-ci.yml';
const KNOWN: readonly string[] = (template.shape.usual ?? []).map(({ value }) => value);

function templateName(text: string, value: Value): Finding | undefined {
  const name = text.endsWith(TEMPLATE) ? text.slice(0, -TEMPLATE.length) : '';
  if (name !== '' || endsWithVariable(text)) return undefined;
  const bare = text.replace(/(?:\.gitlab-ci)?(?:\.ya?ml)?$/i, '') + TEMPLATE;
  const full = KNOWN.find(one => `/${one}`.toLowerCase().endsWith(`/${bare}`.toLowerCase())) ?? bare;
  const message = `\`${text}\` is not a template: the name must end in \`${TEMPLATE}\`, such as \`${full}\`.`;
  return { code: 'include-extension', message, at: value.at, fixes: fix(`Write ${full}`, value, full) };
}

/** Predefined variables contain no `@` and, except for paths, no slash; other variables may contain all of it. */
function componentName(text: string, value: Value): Finding | undefined {
  if (VARIABLE.test(text.replace(/\$(?:CI_\w+|\{CI_\w+\})/g, 'x'))) return undefined;
  const [path = '', version = ''] = text.split('@', 2);
  const needs =
    'write a component as host, project, name and, after `@`, a version: `$CI_SERVER_FQDN/group/project/name@1.0.0`.';
  const parts = path.split('/').length + (path.includes('CI_PROJECT_PATH') ? 1 : 0);
  if (parts < 3) return { code: 'invalid-include', message: `\`${text}\` is not a component: ${needs}`, at: value.at };
  if (version !== '') return undefined;
  const fixes = fix('Add @~latest', value, `${path}@~latest`);
  return { code: 'invalid-include', message: `\`${text}\` has no version: ${needs}`, at: value.at, fixes };
}

/** The name with placeholders for its variables; nothing if a variable decides how it ends. */
function mayBeYaml(text: string): boolean {
  return endsWithVariable(text) || isYamlName(text.replace(new RegExp(VARIABLE, 'g'), 'x'));
}

function endsWithVariable(text: string): boolean {
  return new RegExp(`(?:${VARIABLE.source})$`).test(text);
}

function startsWithVariable(text: string): boolean {
  return new RegExp(`^(?:${VARIABLE.source})`).test(text);
}

function lastPart(text: string): string {
  return text.slice(text.replace(/\?.*$/, '').lastIndexOf('/') + 1);
}

function fix(title: string, { at }: Value, text: string): readonly Fix[] {
  return [{ title, edits: replaceValue(at, text) }];
}
