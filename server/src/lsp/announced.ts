/**
 * The names that capabilities announce and answers use. It imports no feature: capabilities are told before features are
 * loaded.
 */
import { CodeActionKind } from 'vscode-languageserver';
import type { SemanticTokensLegend } from 'vscode-languageserver';
import type { Refactoring } from '../features/refactor/refactorings.ts';
import type { TokenType } from '../features/tokens.ts';

/** "Fix all" of this server alone; editors can be set up to run it on save. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.gitlabCi`;

/** A text in another language than that of the file: it is opened beside the file rather than written into it. */
export const CONVERT = `${CodeActionKind.RefactorRewrite}.convert`;

export const REFACTORING_KINDS: Readonly<Record<Refactoring['kind'], CodeActionKind>> = {
  extract: CodeActionKind.RefactorExtract,
  move: `${CodeActionKind.Refactor}.move`,
};

export const ACTION_KINDS = [CodeActionKind.QuickFix, ...Object.values(REFACTORING_KINDS), CONVERT, FIX_ALL];

/** Shows the effective hooks of a job in clients that support only the requests of the protocol; it changes nothing. */
export const EFFECTIVE_HOOKS_COMMAND = 'gitlabCi.effectiveHooks';

/** The command of a lens for clients without a command of their own for it. */
export const OPEN_LENS_COMMAND = 'gitlabCi.openLens';

const TOKENS: Readonly<Record<TokenType, string>> = {
  job: 'function',
  template: 'class',
  stage: 'enumMember',
  variable: 'variable',
  input: 'parameter',
  key: 'property',
  hook: 'event',
  handler: 'method',
};

/** In the order in which the legend names them. */
export const TOKEN_TYPES = Object.keys(TOKENS) as readonly TokenType[];

/** Standard names, so that every theme has colours for them. */
export const LEGEND: SemanticTokensLegend = {
  tokenTypes: TOKEN_TYPES.map(type => TOKENS[type]),
  tokenModifiers: ['declaration', 'defaultLibrary'],
};
