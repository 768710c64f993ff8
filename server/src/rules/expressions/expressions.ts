/** Checks `${{ … }}`: what the runner cannot parse, names that do not exist, and places where nobody evaluates it. */
import { termsIn, typeFault, type Expression, type TemplateFault } from '../../expression/template.ts';
import { listed } from '../../readings/describe.ts';
import { partAt, replacePart, written, type WrittenText } from '../../readings/check/written.ts';
import { entries } from '../../spec/pipeline.ts';
import type { Field } from '../../spec/shape.ts';
import { guardedEach } from '../../text/failure.ts';
import { fix } from '../../text/fix.ts';
import type { Finding } from '../../text/problem.ts';
import type { Span } from '../../text/span.ts';
import type { Code } from '../../codes/codes.ts';
import { blocksWith } from '../engine/gathered.ts';
import type { DocumentRule } from '../engine/rule.ts';
import { nameFaults } from './names.ts';
import { templateContext, typesOf, type TemplateContext } from './template-context.ts';
import { templateTexts, type TemplateText } from './texts.ts';

export const expressions: DocumentRule = {
  codes: ['invalid-expression', 'unknown-name', 'unevaluated-expression'],
  check({ project, blocks }, report) {
    for (const block of concerned(blocks))
      guardedEach('invalid-expression', templateTexts(block), text => {
        const around = templateContext(project, text);
        const from = written(text.text, text.value);
        for (const expression of text.expressions)
          for (const { code, fault } of faultsIn(text, expression, around)) report(findingOf(code, fault, from));
      });
  },
};

const concerned = blocksWith(block => templateTexts(block).length > 0);

interface Told {
  readonly code: Code;
  readonly fault: TemplateFault;
}

function faultsIn(text: TemplateText, expression: Expression, around: TemplateContext): readonly Told[] {
  const isMeant = mentionsInputs(text.text, expression.span);
  if (text.evaluates === 'nobody') return isMeant ? [unevaluated(text, expression)] : [];
  // in a job without inputs, the runner does not even look at the texts
  if (text.evaluates === 'job' && around.inputs?.size === 0) return isMeant ? [inputless(expression)] : [];
  return text.evaluates === 'step' || around.inputs || isMeant ? judged(text, expression, around) : [];
}

function judged(text: TemplateText, { term, faults }: Expression, around: TemplateContext): readonly Told[] {
  const tell = (code: Code) => (fault: TemplateFault) => ({ code, fault });
  if (!term) return faults.map(tell('invalid-expression'));
  const lookup = typesOf(around);
  const names = nameFaults(text, term, around);
  const types = termsIn(term).flatMap(each => typeFault(text.text, each, lookup) ?? []);
  // a name that does not exist may have been meant to be of any type
  return names.length > 0 ? names.map(tell('unknown-name')) : types.map(tell('invalid-expression'));
}

/** Whether a text in `${{ … }}` is meant for the runner; others may be meant for another program. */
function mentionsInputs(text: string, { start, end }: Span): boolean {
  return /^\$\{\{[^\n]{0,500}?\bjob\s*\.\s*inputs\b/.test(text.slice(start, end));
}

function unevaluated({ path }: TemplateText, { span }: Expression): Told {
  const key = path.findLast(part => typeof part === 'string');
  const where = path.length > 1 ? `in \`${key}\`` : 'in names of jobs';
  const message = `Job inputs are not evaluated ${where}: the runner reads them in ${PLACES} only. An input of the file, \`$[[ inputs.NAME ]]\`, works anywhere.`;
  return { code: 'unevaluated-expression', fault: { message, span } };
}

/** The keys of jobs that the column `evaluates` of the table names. */
const PLACES = listed(
  Object.entries<Field>(entries.job.shape.fields).flatMap(([key, { evaluates }]) => (evaluates === 'job' ? [key] : [])),
  'and',
);

function inputless({ span }: Expression): Told {
  const message = 'The job declares no inputs, so the runner leaves this text as it is. Add `inputs` to the job.';
  return { code: 'unknown-name', fault: { message, span } };
}

function findingOf(code: Code, { message, span, mend }: TemplateFault, from: WrittenText): Finding {
  const finding = { code, message, at: partAt(span, from) ?? from.value.at };
  if (!mend) return finding;
  return { ...finding, fixes: fix(mend.title, () => replacePart(mend.span, mend.text, from)) };
}
