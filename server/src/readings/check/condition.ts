/** Checks of the conditions of rules, each fault at the characters that it is about. */
import { parseCondition, type ConditionFault } from '../../expression/parse.ts';
import type { Edit, Finding, Report } from '../../text/problem.ts';
import { span, type Place, type Span } from '../../text/span.ts';
import { quoted, replaceValue, sourceOf } from '../../yaml/edit.ts';
import { textMapOf } from '../../yaml/text-map.ts';
import type { ScalarNode } from '../../yaml/tree.ts';
import type { ScalarValue } from '../../yaml/value.ts';
import { fix, placeOf, preferredFix, type At } from './at.ts';

/** Reports what GitLab refuses about a condition. */
export function checkCondition(report: Report, text: string, value: ScalarValue, at: At): void {
  const { faults } = parseCondition(text);
  if (faults.length === 0) return;
  const map = mapOf(text, value);
  for (const fault of faults) report(findingOf(fault, { text, value, at, map }));
}

/** Texts longer than this no person writes, and mapping their characters takes its time. */
const LONGEST = 100_000;

/** Where the text is written, if that can be told; an input may have made another text of it. */
function mapOf(text: string, { at, node }: ScalarValue): Written['map'] {
  const isWritten = node?.kind === 'scalar' && node.text === text && text.length < LONGEST;
  return isWritten ? textMapOf(node, at.block.text) : undefined;
}

interface Written {
  readonly text: string;
  readonly value: ScalarValue;
  readonly at: At;
  readonly map: ReturnType<typeof textMapOf>;
}

function findingOf({ message, span: part, instead, isDoubt }: ConditionFault, written: Written): Finding {
  const { text, value, at } = written;
  const finding: Finding = {
    code: 'invalid-condition',
    ...(isDoubt && { severity: 'warning' }),
    message,
    at: writtenAt(part, written) ?? placeOf(value, at),
  };
  if (!instead) return finding;
  const title = instead.text === '' ? `Remove ${text.slice(part.start, part.end)}` : `Replace by ${instead.text}`;
  const edits = replaced(part, instead.text, written);
  return { ...finding, fixes: instead.sure ? preferredFix(title, edits) : fix(title, edits) };
}

/** Where a part of the text is written, if that can be told. */
function writtenAt({ start, end }: Span, { value: { at }, map }: Written): Place | undefined {
  if (!map || end === start) return undefined;
  const first = map.toSource(start);
  return { ...at, span: span(first, Math.max(first, map.toSource(end - 1)) + 1) };
}

function replaced(part: Span, instead: string, written: Written): readonly Edit[] {
  const { text, value } = written;
  const { node } = value;
  const at = writtenAt(part, written);
  if (!at || node?.kind !== 'scalar') return [];
  if (node.style !== 'plain' || part.start > 0 || /^[$(/]/.test(instead))
    return replaceValue(at, escaped(instead, node.style));
  // A text that begins with a quote would end with the second one.
  if (/[\r\n]/.test(sourceOf(value.at))) return [];
  return replaceValue(value.at, quoted(instead + text.slice(part.end), at.block.text));
}

function escaped(text: string, style: ScalarNode['style']): string {
  if (style === 'single') return text.replaceAll("'", "''");
  return style === 'double' ? text.replaceAll(/["\\]/g, '\\$&') : text;
}
