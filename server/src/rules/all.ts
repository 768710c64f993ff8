/** The list of rules. Each has a file of its own in the folders next to this one; a line here puts it into effect. */
import { artifactInclude } from './file/artifact-include.ts';
import { deprecatedKey } from './file/deprecated-key.ts';
import { duplicateEntry, duplicateKey } from './file/duplicate-key.ts';
import { execSyntax } from './file/exec-syntax.ts';
import { earlyVariable } from './file/early-variable.ts';
import { expressions } from './expressions/expressions.ts';
import { headerValue } from './file/header-value.ts';
import { hostForm } from './file/host-form.ts';
import { ignoredDocument } from './file/ignored-document.ts';
import { literalInterpolation } from './file/literal-interpolation.ts';
import { loading } from './file/loading.ts';
import { loneHeader } from './file/lone-header.ts';
import { loopbackHost } from './file/loopback-host.ts';
import { childIncludes } from './merged/child-includes.ts';
import { includes } from './merged/includes.ts';
import { inputs } from './merged/inputs.ts';
import { mergedEntries } from './engine/merged-entries.ts';
import type { PipelineRules } from './engine/pipeline-rules.ts';
import { dependencies, unneededDependencies } from './jobs/dependencies.ts';
import { globalForm } from './jobs/global-form.ts';
import { leftOutDependencies, leftOutNeeds } from './jobs/left-out-needs.ts';
import { needCycles } from './jobs/need-cycles.ts';
import { needs } from './jobs/needs.ts';
import { neverIncluded } from './jobs/never-included.ts';
import { onStop } from './jobs/on-stop.ts';
import { publish } from './jobs/publish.ts';
import { shellSyntax } from './jobs/shell-syntax.ts';
import { scriptVariables } from './jobs/script-variables.ts';
import { severalPipelines } from './jobs/several-pipelines.ts';
import { stage } from './jobs/stage.ts';
import { variableCycles } from './jobs/variable-cycles.ts';
import { entryFindings } from './merged/entry-findings.ts';
import { noJob } from './merged/no-job.ts';
import { overwrittenKey } from './merged/overwritten-key.ts';
import { unreachedIncludeRules } from './merged/unreached-rule.ts';
import { missingProgram } from './file/missing-program.ts';
import { misplacedHooks } from './file/misplaced-hooks.ts';
import { needsShell } from './file/needs-shell.ts';
import { newerGitlab } from './file/newer-gitlab.ts';
import { newerVariable } from './file/newer-variable.ts';
import { pathForm } from './file/path-form.ts';
import { proposedKeyword } from './file/proposed-keyword.ts';
import type { BlockRule, DocumentRule } from './engine/rule.ts';
import { relativePath } from './file/relative-path.ts';
import { runnerValue } from './file/runner-value.ts';
import { secretVariable } from './file/secret-variable.ts';
import { slippedKey } from './file/slipped-key.ts';
import { slowHook } from './file/slow-hook.ts';
import { structure } from './file/structure.ts';
import { templateName } from './file/template-name.ts';
import { tcpSocketHandler } from './file/tcp-socket-handler.ts';
import { trapInScriptHook } from './file/trap-in-script-hook.ts';
import { unexpandedVariable } from './file/unexpanded-variable.ts';
import { unknownCode } from './file/unknown-code.ts';

export const BLOCK_RULES: readonly BlockRule[] = [
  structure,
  tcpSocketHandler,
  loopbackHost,
  hostForm,
  headerValue,
  duplicateKey,
  needsShell,
  execSyntax,
  slowHook,
  relativePath,
  missingProgram,
  secretVariable,
  trapInScriptHook,
  unexpandedVariable,
  pathForm,
  newerGitlab,
  runnerValue,
  templateName,
  artifactInclude,
  unreachedIncludeRules,
];

export const DOCUMENT_RULES: readonly DocumentRule[] = [
  loading,
  loneHeader,
  slippedKey,
  misplacedHooks,
  duplicateEntry,
  ignoredDocument,
  deprecatedKey,
  proposedKeyword,
  newerVariable,
  earlyVariable,
  expressions,
  literalInterpolation,
  unknownCode,
];

/** Rules about the entries of a merged pipeline, on their own and in relation to each other. */
export const PIPELINE_RULES: PipelineRules = {
  entry: entryFindings,
  globalForm,
  jobs: [unneededDependencies, needs, stage, dependencies, onStop, publish, severalPipelines],
  needCycles,
  scripts: [shellSyntax],
  runs: [scriptVariables, variableCycles, leftOutNeeds, leftOutDependencies, neverIncluded],
};

/**
 * Problems that only the merged pipeline shows; if another rule reports the same at the same place, that one is kept.
 */
export const MERGED_RULES: readonly DocumentRule[] = [
  mergedEntries(PIPELINE_RULES),
  includes,
  childIncludes,
  inputs,
  overwrittenKey,
  noJob,
];
