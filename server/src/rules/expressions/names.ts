/** Finds names in an expression that do not exist: contexts, inputs, steps and functions. */
import { pathOf, termsIn, type PathStep, type TemplateFault, type Term } from '../../expression/template.ts';
import { enumerate } from '../../readings/check/at.ts';
import { nearest } from '../../readings/meaning.ts';
import { templateContexts, templateFunctions } from '../../spec/template.ts';
import { span, type Span } from '../../text/span.ts';
import type { TemplateContext } from './template-context.ts';
import type { TemplateText } from './texts.ts';

const FUNCTIONS = Object.keys(templateFunctions);
const STEP = Object.keys(templateContexts.step);

/** In their order; a name in a context of which not everything is known passes. */
export function nameFaults(text: TemplateText, term: Term, around: TemplateContext): readonly TemplateFault[] {
  const terms = termsIn(term);
  const hyphens = terms.flatMap(each => hyphenFault(text.text, each, around) ?? []);
  const inner = new Set(terms.flatMap(each => (each.kind === 'member' ? [each.of] : [])));
  const others = terms.flatMap(each => {
    if (each.kind === 'call') return functionFault(each.name, each.at) ?? [];
    const path = inner.has(each) ? undefined : pathOf(each);
    if (!path) return [];
    return (text.evaluates === 'step' ? stepFault(path, around) : jobFault(path, around)) ?? [];
  });
  const isWithin = ({ span: at }: TemplateFault): boolean =>
    hyphens.some(({ span: whole }) => whole.start <= at.start && at.end <= whole.end);
  return [...hyphens, ...others.filter(fault => !isWithin(fault))];
}

function functionFault(name: string, at: Span): TemplateFault | undefined {
  if (FUNCTIONS.includes(name)) return undefined;
  return withNear(`Unknown function \`${name}\`; expected ${enumerate(FUNCTIONS, 'or')}.`, at, name, FUNCTIONS);
}

function jobFault([root, words, name]: readonly PathStep[], { inputs }: TemplateContext): TemplateFault | undefined {
  if (!root) return undefined;
  if (root.name !== 'job') return rootFault(root);
  if (words?.name !== 'inputs') {
    const at = words?.span ?? root.span;
    if (!words) return { message: 'Incomplete `job`; expected `job.inputs.NAME`.', span: at };
    return withNear(`\`job\` has no \`${words.name}\`; expected \`job.inputs.NAME\`.`, at, words.name, ['inputs']);
  }
  if (!name || !inputs || inputs.has(name.name)) return undefined;
  const names = [...inputs.keys()];
  return withNear(
    `The job has no input \`${name.name}\`; it declares ${enumerate(names, 'and')}.`,
    name.span,
    name.name,
    names,
  );
}

function rootFault({ name, span: at }: PathStep): TemplateFault {
  const message = `\`${name}\` is not known in a job; expected \`job.inputs.NAME\`.`;
  const isOfStep = STEP.includes(name) && name !== 'inputs';
  if (isOfStep)
    return { message: `\`${name}\` is only known in steps of \`run\`; expected \`job.inputs.NAME\`.`, span: at };
  if (name !== 'inputs') return { message, span: at };
  return { message, span: at, mend: { title: 'Replace with job.inputs', span: at, text: 'job.inputs' } };
}

function stepFault([root, name]: readonly PathStep[], { steps }: TemplateContext): TemplateFault | undefined {
  if (!root) return undefined;
  // what steps know about their job is not documented
  if (root.name !== 'job' && !STEP.includes(root.name))
    return withNear(
      `\`${root.name}\` is not known in a step; expected ${enumerate(STEP, 'or')}.`,
      root.span,
      root.name,
      STEP,
    );
  if (root.name !== 'steps' || !name || !steps || steps.includes(name.name)) return undefined;
  const known = steps.length > 0 ? `only ${enumerate(steps, 'and')}` : 'which is the first';
  return withNear(`No step \`${name.name}\` runs before this one, ${known}.`, name.span, name.name, steps);
}

/** `job.inputs.a-b` is a subtraction, even if there is an input of that name. */
function hyphenFault(text: string, term: Term, { inputs }: TemplateContext): TemplateFault | undefined {
  const path = term.kind === 'member' ? pathOf(term) : undefined;
  const [job, words, name] = path ?? [];
  if (path?.length !== 3 || job?.name !== 'job' || words?.name !== 'inputs' || !name) return undefined;
  const [wide = ''] = /^[\w-]+/.exec(text.slice(name.span.start)) ?? [];
  if (wide.length <= name.name.length || !inputs?.has(wide)) return undefined;
  const at = span(name.span.start, name.span.start + wide.length);
  const written = `["${wide}"]`;
  return {
    message: `\`-\` is a subtraction here; write the input \`${wide}\` as \`job.inputs${written}\`.`,
    span: at,
    mend: { title: `Write job.inputs${written}`, span: span(words.span.end, at.end), text: written },
  };
}

function withNear(message: string, at: Span, name: string, names: readonly string[]): TemplateFault {
  const meant = nearest(name, names);
  if (meant === undefined) return { message, span: at };
  return { message, span: at, mend: { title: `Replace with ${meant}`, span: at, text: meant } };
}
