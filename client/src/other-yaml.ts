/** Living beside the popular YAML extension: what it reports already is not reported twice. */
import { extensions, workspace, type Disposable } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

const OTHER = 'redhat.vscode-yaml';

export function hasOtherYamlExtension(): boolean {
  return extensions.getExtension(OTHER) !== undefined;
}

/** The section of settings as the server gets it: `auto` is decided here, where the other extensions are known. */
export function resolved(section: unknown): unknown {
  if (typeof section !== 'object' || section === null) return section;
  const { yamlSyntax } = section as { readonly yamlSyntax?: unknown };
  if (yamlSyntax === 'on' || yamlSyntax === 'off') return section;
  return { ...section, yamlSyntax: reportsSyntax() ? 'off' : 'on' };
}

/** Has the settings read again whenever an extension comes or goes. */
export function followOtherExtensions(client: () => Promise<BaseLanguageClient> | undefined): Disposable {
  let known = hasOtherYamlExtension();
  return extensions.onDidChange(() => {
    if (known === hasOtherYamlExtension()) return;
    known = !known;
    void client()?.then(running => running.sendNotification('workspace/didChangeConfiguration', { settings: null }));
  });
}

function reportsSyntax(): boolean {
  return hasOtherYamlExtension() && workspace.getConfiguration('yaml').get('validate') !== false;
}
