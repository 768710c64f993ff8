/**
 * Where the `yaml` package and our reader differ, and why ours is right: GitLab uses libyaml, which implements YAML 1.1
 * in its own way, and recorded.test.ts shows that we agree with it. A kind names the result of each reader: `tree`, or
 * the code with which it refuses the text.
 */
interface Kind {
  readonly why: string;
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
  /** A pattern that the text must also match. */
  readonly shown?: RegExp;
}

/** Line breaks of YAML 1.1 that are ordinary characters for the package: lone CR, NEL, LS and PS. */
const OLD_LINE_END = /\r(?!\n)|[\u0085\u2028\u2029]/;

export const KINDS: readonly Kind[] = [
  {
    why: 'libyaml ends the document where its root ends, and never looks at what follows; the package refuses that',
    ours: ['tree'],
    theirs: ['UNEXPECTED_TOKEN', 'MISSING_CHAR', 'BAD_SCALAR_START'],
  },
  {
    why: 'libyaml lets a bracket be closed, and a root in brackets go on, at any column',
    ours: ['tree'],
    theirs: ['BAD_INDENT'],
  },
  {
    why: 'libyaml takes a dash in brackets for a text, and a list in brackets for a key',
    ours: ['tree'],
    theirs: ['BLOCK_IN_FLOW', 'IMPOSSIBLE'],
  },
  {
    why: 'libyaml ends a line at any line end of YAML 1.1, in keys, texts and between entries',
    ours: [
      'tree',
      'missing-colon',
      'expected-key',
      'expected-item',
      'value-not-allowed',
      'bad-start',
      'expected-comma-in-map',
    ],
    theirs: ['tree', 'BLOCK_AS_IMPLICIT_KEY', 'MULTILINE_IMPLICIT_KEY'],
    shown: OLD_LINE_END,
  },
  {
    why: 'libyaml keeps the missing line end of a block scalar that ends the file; the package adds one',
    ours: ['tree'],
    theirs: ['tree'],
    shown: /[|>][^]*[^\n]$/,
  },
  {
    why: 'libyaml keeps the tag `!` of a collection; the package writes out which collection it is',
    ours: ['tree'],
    theirs: ['tree'],
    shown: /! [[{]/,
  },
  {
    why: 'a document without content has no root here, and an empty scalar there',
    ours: ['tree'],
    theirs: ['tree'],
    shown: /^---/,
  },
  {
    why: 'libyaml refuses characters that YAML 1.1 forbids, wherever they stand',
    ours: ['control-character'],
    theirs: ['tree'],
  },
  {
    why: 'libyaml wants a key in brackets on one line, and in front of every colon a key',
    ours: ['missing-colon', 'expected-key', 'expected-item', 'value-not-allowed', 'expected-comma-in-map'],
    theirs: ['tree'],
  },
  {
    why: 'libyaml knows no value that begins with a colon in brackets, nor `{exec:[a]}`',
    ours: ['expected-comma-in-map', 'no-content', 'colon-in-flow'],
    theirs: ['tree'],
  },
  {
    why: 'libyaml refuses a document that begins with `...`, and a directive without `---`',
    ours: ['no-content', 'document-start'],
    theirs: ['tree'],
  },
  {
    why: 'names of anchors and tags are letters, digits, `-` and `_` to libyaml, as in YAML 1.1',
    ours: ['anchor-name', 'alias-name', 'tag-end', 'directive'],
    theirs: ['tree'],
  },
  {
    why: 'libyaml refuses a tab that stands where indentation is counted',
    ours: ['bad-start', 'tab-in-plain'],
    theirs: ['tree'],
  },
  { why: 'libyaml refuses halves of surrogate pairs in escapes', ours: ['bad-code'], theirs: ['tree'] },
  { why: 'GitLab refuses what is nested too deep', ours: ['nesting'], theirs: ['tree'] },
];

/** The kinds to which a difference may belong; `undefined` if the two agree. */
export function kindsOf(text: string, ours: string, theirs: string): readonly Kind[] | undefined {
  const [one, other] = [sayingOf(ours), sayingOf(theirs)];
  if (one === 'tree' ? ours === theirs : other !== 'tree') return undefined;
  return KINDS.filter(
    ({ ours: mine, theirs: its, shown }) => mine.includes(one) && its.includes(other) && (shown?.test(text) ?? true),
  );
}

function sayingOf(outcome: string): string {
  return /^refused: (.*)/.exec(outcome)?.[1] ?? 'tree';
}
