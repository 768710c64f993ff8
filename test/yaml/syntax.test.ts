/** Syntax errors: the reader reports each cause once, at a small span, which `‹…›` marks in each case. */
import { describe, expect, test } from 'vitest';
import { parse } from '../../server/src/yaml/document/document.ts';
import { parseBlock } from '../../server/src/yaml/document/parse.ts';

const CASES: Readonly<Record<string, string>> = {
  'missing-colon, last key': 'job:\n  script: x\n  ‹stage›\n',
  'missing-colon, before a sibling': 'job:\n  ‹scr›\n  stage: x\n',
  'missing-colon, at the top': '‹job›\n',
  'missing-colon, above its children': '‹job›\n  script: x\n',
  'missing-colon, in a list': 'job:\n  - name: a\n    ‹val›\n',
  'missing-space, in front of a sibling': 'job:\n  port‹:›8080\n  host: x\n',
  'missing-space, behind a sibling': 'job:\n  host: x\n  port‹:›8080\n',
  'open-quote, double': 'job:\n  host: ‹"›127.0.0.1\n  port: 80\n',
  'open-quote, single': "job:\n  host: ‹'›127.0.0.1\n",
  'open-quote, in a list in brackets': 'job:\n  exec: [‹"›a, b]\n  port: 80\n',
  'open-bracket, at the end': 'job:\n  exec: ‹[›a, b\n',
  'open-bracket, before a sibling': 'job:\n  exec: ‹[›a, b\n  port: 80\n',
  'open-bracket, after a comma': 'job:\n  exec: ‹[›"a",\n  port: 80\n',
  'open-bracket, braces': 'job:\n  tcp_socket: ‹{› port:\n  stage: x\n  image: y\n',
  'extra-bracket, list': 'job:\n  exec: [a]‹]›\n  port: 80\n',
  'extra-bracket, mapping': 'job:\n  exec: {a: b}‹}›\n',
  'extra-comma, two in a row': 'job:\n  exec: [a,‹,› b]\n',
  'extra-comma, first': 'job:\n  exec: [‹,›a]\n',
  'missing-comma, list': 'job:\n  exec: ["a" ‹"b"]›\n',
  'missing-comma, mapping': 'job:\n  exec: {a: "b" ‹c:› d}\n',
  'unquoted-colon, value': 'job:\n  script: ‹echo status: done›\n',
  'unquoted-colon, with a comment': 'job:\n  script: ‹echo: done›  # here\n',
  'indentation, deeper': 'job:\n  port: 8080\n    ‹host›: x\n',
  'indentation, shallower': 'job:\n    port: 8080\n  ‹host:› x\n',
  'indentation, list above its key': 'job:\n    - a\n  ‹-› b\n',
  'indentation, key among items': 'job:\n  script:\n    - a\n    ‹b:› c\n',
  'tab, before a key': 'job:\n‹\t›script: x\n',
  'tab, behind spaces': 'job:\n  script: x\n ‹\t›stage: y\n',
  'tab, in a block scalar': 'job:\n  script: |\n‹\t›make\n',
  'tab, on an empty line': 'job:\n  script:\n    - a\n    - b\n‹\t›\n',
  'quote, at sign': 'job:\n  script: ‹@›make\n',
  'quote, backtick': 'job:\n  script: ‹`›make`\n',
  'quote, percent': 'job:\n  script: ‹%›make\n',
  'quote, bar in brackets': 'job:\n  script: [a, ‹|›]\n',
  'quote, question mark': 'job:\n  script: ‹?› what\n',
  'quote, colon in brackets': 'job:\n  exec: [a‹:›]\n',
  'quote, colon before a text in brackets': 'job:\n  exec: [‹:x]›\n',
  'escape, unknown': 'job:\n  script: "a‹\\d›b"\n',
  'escape, cut short': 'job:\n  script: "‹\\u›12"\n',
  'escape, half of a pair': 'job:\n  script: "‹\\u›d83d\\ude80"\n',
  'block-header, text behind it': 'job:\n  script: | ‹make›\n    it\n',
  'block-header, no indentation': 'job:\n  script: |‹0›\n    it\n',
  'item, behind its key': 'job:\n  script: ‹-› make\n',
  'anchor, empty alias': 'job:\n  script: ‹*›\n',
  'anchor, dotted': 'job: ‹&a›.b\n  script: x\n',
  'anchor, unquoted star': 'job:\n  paths: [‹*›.log]\n',
  'tag, no blank': 'job:\n  script: ‹!reference[.a,› script]\n',
  'tag, unknown handle': 'job:\n  script: ‹!a!b› c\n',
  'sign, a variable in quotes that is compared': 'job:\n  if: ‹"$A" == "x"›\n',
  'sign, more behind a quote': 'job:\n  script: ‹"a" b›\n  stage: x\n',
  'sign, more behind brackets': 'job:\n  script: ‹[a] b›\n',
  'character, bell': 'job:\n  script: a‹\x07›b\n',
  'character, half of a pair': 'job:\n  script: a‹\ud800›b\n',
  'directive, before the cut': '‹%YAML› 1.1\n---\njob: {script: x}\n',
  'conflict, left over': 'job:\n  script: x\n‹=======›\n',
};

