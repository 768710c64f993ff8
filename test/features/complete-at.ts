/** Completion at the cursor of a fixture: the offered items, and the line after accepting one. */
import { complete, type Completion, type CompletionOptions } from '../../server/src/features/completion.ts';
import { applyChanges } from '../../server/src/text/span.ts';
import { sceneOf } from './navigation.ts';

export async function itemsAt(fixture: string, more: Partial<CompletionOptions> = {}): Promise<readonly Completion[]> {
  const { projects, document, offset } = await sceneOf(fixture);
  const [project] = projects;
  if (!project) throw new Error('a scene has a project');
  return complete(project, document, offset, { snippets: false, projects, predefined: 'off', ...more });
}

export async function offered(fixture: string, more: Partial<CompletionOptions> = {}): Promise<readonly string[]> {
  return (await itemsAt(fixture, more))
    .toSorted((a, b) => (a.sortText < b.sortText ? -1 : 1))
    .map(({ label }) => label);
}

/** The line of the cursor after accepting the item with that label. */
export async function taken(fixture: string, label: string): Promise<string> {
  const { document, offset } = await sceneOf(fixture);
  const items = await itemsAt(fixture, { predefined: 'on' });
  const item = items.find(each => each.label === label);
  if (!item) return `none of ${items.map(each => each.label).join(', ')}`;
  const after = applyChanges(document.text, [item.edit, ...item.also]);
  const start = document.text.lastIndexOf('\n', offset - 1) + 1;
  return after.slice(start).split('\n')[0] ?? '';
}
