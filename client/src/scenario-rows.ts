/** What rows of a list say about a scenario. */
import type { QuickPickItem } from 'vscode';
import type { ListedScenario } from '../../server/src/lsp/requests.ts';
import { inert } from './inert.ts';

/** What `workflow:rules` decide, as a second line of a row. */
export function workflowOf({ workflow }: ListedScenario): Pick<QuickPickItem, 'detail'> {
  return workflow === undefined ? {} : { detail: inert(workflow) };
}
