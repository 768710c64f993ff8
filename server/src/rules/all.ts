/** The list of rules. A rule is one file beside this one; a line here puts it to work. */
import { deprecatedKey } from './deprecated-key.ts';
import { duplicateEntry, duplicateKey } from './duplicate-key.ts';
import { earlyVariable } from './early-variable.ts';
import { expressions } from './expressions/expressions.ts';
import { headerValue } from './header-value.ts';
import { hostForm } from './host-form.ts';
import { ignoredDocument } from './ignored-document.ts';
import { loading } from './loading.ts';
import { loneHeader } from './lone-header.ts';
import { loopbackHost } from './loopback-host.ts';
import { childIncludes } from './merged/child-includes.ts';
import { includes } from './merged/includes.ts';
import { inputs } from './merged/inputs.ts';
import { mergedEntries } from './engine/merged-entries.ts';
import { noJob } from './merged/no-job.ts';
import { overwrittenKey } from './merged/overwritten-key.ts';
import { misplacedHooks } from './misplaced-hooks.ts';
import { needsShell } from './needs-shell.ts';
import { newerGitlab } from './newer-gitlab.ts';
import { newerVariable } from './newer-variable.ts';
import { pathForm } from './path-form.ts';
import { proposedKeyword } from './proposed-keyword.ts';
import type { BlockRule, DocumentRule } from './engine/rule.ts';
import { structure } from './structure.ts';
import { tcpSocketHandler } from './tcp-socket-handler.ts';
import { unexpandedVariable } from './unexpanded-variable.ts';
import { unknownCode } from './unknown-code.ts';

export const BLOCK_RULES: readonly BlockRule[] = [
  structure,
  tcpSocketHandler,
  loopbackHost,
  hostForm,
  headerValue,
  duplicateKey,
  needsShell,
  unexpandedVariable,
  pathForm,
  newerGitlab,
];

export const DOCUMENT_RULES: readonly DocumentRule[] = [
  loading,
  loneHeader,
  misplacedHooks,
  duplicateEntry,
  ignoredDocument,
  deprecatedKey,
  proposedKeyword,
  newerVariable,
  earlyVariable,
  expressions,
  unknownCode,
];

/** What only the merged pipeline tells; of two that say the same at the same place, the others come first. */
export const MERGED_RULES: readonly DocumentRule[] = [
  mergedEntries,
  includes,
  childIncludes,
  inputs,
  overwrittenKey,
  noJob,
];
