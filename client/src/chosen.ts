/**
 * Settings that the user chose: where only a default of this extension applies, the configuration of the repository
 * decides.
 */
import { Uri, workspace } from 'vscode';
import { SECTION } from '../../server/src/lsp/requests.ts';

/**
 * The section with null for settings that nobody set and that a repository can set; lists and rules are empty by
 * default.
 */
export function withoutDefaults(section: unknown, scopeUri: string | undefined): unknown {
  if (typeof section !== 'object' || section === null) return section;
  const settings = workspace.getConfiguration(SECTION, scopeUri === undefined ? undefined : Uri.parse(scopeUri));
  const isChosen = (name: string): boolean => {
    const { key: _, defaultValue: __, ...chosen } = settings.inspect(name) ?? { key: name };
    return Object.entries(chosen).some(([at, value]) => at.endsWith('Value') && value !== undefined);
  };
  const { gitlabVersion, hooks } = section as Readonly<Record<string, unknown>>;
  return {
    ...section,
    gitlabVersion: isChosen('gitlabVersion') ? gitlabVersion : null,
    hooks: isChosen('hooks.inheritance') ? hooks : null,
  };
}
