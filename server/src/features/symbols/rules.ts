/** The symbols of rules: each by its condition, with its effect. */
import { span } from '../../text/span.ts';
import type { Node } from '../../yaml/tree.ts';
import { keyText, pairsOf, symbolOf, valueOf, type DocumentSymbol, type Said } from './symbol.ts';
import { conditionText, counted, flat, isReference, listed, wholeOf, wordsOf } from './words.ts';

/** `rules` of a job, of the pipeline or of an include. */
export function rulesSaid(value: Node | undefined, text: string): Said {
  const items = flat(value);
  const isList = value?.kind === 'list' && !isReference(value);
  const children = isList ? items.flatMap(item => ruleSymbol(item, text)) : [];
  return { role: 'key', detail: isList ? counted(items.length, 'rule') : wordsOf(value, text), children };
}

function ruleSymbol(rule: Node, text: string): readonly DocumentSymbol[] {
  if (rule.span.end <= rule.span.start) return [];
  if (rule.kind !== 'map') return [symbolOf(wordsOf(rule, text), wholeOf(rule), wholeOf(rule), { role: 'rule' })];
  const [first] = rule.pairs;
  const selected = first ? first.key.span : span(rule.span.start, rule.span.start + 1);
  const detail = EFFECTS.map(effect => effect(rule, text)).filter(Boolean);
  return [symbolOf(conditionOf(rule, text), rule.span, selected, { role: 'rule', detail: detail.join(', ') })];
}

const FILE_CONDITIONS = ['changes', 'exists'];

/** `if $A == "b" and changes docs/**`: all conditions of a rule. */
function conditionOf(rule: Node, text: string): string {
  const told = pairsOf(rule).flatMap(({ key, value }) => {
    const name = keyText(key, text);
    if (name === '<<') return [`<<: ${wordsOf(value, text)}`];
    if (name === 'if') return [`if ${conditionText(value, text)}`];
    return FILE_CONDITIONS.includes(name) ? [`${name} ${wordsOf(filesOf(value), text)}`] : [];
  });
  return told.join(' and ') || 'no condition';
}

/** The paths or the pattern of a condition about files that is a mapping. */
function filesOf(value: Node | undefined): Node | undefined {
  return valueOf(value, 'paths') ?? valueOf(value, 'regexp') ?? value;
}

/** The effect if the rule is the first that matches, as far as it states one. */
const EFFECTS: readonly ((rule: Node, text: string) => string)[] = [
  (rule, text) =>
    [valueOf(rule, 'when'), valueOf(rule, 'start_in')]
      .map(node => wordsOf(node, text))
      .join(' ')
      .trim(),
  (rule, text) => (/^true$/i.test(wordsOf(valueOf(rule, 'allow_failure'), text)) ? 'may fail' : ''),
  (rule, text) =>
    named(
      'variables',
      pairsOf(valueOf(rule, 'variables')).map(({ key }) => keyText(key, text)),
    ),
  (rule, text) =>
    named(
      'needs',
      flat(valueOf(rule, 'needs')).map(need => wordsOf(valueOf(need, 'job') ?? need, text)),
    ),
];

function named(what: string, names: readonly string[]): string {
  return names.length > 0 ? `${what} ${listed(names, name => name)}` : '';
}
