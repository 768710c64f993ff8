/** The options of `check`. */
import { parseArgs } from 'node:util';
import { SEVERITIES } from '../../codes/code-info.ts';
import { CODES, isCode, type Code } from '../../codes/codes.ts';
import { FORMAT_NAMES, isFormat, type FormatName } from './formats/all.ts';
import { chosenJudgement, JUDGEMENT_OPTIONS, JUDGEMENT_USAGE } from './judgement.ts';
import { chosenOutputs, type Output } from './output.ts';
import { nearest } from '../../readings/meaning.ts';
import type { JudgementOptions } from '../../workspace/configuration/judgement.ts';

export const CHECK_USAGE = [
  'check [PATH…] [--format FORMAT] [--output FORMAT=FILE…] [--quiet] [--max-warnings N] [--rule CODE=SEVERITY…]',
  '[--fix | --diff] [--baseline FILE [--update-baseline]] [--shellcheck]',
  `[--root DIR] [--exclude GLOB…] [--stdin --stdin-filename FILE] ${JUDGEMENT_USAGE},`,
  'or check --list-rules, or check --explain CODE',
].join(' ');

export interface CheckOptions extends JudgementOptions {
  readonly paths: readonly string[];
  readonly format: FormatName;
  readonly outputs: readonly Output[];
  /** Whether only errors are reported. */
  readonly quiet: boolean;
  readonly maxWarnings: number;
  /** What to do with safe fixes: write them, show them as a patch, or nothing. */
  readonly fixes: 'write' | 'show' | undefined;
  readonly baseline: string | undefined;
  readonly updateBaseline: boolean;
  /** Whether the program shellcheck is run on the scripts. */
  readonly shellcheck: boolean;
  readonly root: string | undefined;
  readonly exclude: readonly string[];
  /** The file whose text is on standard input. */
  readonly stdin: string | undefined;
}

/** A question about the rules, for which no file is read. */
export type RuleQuestion = { readonly explain: Code } | { readonly listRules: true; readonly format: FormatName };

type Values = ReturnType<typeof parsed>['values'];

/** The options, or what is wrong with them. */
export function readCheckOptions(args: readonly string[]): CheckOptions | RuleQuestion | string {
  try {
    const { values, positionals } = parsed(args);
    const { format = 'text', explain } = values;
    if (!isFormat(format)) return `--format must be one of ${FORMAT_NAMES}, not ${format}.`;
    if (explain !== undefined) return isCode(explain) ? { explain } : unknownCode(explain);
    if (values['list-rules'] === true) return { listRules: true, format };
    return chosen(values, positionals, format);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function parsed(args: readonly string[]) {
  return parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
}

const OPTIONS = {
  format: { type: 'string' },
  output: { type: 'string', multiple: true },
  quiet: { type: 'boolean' },
  'max-warnings': { type: 'string' },
  rule: { type: 'string', multiple: true },
  fix: { type: 'boolean' },
  diff: { type: 'boolean' },
  baseline: { type: 'string' },
  'update-baseline': { type: 'boolean' },
  shellcheck: { type: 'boolean' },
  explain: { type: 'string' },
  'list-rules': { type: 'boolean' },
  root: { type: 'string' },
  exclude: { type: 'string', multiple: true },
  stdin: { type: 'boolean' },
  'stdin-filename': { type: 'string' },
  ...JUDGEMENT_OPTIONS,
} as const;

function chosen(values: Values, positionals: readonly string[], format: FormatName): CheckOptions | string {
  const outputs = chosenOutputs(values.output ?? []);
  if (typeof outputs === 'string') return outputs;
  const most = values['max-warnings'];
  if (most !== undefined && !/^\d{1,15}$/.test(most)) return `--max-warnings must be a number, not ${most}.`;
  const judgement = judgementOf(values);
  if (typeof judgement === 'string') return judgement;
  const stdin = values['stdin-filename'];
  if ((values.stdin === true) !== (stdin !== undefined))
    return '--stdin needs --stdin-filename, which says which file it stands for, and the other way round.';
  const misuse = contradictionIn(values);
  if (misuse !== undefined) return misuse;
  if (stdin !== undefined && positionals.length > 0) return 'With --stdin no other file is checked.';
  return {
    ...judgement,
    paths: stdin !== undefined ? [stdin] : positionals.length > 0 ? positionals : ['.'],
    format,
    outputs,
    quiet: values.quiet === true,
    maxWarnings: most === undefined ? Infinity : Number(most),
    fixes: values.fix === true ? 'write' : values.diff === true ? 'show' : undefined,
    baseline: values.baseline,
    updateBaseline: values['update-baseline'] === true,
    shellcheck: values.shellcheck === true,
    root: values.root,
    exclude: values.exclude ?? [],
    stdin,
  };
}

function contradictionIn(values: Values): string | undefined {
  if (values.fix === true && values.diff === true) return '--fix writes what --diff only shows: choose one of them.';
  if (values.fix === true && values.stdin === true) return '--fix writes files: with --stdin use --diff.';
  if (values['update-baseline'] === true && values.baseline === undefined)
    return '--update-baseline needs --baseline, which says which file to write.';
  return undefined;
}

function judgementOf(values: Values): JudgementOptions | string {
  const judgement = chosenJudgement(values);
  if (typeof judgement === 'string') return judgement;
  const rules = chosenRules(values.rule ?? []);
  return typeof rules === 'string' ? rules : { ...judgement, rules };
}

type Rules = NonNullable<JudgementOptions['rules']>;

const LEVELS = [...SEVERITIES, 'off'] as const;

function chosenRules(given: readonly string[]): Rules | string {
  const rules = new Map<string, Rules[string]>();
  for (const text of given) {
    const [code = '', level] = text.split(/=(.*)/s);
    if (!isCode(code)) return unknownCode(code);
    const known = LEVELS.find(one => one === level);
    if (!known) return `--rule must be CODE=SEVERITY with one of ${LEVELS.join(', ')}, not ${text}.`;
    rules.set(code, known);
  }
  return Object.fromEntries(rules);
}

function unknownCode(code: string): string {
  const meant = nearest(code, Object.keys(CODES));
  if (meant === undefined) return `There is no rule ${code}; --list-rules lists them.`;
  return `There is no rule ${code}. Did you mean ${meant}? --list-rules lists all.`;
}
