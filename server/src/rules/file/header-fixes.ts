/** Adds a header to a file that uses inputs but declares none. */
import type { FoundField } from '../../readings/find.ts';
import { fix } from '../../text/fix.ts';
import type { Edit, Fix } from '../../text/problem.ts';
import { span } from '../../text/span.ts';
import { lineBreakOf } from '../../yaml/edit/style.ts';
import type { SourceDocument } from '../../yaml/tree.ts';
import { neededInput, type NeededInput } from './needed-input.ts';

/** A use of an input, or of a fact about the component itself. */
export interface ContextUse {
  readonly context: string;
  readonly name: string;
  /** Whether nothing follows the name. */
  readonly isWhole: boolean;
  /** How to close it if it is not closed; missing if that is unknown. */
  readonly close?: readonly Edit[];
  /** Where the use is all there is of a value, the field of the table that holds it. */
  readonly field?: FoundField;
}

/** None if the file already has several parts, or if a name is not valid. */
export function headerFixes({ uri, pieces }: SourceDocument, uses: readonly ContextUse[]): readonly Fix[] {
  const content = pieces.find(({ kind }) => kind === 'content');
  const block = content?.entries[0]?.block;
  const isOdd = ({ name, isWhole, close }: ContextUse): boolean =>
    !isWhole || !/^[A-Za-z_][\w-]*$/.test(name) || close?.length === 0;
  if (!block || pieces.length > 2 || block.text.startsWith('%') || uses.some(isOdd)) return [];
  const names = (context: string): readonly string[] => [
    ...new Set(uses.filter(use => use.context === context).map(({ name }) => name)),
  ];
  const [inputs, words] = [names('inputs'), names('component')];
  const start = block.text.startsWith('\ufeff') ? 1 : 0;
  const lineBreak = lineBreakOf(block.text);
  const declared = inputs.map(name => [name, neededInput(placesOf(name, uses))] as const);
  const text = headerOf(declared, words)
    .map(line => line + lineBreak)
    .join('');
  return fix(`Add a header that declares ${shown([...inputs, ...words])}`, [
    { at: { uri, block, span: span(start, start) }, text },
    ...uses.flatMap(({ close = [] }) => close),
  ]);
}

function placesOf(wanted: string, uses: readonly ContextUse[]): readonly FoundField[] {
  return uses.flatMap(({ context, name, field }) => (context === 'inputs' && name === wanted && field ? [field] : []));
}

/** With defaults where there are some that will do, so that the pipeline of the file itself still starts. */
function headerOf(
  inputs: readonly (readonly [name: string, needed: NeededInput])[],
  words: readonly string[],
): readonly string[] {
  return [
    'spec:',
    ...(words.length > 0 ? [`  component: [${words.join(', ')}]`] : []),
    ...(inputs.length > 0 ? ['  inputs:'] : []),
    ...inputs.flatMap(([name, needed]) => [
      `    ${name}:`,
      ...Object.entries(needed).map(([key, value]) => `      ${key}: ${value}`),
    ]),
    '---',
  ];
}

function shown(names: readonly string[]): string {
  const [first = '', second] = names;
  if (names.length > 2) return `${first} and ${names.length - 1} more`;
  return second === undefined ? first : `${first} and ${second}`;
}
