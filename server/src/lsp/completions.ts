/** Answers requests for completion: each item states exactly what it replaces and what it inserts. */
import { CompletionItemKind, CompletionItemTag, CompletionTriggerKind } from 'vscode-languageserver';
import type { CompletionItem, CompletionList, CompletionParams } from 'vscode-languageserver';
import { complete, type Completion } from '../features/completion.ts';
import { entryAt } from '../yaml/document/document.ts';
import { short } from '../text/shown.ts';
import type { SourceDocument } from '../yaml/tree.ts';
import type { Abilities } from './abilities.ts';
import { offsetOf, toTextEdit } from './convert.ts';
import type { OpenDocument } from './documents.ts';
import { insertionOf, type TargetText } from './insertion.ts';
import { toMarkup } from './markup.ts';
import type { Session, Subject } from './session.ts';

export const NO_COMPLETIONS: CompletionList = { isIncomplete: false, items: [] };

export async function answerCompletions(
  session: Session,
  subject: Subject,
  { position, context }: CompletionParams,
): Promise<CompletionList> {
  const { abilities } = session;
  const { project, owners, document, open, lines, settings } = subject;
  const offset = offsetOf(lines, position);
  const files = mayNameFile(document, offset) ? await session.workspace.paths(document.uri) : [];
  const found = complete(project, document, offset, {
    snippets: abilities.snippets,
    projects: owners,
    others: session.workspace.all(document),
    files,
    predefined: settings.predefined,
    gitlabVersion: settings.gitlabVersion,
    ...(context?.triggerKind === CompletionTriggerKind.TriggerCharacter ? { only: 'inside' } : {}),
  });
  return listOf(session, open, found);
}

/** The list in the form that the client supports. */
export function listOf(
  session: Session,
  { lines }: Pick<OpenDocument, 'lines'>,
  completions: readonly Completion[],
): CompletionList {
  const found = session.abilities.oneLineCompletions ? completions.flatMap(firstLineOf) : completions;
  const around = { text: lines.text, lines };
  const documentationOf = documenting(session, found);
  return {
    isIncomplete: false,
    items: found.map((completion, at) => ({
      ...toItem(completion, around, session.abilities),
      ...documentationOf(at),
    })),
  };
}

/** A completion that begins with a line break has nothing to insert on this line. */
function firstLineOf(completion: Completion): readonly Completion[] {
  const [first = ''] = completion.edit.text.split(/[\r\n]/, 1);
  if (first.trim() === '') return [];
  return [{ ...completion, edit: { ...completion.edit, text: first } }];
}

/** The documentation of each item, or the data with which the client requests it when the item is shown. */
function documenting(
  { abilities, documentation }: Session,
  found: readonly Completion[],
): (at: number) => Pick<CompletionItem, 'documentation' | 'data'> {
  const told = found.map(completion => completion.documentation);
  const keptAs = abilities.asksDocumentation ? documentation.keep(told) : undefined;
  return at => {
    const markdown = told[at];
    if (!markdown) return {};
    return keptAs
      ? { data: keptAs(at) }
      : { documentation: toMarkup(markdown, abilities.documentationFormat, abilities.translate) };
  };
}

/** Folders are searched only for entries in which files can be named. */
function mayNameFile(document: SourceDocument, offset: number): boolean {
  return entryAt(document, offset)?.entry.block.text.includes('include') === true;
}

const KINDS: Readonly<Record<Completion['kind'], CompletionItemKind>> = {
  key: CompletionItemKind.Property,
  value: CompletionItemKind.EnumMember,
  form: CompletionItemKind.Struct,
  variable: CompletionItemKind.Variable,
  input: CompletionItemKind.Field,
  function: CompletionItemKind.Function,
  operator: CompletionItemKind.Operator,
  file: CompletionItemKind.File,
};

/**
 * Sorts before completions of others that have no order of their own, such as the tag `!reference` of the YAML server.
 */
const FIRST = ' ';

function toItem(completion: Completion, around: TargetText, abilities: Abilities): CompletionItem {
  const { label, kind, detail, sortText, filterText, also, needs } = completion;
  const { suggestCommand } = abilities;
  return {
    label: short(label),
    ...(needs !== undefined && abilities.labelDetails ? { labelDetails: { description: `GitLab ${needs}` } } : {}),
    kind: KINDS[kind],
    detail: short(needs === undefined ? detail : `needs GitLab ${needs}: ${detail}`),
    sortText: `${FIRST}${sortText}`,
    filterText,
    ...insertionOf(completion, around, abilities),
    ...(also.length > 0 ? { additionalTextEdits: also.map(change => toTextEdit(around.lines, change)) } : {}),
    ...(completion.preselect ? { preselect: true } : {}),
    ...(completion.deprecated && abilities.itemTags ? { tags: [CompletionItemTag.Deprecated] } : {}),
    ...(completion.opensChoice && suggestCommand !== undefined
      ? { command: { title: 'Suggest', command: suggestCommand } }
      : {}),
  };
}