describe('flaws', () => {
  for (const [name, marked] of Object.entries(CASES)) {
    test(name, () => {
      const text = marked.replace(/[‹›]/g, '');
      const flaws = parse('', text).pieces.flatMap(({ entries }) =>
        entries.flatMap(({ block, start }) => block.flaws.map(flaw => ({ flaw, start }))),
      );
      expect(
        flaws.map(({ flaw, start }) => `${flaw.cause}: ${mark(text, flaw.span.start + start, flaw.span.end + start)}`),
      ).toEqual([`${name.replace(/,.*/, '')}: ${marked}`]);
    });
  }
});

test('every message is a sentence of ours that says how to go on', () => {
  for (const marked of Object.values(CASES)) {
    const [flaw] = parseBlock(marked.replace(/[‹›]/g, '')).flaws;
    expect(flaw?.message ?? 'Of another piece.').toMatch(/^[A-Z`].*\.$|^A space is missing after the colon: /);
  }
});

function mark(text: string, start: number, end: number): string {
  return `${text.slice(0, start)}‹${text.slice(start, end)}›${text.slice(end)}`;
}

describe('no flaw', () => {
  const VALID: Readonly<Record<string, string>> = {
    'brackets closed at column 0': 'job:\n  needs: [\n    "a",\n]\n',
    'a list in brackets that goes on shallower than its key': 'job:\n  needs: ["a",\n "b"]\n',
    'a quote that goes on at column 0': 'job:\n  script: "a\nb"\nother: {script: x}\n',
    'brackets over lines that look like entries': 'a: [1,\nb,\nc]\nd: e\n',
    'a comment right behind a quote': 'job:\n  script: "x"#c\n',
    'quoted keys': '"job": {"script":"x"}\n',
    'list at the column of its key': 'job:\n  script:\n  - a\n  - b\n',
    'comment lines anywhere': '# a\njob: # b\n# c\n  # d\n  script: x # e\n# f\n',
    'a block scalar with odd lines': 'job:\n  script: |\n    @a: b: c\n    "x\n    [\n\n  stage: y\n',
    'Windows lines': 'job:\r\n  script: |\r\n    a\r\n  stage: x\r\n',
    'a byte order mark': '\ufeffjob:\n  script: x\nother:\n  script: y\n',
    'text that looks like a conflict': 'job:\n  script: |\n    <<<<<<< a\n    =======\n    >>>>>>> b\n',
    'an alias of an anchor in another block': '.a: &a {x: y}\njob:\n  <<: *a\n',
    'the end of a document': 'job: {script: x}\n...\n[ ] } whatever\n',
    'an empty file': '',
    'an empty key': 'job:\n',
    'reserved words': 'true: ~\nnull: no\n1: 2\n',
  };
  for (const [name, text] of Object.entries(VALID)) {
    test(name, () => {
      const flaws = parse('', text).pieces.flatMap(({ entries }) => entries.flatMap(({ block }) => block.flaws));
      expect(flaws).toEqual([]);
    });
  }
});
