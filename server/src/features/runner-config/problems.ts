/**
 * The problems of a runner's `config.toml`, with severities from the settings, suppressing comments, and fixes as code
 * actions.
 */
import { commentsIn, type DisableScope } from '../../rules/file/disable-comments.ts';
import { checkRunnerConfig } from '../../runner-config/check.ts';
import { readRunnerConfig, type RunnerConfig } from '../../runner-config/read.ts';
import { cachedBy } from '../../text/cached.ts';
import { possible } from '../../text/fix.ts';
import type { Edit, Fix, Problem } from '../../text/problem.ts';
import { applyChanges, overlap, type Span, type TextChange } from '../../text/span.ts';
import { lineBreakOf } from '../../yaml/edit/style.ts';
import { lineStart } from '../../yaml/lines.ts';
import { once, type CodeAction } from '../code-actions.ts';
import { difference } from '../difference.ts';
import { judge, type DiagnosticOptions } from '../diagnostics.ts';

const findingsOf = cachedBy(checkRunnerConfig);

/** The problems in the order of the text. */
export function runnerConfigProblems(config: RunnerConfig, options: DiagnosticOptions): readonly Problem[] {
  const comments = commentsIn(config.text);
  return judge(findingsOf(config), options).filter(({ code, at }) => {
    const line = lineStart(config.text, at.span.start);
    return !comments.some(
      ({ scope, line: other, codes }) =>
        (codes.length === 0 || codes.some(({ name }) => name === code)) && (scope === 'file' || other === line),
    );
  });
}

/** The fixes of the problems that touch the span, then the comments that suppress them. */
export function runnerConfigActions(
  config: RunnerConfig,
  span: Span,
  options: DiagnosticOptions,
): readonly CodeAction[] {
  const problems = runnerConfigProblems(config, options).filter(({ at }) => overlap(at.span, span));
  const fixes = actionsOf(config, problems);
  return once([...fixes, ...problems.flatMap(problem => suppressions(config, problem))]);
}

/** The fixes of a problem after which there are no more errors than before. */
export function soundConfigFixes(config: RunnerConfig): (problem: Problem, fixes: readonly Fix[]) => readonly Fix[] {
  const before = errorsIn(config);
  return (_, fixes) =>
    fixes.filter(({ edits }) => errorsIn(readRunnerConfig(config.uri, applied(config, edits))) <= before);
}

/** Severities set by the user do not matter here: what is refused is refused. */
function errorsIn(config: RunnerConfig): number {
  return runnerConfigProblems(config, {}).filter(({ severity }) => severity === 'error').length;
}

/** If there are several fixes to choose from, none of them is preferred. */
function actionsOf(config: RunnerConfig, problems: readonly Problem[]): readonly CodeAction[] {
  const sound = soundConfigFixes(config);
  return problems.flatMap(problem => {
    const fixes = sound(problem, possible(problem.fixes));
    return fixes.map(({ title, edits, preferred }) => ({
      title,
      problem,
      edits,
      ...(preferred && fixes.length === 1 ? { preferred } : {}),
    }));
  });
}

function applied({ text }: RunnerConfig, edits: readonly Edit[]): string {
  return applyChanges(
    text,
    edits.map(({ at: { span }, text: by }): TextChange => ({ span, text: by })),
  );
}

function suppressions(config: RunnerConfig, problem: Problem): readonly CodeAction[] {
  const { code } = problem;
  return [
    { title: `Disable ${code} for this line`, problem, edits: suppress(config, problem, 'next-line') },
    { title: `Disable ${code} for the whole file`, problem, edits: suppress(config, problem, 'file') },
  ];
}

/** A comment above the line, or at the top; an existing comment gets one more code. */
function suppress({ uri, block, text }: RunnerConfig, { code, at }: Problem, scope: DisableScope): readonly Edit[] {
  const line = scope === 'file' ? Number(text.startsWith('\ufeff')) : lineStart(text, at.span.start);
  const known = commentsIn(text).find(one => one.scope === scope && (scope === 'file' || one.line === line));
  const last = known?.codes.at(-1);
  const offset = last?.span.end ?? line;
  const indent = scope === 'file' ? '' : (/^[ \t]*/.exec(text.slice(line))?.[0] ?? '');
  const comment = last ? `, ${code}` : `${indent}# gitlab-ci-disable-${scope} ${code}${lineBreakOf(text)}`;
  return [{ at: { uri, block, span: { start: offset, end: offset } }, text: comment }];
}

/** How many fixes are applied one after the other, since one may reveal another. */
const MOST_ROUNDS = 50;

/** All fixes that keep what the author plainly meant, as one change; a second run changes nothing more. */
export function runnerConfigFixAll(config: RunnerConfig, options: DiagnosticOptions): readonly TextChange[] {
  let last = config;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const action = actionsOf(last, runnerConfigProblems(last, options)).find(({ preferred }) => preferred);
    if (!action) break;
    last = readRunnerConfig(config.uri, applied(last, action.edits));
  }
  return last === config ? [] : [difference(config.text, last.text)];
}
