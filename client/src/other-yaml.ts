/** Cooperates with extensions that many users have installed, so that nothing is reported or offered twice. */
import { extensions, workspace, type Disposable } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

/** Reports YAML errors, and checks, completes and describes keys by schemas. */
export const OTHER_YAML = 'redhat.vscode-yaml';
/** GitLab's own extension completes predefined variables. */
const GITLAB = 'gitlab.gitlab-workflow';

export function hasOtherYamlExtension(): boolean {
  return has(OTHER_YAML);
}

/** The section of settings for the server: `auto` is decided here, where other extensions are known. */
export function resolved(section: unknown): unknown {
  if (!isRecord(section)) return section;
  const { yamlSyntax, completion } = section;
  const { variables } = isRecord(completion) ? completion : {};
  return {
    ...section,
    yamlSyntax: decided(yamlSyntax, reportsSyntax),
    completion: { ...(isRecord(completion) ? completion : {}), variables: decided(variables, () => has(GITLAB)) },
  };
}

/** Makes the server read the settings again whenever one of these extensions is installed or removed. */
export function followOtherExtensions(client: () => Promise<BaseLanguageClient> | undefined): Disposable {
  const present = (): string => [OTHER_YAML, GITLAB].filter(has).join();
  let known = present();
  return extensions.onDidChange(() => {
    if (known === present()) return;
    known = present();
    void client()?.then(running => running.sendNotification('workspace/didChangeConfiguration', { settings: null }));
  });
}

/** What the user chose; otherwise off if another extension does the same. */
function decided(chosen: unknown, isDoneByOther: () => boolean): 'on' | 'off' {
  if (chosen === 'on' || chosen === 'off') return chosen;
  return isDoneByOther() ? 'off' : 'on';
}

function reportsSyntax(): boolean {
  return hasOtherYamlExtension() && workspace.getConfiguration('yaml').get('validate') !== false;
}

/** Whether it is installed and enabled: disabled extensions are not listed. */
function has(id: string): boolean {
  return extensions.getExtension(id) !== undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
