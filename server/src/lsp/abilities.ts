/** The abilities of the client that answers depend on. */
import { MarkupKind } from 'vscode-languageserver';
import type { InitializeParams, InsertTextMode } from 'vscode-languageserver';
import { translatorOf, type Translate } from '../translation/translate.ts';
import type { InitializationOptions } from './requests.ts';

export interface Abilities {
  /** Settings can be requested from it, and it can be asked to report changes. */
  readonly configuration: boolean;
  readonly watchConfiguration: boolean;
  readonly relatedInformation: boolean;
  readonly codeDescription: boolean;
  /** It pulls problems, and pulls again when it is told that they have changed. */
  readonly pullDiagnostics: boolean;
  readonly snippets: boolean;
  /** It cannot insert completions of several lines. */
  readonly oneLineCompletions: boolean;
  /** It inserts further lines of snippets as they are sent, while most clients indent them. */
  readonly asIsSnippets: boolean;
  /** It indents a new line before it asks for help behind Enter. */
  readonly indentsFirst: boolean;
  /** How it can be asked to treat the indentation of inserted lines. */
  readonly insertTextModes: readonly InsertTextMode[];
  /** Items can be marked as deprecated. */
  readonly itemTags: boolean;
  /** Items can have a text at the end of their line. */
  readonly labelDetails: boolean;
  /** It requests the documentation of a completion when it shows it. */
  readonly asksDocumentation: boolean;
  readonly hoverFormat: MarkupKind;
  readonly documentationFormat: MarkupKind;
  readonly nestedSymbols: boolean;
  readonly codeActionLiterals: boolean;
  readonly preferredActions: boolean;
  /** Actions that are not possible can be shown with the reason. */
  readonly disabledActions: boolean;
  /** Edits can name the version of the text that they were made for. */
  readonly versionedEdits: boolean;
  readonly recognised: boolean;
  /** It wants to know when pictures may have changed. */
  readonly pictures: boolean;
  readonly suggestCommand: string | undefined;
  /** It reads files for us. */
  readonly files: boolean;
  readonly watchFiles: boolean;
  readonly definitionLinks: boolean;
  readonly linkTooltips: boolean;
  readonly refreshLenses: boolean;
  readonly refreshTokens: boolean;
  readonly refreshHints: boolean;
  /** It opens a document at a range if the server asks. */
  readonly showDocument: boolean;
  readonly showPlacesCommand: string | undefined;
  readonly showCopiesCommand: string | undefined;
  readonly previewHookCommand: string | undefined;
  /** Opens a new, unsaved text. */
  readonly openTextCommand: string | undefined;
  /** Into the language of the user. */
  readonly translate: Translate;
}

/** Reads the abilities from what the client says at the start; it does not have those that it does not mention. */
export function abilitiesOf({ capabilities, initializationOptions }: InitializeParams): Abilities {
  const { workspace, textDocument } = capabilities;
  const item = textDocument?.completion?.completionItem;
  const insertTextModes = item?.insertTextModeSupport?.valueSet;
  const options = (initializationOptions ?? {}) as InitializationOptions;
  return {
    configuration: workspace?.configuration === true,
    watchConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    relatedInformation: textDocument?.publishDiagnostics?.relatedInformation === true,
    codeDescription: textDocument?.publishDiagnostics?.codeDescriptionSupport === true,
    pullDiagnostics:
      textDocument?.diagnostic !== undefined &&
      workspace?.diagnostics?.refreshSupport === true &&
      options.pushDiagnostics !== true,
    snippets: item?.snippetSupport === true && options.oneLineCompletions !== true,
    oneLineCompletions: options.oneLineCompletions === true,
    asIsSnippets: options.asIsSnippets === true,
    indentsFirst: options.indentsFirst === true,
    insertTextModes: Array.isArray(insertTextModes) ? insertTextModes : [],
    itemTags: item?.tagSupport !== undefined,
    labelDetails: item?.labelDetailsSupport === true,
    asksDocumentation: item?.resolveSupport?.properties.includes('documentation') === true,
    hoverFormat: preferred(textDocument?.hover?.contentFormat),
    documentationFormat: preferred(item?.documentationFormat),
    nestedSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    codeActionLiterals: textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
    preferredActions: textDocument?.codeAction?.isPreferredSupport === true,
    disabledActions: textDocument?.codeAction?.disabledSupport === true,
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    recognised: options.recognised === true,
    pictures: options.pictures === true,
    suggestCommand: typeof options.suggestCommand === 'string' ? options.suggestCommand : undefined,
    files: options.files === true,
    watchFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    definitionLinks: textDocument?.definition?.linkSupport === true,
    linkTooltips: textDocument?.documentLink?.tooltipSupport === true,
    refreshLenses: workspace?.codeLens?.refreshSupport === true,
    refreshTokens: workspace?.semanticTokens?.refreshSupport === true,
    refreshHints: workspace?.inlayHint?.refreshSupport === true,
    showDocument: capabilities.window?.showDocument?.support === true,
    showPlacesCommand: typeof options.showPlacesCommand === 'string' ? options.showPlacesCommand : undefined,
    showCopiesCommand: typeof options.showCopiesCommand === 'string' ? options.showCopiesCommand : undefined,
    previewHookCommand: typeof options.previewHookCommand === 'string' ? options.previewHookCommand : undefined,
    openTextCommand: typeof options.openTextCommand === 'string' ? options.openTextCommand : undefined,
    translate: translatorOf(options.translations),
  };
}

const FORMATS: ReadonlySet<MarkupKind> = new Set([MarkupKind.Markdown, MarkupKind.PlainText]);

/** The first format that we support, in the order of the client. */
function preferred(formats: readonly MarkupKind[] | undefined): MarkupKind {
  return formats?.find(format => FORMATS.has(format)) ?? MarkupKind.PlainText;
}
