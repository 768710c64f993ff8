/**
 * `${{ … }}` as the runner reads it: the examples of GitLab's manual have no faults, and faults are at the right place.
 */
import { describe, expect, test } from 'vitest';
import { parseTemplate, termsIn, typeFault } from '../../server/src/expression/template.ts';

/** One line for each fault, with the text that it points at. */
function faults(text: string): readonly string[] {
  return parseTemplate(text).flatMap(({ faults }) => faults.map(({ span }) => text.slice(span.start, span.end)));
}

describe('nothing is wrong with', () => {
  test.each([
    '${{ null }} ${{ true }} ${{ 42 }} ${{ 3.14 }} ${{ 1.5e3 }} ${{ 2E-4 }}',
    "${{ \"Hello\\nWorld\" }} ${{ 'It\\'s a string' }} ${{ 'Literal ${{ not evaluated }}' }}",
    '${{ "a ${{ env.HOME }} b" }} ${{ "\\${{ c" }} ${{ "x ${{ a["b"] }}" }}',
    '${{ 2 + 3 }} ${{ -5 }} ${{ !true }} ${{ !!a }} ${{ 10 % 3 }} ${{ (1 + 2) * 3 }} ${{1<=2}}',
    '${{ inputs.name || "default" }} ${{ a && b || c }}',
    '${{ [1, 2, 3,] }} ${{ [] }} ${{ {name: "a", "b": true,} }} ${{ {} }} ${{ {(obj.prop): "v"} }} ${{ {a: {b: 1}}}}',
    '${{ my_array[0] }} ${{ o["property-name"].x[1] }} ${{ str(steps.a.outputs.b + 1) + ".0.0" }}',
    '${{ [\n  {name: "control", weight: 90},\n  {name: "x", weight: 10}\n] }}',
    'echo $ ${A} $(( 1 )) \\${{ to start',
    'a }} b',
  ])('%j', text => expect(faults(text)).toEqual([]));
});

test.each([
  ['${{ a === b }}', ['===']],
  ['${{ a', ['${{ a']],
  ['${{ a ${{ b }}', ['${{ a']],
  ['${{ a b }}', ['b']],
  ['${{ }} ${{ a. }} ${{ a + }}', ['}', '}', '}']],
  ['${{', ['{']],
  ['${{ $A }} ${{ ${A} }}', ['$A', '${A}']],
  ['${{ f(a b) }} ${{ [1 2] }} ${{ {a 1} }}', ['b', '2', '1']],
  ['${{ "a }}', ['"']],
  ['${{ {(a and b): 1} }}', ['and']],
])('%j is refused at %j', (text, places) => expect(faults(text)).toEqual(places));

test('brackets without an end are read no deeper than anyone writes, and cost no more than their length', () => {
  for (const sign of ['(', '[', '{(', '!', 'a[', 'f(', '"${{'])
    expect(parseTemplate(`\${{ ${sign.repeat(50_000)}`).length).toBeLessThanOrEqual(1000);
  expect(parseTemplate('${{ a '.repeat(20_000))).toHaveLength(1000);
});

test.each([
  ['"a" + 1', '+'],
  ['1 - "a"', '-'],
  ['1 == "1"', '=='],
  ['str(1) + num("2")', '+'],
  ['[1] < 2', '<'],
])('types of %s do not fit', (text, operator) => {
  const template = `\${{ ${text} }}`;
  const [found] = parseTemplate(template).flatMap(({ term }) => (term ? termsIn(term) : []));
  const fault = found && typeFault(template, found, () => undefined);
  expect(fault && template.slice(fault.span.start, fault.span.end)).toBe(operator);
});

test.each(['"a" + b', '1 + 2', '"a" == null', 'a == 1', '(a && 1) == "x"', '"a" + str(1)'])(
  'types of %s may fit',
  text => {
    const template = `\${{ ${text} }}`;
    const terms = parseTemplate(template).flatMap(({ term }) => (term ? termsIn(term) : []));
    expect(terms.length).toBeGreaterThan(0);
    expect(terms.flatMap(term => typeFault(template, term, () => undefined) ?? [])).toEqual([]);
  },
);
