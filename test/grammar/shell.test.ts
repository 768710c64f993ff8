/** The shell in scripts, hooks and commands is coloured by the editor's shell grammar, each string by itself. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { IGrammar } from 'vscode-textmate';
import { differences } from './differences.ts';
import { editorExtensions, injectedGrammar, plainGrammar, tokenise } from './tokens.ts';

const extensions = editorExtensions();
const because = extensions ? '' : ' (no editor with YAML grammars was found on this machine)';

/** Kinds of words that a theme colours, by the beginning of their scope. */
const KINDS = {
  command: 'entity.name.function.call.shell',
  keyword: 'keyword.control.',
  variable: 'variable.other.normal.shell',
  text: 'string.quoted.',
  heredoc: 'string.unquoted.heredoc',
  comment: 'comment.',
  option: 'constant.other.option',
  input: 'variable.other.readwrite.gitlab-ci',
  key: 'entity.name.tag.yaml',
} as const;

describe.skipIf(!extensions)(`shell${because}`, () => {
  let plain: IGrammar;
  let injected: IGrammar;

  beforeAll(async () => {
    plain = await plainGrammar(extensions ?? '');
    injected = await injectedGrammar(extensions ?? '');
  });

  /** The words of that kind; words in YAML quotes are `text` only if they are also quoted in the shell. */
  const wordsOf = (kind: keyof typeof KINDS, text: string): readonly string[] =>
    tokenise(injected, text).flatMap(({ text: word, scopes }) => {
      const inner = scopes.slice(scopes.indexOf('source.shell') + 1);
      return inner.some(scope => scope.startsWith(KINDS[kind])) && /\w/.test(word) ? [word.trim()] : [];
    });

  const COMMANDS = [
    ['a line', '  script: make $A; ls'],
    ['a quoted line', '  script: "make $A; ls" # a comment'],
    ['a line in single quotes', "  script: 'make $A; ls'"],
    ['items', '  script:\n    - make $A\n    - ls'],
    ['quoted items', '  script:\n    - "make $A"\n    - \'ls\' # a comment'],
    ['a list in brackets', '  script: ["make $A", ls]'],
    ['nested lists', '  script:\n    - - make $A\n    - [ls]'],
    ['a literal text', '  script:\n    - |\n      make $A\n      ls'],
    ['a literal text with indicators', '  script:\n    - |2-\n        make $A\n        ls'],
    ['a folded text', '  script: >-\n    make $A\n\n    ls'],
    ['an anchored item', '  script:\n    - &make make $A\n    - &ls "ls"\n    - *make'],
    ['before_script', '  before_script:\n  - make $A\n  - ls'],
    ['after_script', '  "after_script":\n  - make $A\n  - ls'],
    ['a hook', '  hooks:\n    pre_get_sources_script:\n      - make $A\n      - "ls"'],
    ['a hook in braces', '  hooks: { pre_get_sources_script: ["make $A", ls] }'],
  ] as const;

  it.each(COMMANDS)('colours %s', (_, lines) => {
    const text = `job:\n${lines}\n  stage: test\n`;
    expect(wordsOf('command', text)).toEqual(['make', 'ls']);
    expect(wordsOf('variable', text)).toEqual(['A']);
    expect(wordsOf('key', text)).toContain('stage');
    expect(differences(plain, injected, text)).toEqual([]);
  });

  it('colours the lines of a pre-stop command, but not its words', () => {
    const handler = '  hooks:\n    pre_stop_k8s_container_handler:\n      exec:';
    const commandsOf = (value: string): readonly string[] => wordsOf('command', `job:\n${handler}${value}\n`);
    expect(commandsOf(' ["sh", "-c", "sleep 5; nginx -s quit"]')).toEqual(['sleep', 'nginx']);
    expect(commandsOf('\n        - sh\n        - -c\n        - |\n          sleep 5')).toEqual(['sleep']);
    expect(commandsOf("\n        - echo 'goodbye container !'")).toEqual(['echo']);
    expect(commandsOf(' [/bin/cleanup, now]')).toEqual([]);
    expect(commandsOf('\n        - cleanup\n        - "now"')).toEqual([]);
    expect(wordsOf('command', 'job:\n  hooks: { pre_stop_k8s_container_handler: { exec: [sh, "ls -l"] } }\n')).toEqual([
      'ls',
    ]);
  });

  it('colours words of the shell in their structure', () => {
    const text = `job:
  script:
    - |
      # a comment
      if [ -f x ]; then
        for file in a b; do cat "$file"; done
      fi
      docker build
      --tag x
`;
    expect(wordsOf('keyword', text)).toEqual(['if', 'then', 'for', 'in', 'do', 'done', 'fi']);
    expect(wordsOf('command', text)).toEqual(['cat', 'docker']);
    expect(wordsOf('comment', text)).toEqual(['a comment']);
    expect(wordsOf('option', text)).toEqual(['--tag']);
    expect(wordsOf('text', text)).toEqual(['file']);
  });

  it('ends a here-document at its indented delimiter', () => {
    const text = `job:
  script:
    - |
      cat <<EOF | sort
        if $A
      EOF
      cat > x <<-'E N D'
      make $B
      E N D
      make
`;
    expect(wordsOf('command', text)).toEqual(['cat', 'sort', 'cat', 'make']);
    expect(wordsOf('keyword', text)).toEqual([]);
    expect(wordsOf('variable', text)).toEqual(['A']);
  });

  const OPEN = [
    'echo "open',
    "echo 'it",
    'echo $(ls',
    'echo ${A',
    'if [ -f x ]; then',
    'case $A in',
    'f() {',
    'cat <<EOF',
    'echo `ls',
    '{ [ (( [[',
    'echo "a\\',
  ];

  it.each(OPEN)('keeps the damage of %s to its text', open => {
    const texts = [
      `job:\n  script:\n    - ${open}\n    - make\n  stage: test\nother: { a: b }\n`,
      `job:\n  script: ${open}\n  after_script:\n  - make\n  stage: test\n`,
      `job:\n  script:\n    - ${open}\n  # a comment\n    - make\n`,
      `job:\n  script:\n    - |\n      ${open}\n    - make\n  stage: test\n`,
      `job:\n  script:\n    - '${open.replaceAll("'", "''")}' # a comment\n    - make\n  stage: test\n`,
      `job:\n  script: ['${open.replaceAll("'", "''")}', make]\n  stage: test\n`,
    ];
    for (const text of texts) {
      expect(wordsOf('command', text).at(-1), text).toBe('make');
      expect(differences(plain, injected, text), text).toEqual([]);
    }
  });

  it('leaves inputs to GitLab, also in quotes', () => {
    const text =
      'job:\n  script:\n    - echo $[[ inputs.a ]] "$[[ inputs.b | expand_vars ]]" $C\n    - "echo $[[ inputs.d ]]"\n';
    expect(wordsOf('input', text)).toEqual(['inputs.a', 'inputs.b | expand_vars', 'inputs.d']);
    expect(wordsOf('variable', text)).toEqual(['C']);
  });

  it.each([
    ['references', 'job:\n  script:\n    - !reference [.a, script]\n    - [!reference [.b, script]]\n'],
    ['keys of other depth', 'a:\n  b:\n    script: make $A\n  c:\n    - script: make $A\n'],
    ['other keys', 'job:\n  scripts: make $A\n  variables: { script: make $A }\n'],
  ])('colours no shell in %s', (_, text) => {
    expect(tokenise(injected, text).filter(({ scopes }) => scopes.includes('source.shell'))).toEqual([]);
  });

  it('stays in texts while somebody types', () => {
    const text = `job:\n  script:\n    - echo "a $(ls)" # c\n    - 'b'\n    - ["c", d]\n    - |\n      cat <<E\n      E\n  stage: x\n`;
    for (let end = 1; end < text.length; end += 3) expect(differences(plain, injected, text.slice(0, end))).toEqual([]);
  });
});
