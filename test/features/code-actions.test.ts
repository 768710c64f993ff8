/** Code actions: which are offered where, the comments that suppress a problem, and fixing all at once. */
import { describe, expect, it } from 'vitest';
import { withDocument, type Project } from '../../server/src/ci/project.ts';
import { codeActions, type CodeAction } from '../../server/src/features/code-actions.ts';
import { judgeAllAhead } from '../../server/src/features/diagnostics-of-all.ts';
import { fixAll } from '../../server/src/features/fix-all.ts';
import type { DiagnosticOptions } from '../../server/src/features/diagnostics.ts';
import { applyChanges, type Span } from '../../server/src/text/span.ts';
import { applyFix, documentOf, problemsOf, projectFrom } from '../check.ts';
import { cutCursor } from '../fixture.ts';
import type { SourceDocument } from '../../server/src/yaml/tree.ts';

const NAME = '.gitlab-ci.yml';

function actionsIn(text: string, span: Span, options: DiagnosticOptions = {}): readonly CodeAction[] {
  const project = projectFrom([{ name: NAME, text }]);
  return codeActions([project], documentOf(project, NAME), span, options);
}

function actionsAt(marked: string, options: DiagnosticOptions = {}): readonly CodeAction[] {
  const { text, offset } = cutCursor(marked);
  return actionsIn(text, { start: offset, end: offset }, options);
}

/** The text after the action with that title at the cursor; the problem must be gone. */
function checkAction(marked: string, title: string, after: string): void {
  const { text, offset } = cutCursor(marked);
  const project = projectFrom([{ name: NAME, text }]);
  const document = documentOf(project, NAME);
  const actions = codeActions([project], document, { start: offset, end: offset }, {});
  const action = actions.find(one => one.title === title);
  if (!action) throw new Error(`no "${title}" among: ${actions.map(one => one.title).join(' · ')}`);
  const mended = applyFix(document, action);
  expect(mended).toBe(after);
  const count = (of: string): number => problemsOf(of).filter(({ code }) => code === action.problem.code).length;
  expect(count(mended)).toBeLessThan(count(text));
}

function fixed(text: string, options: DiagnosticOptions = {}): string {
  const project = projectFrom([{ name: NAME, text }]);
  return applyChanges(text, fixAll([project], documentOf(project, NAME), options));
}

/** A whole job around the lines of a handler. */
function handler(...lines: readonly string[]): string {
  const body = ['pre_stop_k8s_container_handler:', ...lines.map(line => `  ${line}`)];
  return ['job:', '  script: make', '  hooks:', ...body.map(line => `    ${line}`), ''].join('\n');
}

describe('quick fixes in a large file that was just opened', () => {
  const MANY = Array.from({ length: 1000 }, (_, at) => `job-${at}:\n  script: make\n`).join('');
  const opened = (more: string): { project: Project; document: SourceDocument; text: string } => {
    const text = `${MANY}${more}${MANY.replaceAll('job-', 'more-')}`;
    const project = projectFrom([{ name: NAME, text }]);
    return { project, document: documentOf(project, NAME), text };
  };

  it('are answered without judging all jobs where nothing is wrong', () => {
    const { project, document, text } = opened('sound:\n  script: make\n');
    const at = text.indexOf('sound');
    expect(codeActions([project], document, { start: at, end: at }, {})).toEqual([]);
    expect(judgeAllAhead([project], document, () => true)).not.toBe('all');
  });

  it.each([
    ['of the entry alone', 'wrong:\n  script: make\n  whn: manual\n', 'whn'],
    ['of the job among others', 'wrong:\n  script: make\n  needs: [job-1, nowhere]\n', 'nowhere'],
    ['of the merged job', '.base:\n  retry: 2\nwrong:\n  extends: [.base, .missing]\n  script: make\n', '.missing'],
  ])('are those of a problem %s', (_, more, where) => {
    const { project, document, text } = opened(more);
    const at = text.indexOf(where);
    const found = codeActions([project], document, { start: at, end: at }, {});
    judgeAllAhead([project], document, () => false);
    expect(found.length).toBeGreaterThan(0);
    expect(found).toEqual(codeActions([project], document, { start: at, end: at }, {}));
  });
});

describe('quick fixes', () => {
  it('of text that cannot be read are not offered where they bring an error', () => {
    const titles = (marked: string): readonly string[] =>
      actionsAt(marked)
        .map(({ title }) => title)
        .filter(title => !title.startsWith('Disable '));
    expect(titles('job:\n  script: make\n  needs: <|>[a, b]:\n')).toEqual([]);
    expect(titles('job: <|>{ script: make }x:\n  image: alpine\n')).toEqual([]);
    expect(titles('job:\n  script: make\n  hooks:\n<|> \t pre_get_sources_script:\n    - a\n')).toEqual([]);
    expect(titles('a:\n  script: [make\n  <|>- x\n')).toEqual([]);
  });

  it('of text that cannot be read are offered although an error shows behind them', () => {
    const after = 'job:\n  script: "make"\n  scirpt: make\n  needs: [gone]\n';
    checkAction('job:\n  script: <|>"make\n  scirpt: make\n  needs: [gone]\n', 'Close it with "', after);
  });

  it('take a tab in front of the name of an entry away, as spaces would end the file there', () => {
    const before = '<|>\tinclude:\n\t\t- a.yml\njob:\n  script: make\n';
    checkAction(before, 'Indent with spaces', 'include:\n    - a.yml\njob:\n  script: make\n');
  });

  it('come with the problems that touch the cursor, and with no others', () => {
    const text = handler('http_get:', '  port: "80<|>80"', '  scheme: http');
    const titles = actionsAt(text).map(({ title }) => title);
    expect(titles).toContain('Disable wrong-type for this line');
    expect(titles.filter(title => title.includes('letter-case'))).toEqual([]);
  });

  it('come at both ends of a problem, and for every problem in a selection', () => {
    const text = handler('http_get:', '  port: 70000', '  scheme: http');
    const start = text.indexOf('http\n');
    for (const offset of [start, start + 4])
      expect(actionsIn(text, { start: offset, end: offset }).some(({ preferred }) => preferred)).toBe(true);
    const codes = actionsIn(text, { start: 0, end: text.length }).map(({ problem }) => problem.code);
    expect(new Set(codes)).toEqual(new Set(['proposed-keyword', 'out-of-range', 'letter-case']));
  });

  it('prefer nothing where there is a choice', () => {
    const actions = actionsAt(handler('exec: [/bin/true]', '<|>http_get: { port: 8080 }'));
    const titles = actions.filter(({ title }) => title.startsWith('Keep only'));
    expect(titles.map(({ preferred }) => preferred)).toEqual([undefined, undefined]);
  });

  it('are absent where a setting turned the problem off', () => {
    expect(actionsAt(handler('<|>tcp_socket: { port: 8080 }'), { rules: { 'tcp-socket-handler': 'off' } })).toEqual([]);
  });

  it('are absent in good text and past the end', () => {
    expect(actionsAt('job:\n  script: ma<|>ke\n')).toEqual([]);
    expect(actionsIn('job: {}\n', { start: 900, end: 1000 })).toEqual([]);
  });
});

describe('comments that silence a problem', () => {
  it('stand above the line, as deep as it', () => {
    const before = handler('http_get:', '  port: 8080', '  host: <|>localhost');
    const after = handler(
      'http_get:',
      '  port: 8080',
      '  # gitlab-ci-disable-next-line loopback-host',
      '  host: localhost',
    );
    checkAction(before, 'Disable loopback-host for this line', after);
  });

  it('get one code more where one stands already', () => {
    const lines = ['http_get:', '  port: 8080'];
    checkAction(
      handler(...lines, '  # gitlab-ci-disable-next-line host-form  -- why', '  host: <|>localhost:80'),
      'Disable loopback-host for this line',
      handler(...lines, '  # gitlab-ci-disable-next-line host-form, loopback-host  -- why', '  host: localhost:80'),
    );
  });

  it('stand at the top of the file, behind a byte order mark, with its line breaks', () => {
    const text = handler('tcp<|>_socket: { port: 8080 }').replaceAll('\n', '\r\n');
    const plain = text.replace('<|>', '');
    const title = 'Disable tcp-socket-handler for the whole file';
    checkAction(text, title, `# gitlab-ci-disable-file tcp-socket-handler\r\n${plain}`);
    checkAction(`\ufeff${text}`, title, `\ufeff# gitlab-ci-disable-file tcp-socket-handler\r\n${plain}`);
  });

  it('stand above a flow collection, not in it', () => {
    checkAction(
      handler('exec: [', '  curl,', '  "$HO<|>ST"', ']'),
      'Disable unexpanded-variable for this line',
      handler('# gitlab-ci-disable-next-line unexpanded-variable', 'exec: [', '  curl,', '  "$HOST"', ']'),
    );
  });

  it('stand above a text of several lines, not in it', () => {
    const lines = ['http_get:', '  port: 8080', '  http_headers:', '    - name: A'];
    checkAction(
      handler(...lines, '      value: <|>|', '        a', '        b'),
      'Disable header-value for this line',
      handler(...lines, '      # gitlab-ci-disable-next-line header-value', '      value: |', '        a', '        b'),
    );
  });

  it('do not become part of the text above', () => {
    const script = 'job:\n  script: |\n    make\n  hooks:\n    pre_stop_k8s_container_handler:\n';
    checkAction(
      `${script}      <|>tcp_socket: { port: 8080 }\n`.replace('make\n', 'make\n\n'),
      'Disable tcp-socket-handler for this line',
      `${script}      # gitlab-ci-disable-next-line tcp-socket-handler\n      tcp_socket: { port: 8080 }\n`.replace(
        'make\n',
        'make\n\n',
      ),
    );
  });

  it('are not offered inside of text that cannot be read', () => {
    const text = 'job:\n  script: "make\n';
    const titles = actionsIn(text, { start: 0, end: text.length }).map(({ title }) => title);
    expect(titles.filter(title => title.startsWith('Disable'))).toEqual(['Disable yaml-syntax for the whole file']);
  });
});

describe('a document of several pipelines', () => {
  const PART = 'include:\n  - local: ci.yml\n    inputs: { targt: all }\n';
  const including = (input: string): Project => {
    const files = [
      { name: NAME, text: 'include: part.yml\n' },
      { name: 'part.yml', text: PART },
      { name: 'ci.yml', text: `spec: { inputs: { ${input}: { default: a } } }\n---\njob: { script: make }\n` },
    ];
    return projectFrom(files);
  };

  it('has the fixes of all of them, each once', () => {
    const [one, other] = [including('target'), including('tart')];
    const document = documentOf(one, 'part.yml');
    const span = { start: 0, end: PART.length };
    const titles = codeActions([one, withDocument(other, document)], document, span, {}).map(({ title }) => title);
    expect(titles.filter(title => /^Re/.test(title)).toSorted()).toEqual([
      'Remove targt',
      'Rename to target',
      'Rename to tart',
    ]);
    expect(new Set(titles).size).toBe(titles.length);
  });
});

describe('all fixes at once', () => {
  it('leave out one after which the text cannot be read', () => {
    const text = 'spec:\n  inputs:\n    a:\n      default:!reference [job] x\n---\n';
    expect(fixed(text)).toBe(text);
  });

  const messy = handler('httpGet:', '  port: "8080"', '  scheme: http', '  path: stop', '  host: localhost');

  it('make the preferred fixes only', () => {
    expect(fixed(messy)).toBe(
      handler('http_get:', '  port: 8080', '  scheme: HTTP', '  path: /stop', '  host: localhost'),
    );
  });

  it('change nothing a second time', () => {
    expect(fixed(fixed(messy))).toBe(fixed(messy));
  });

  it('leave alone what settings and comments silence', () => {
    const text = handler('http_get:', '  # gitlab-ci-disable-next-line letter-case', '  scheme: http', '  path: stop');
    expect(fixed(text, { rules: { 'path-form': 'off' } })).toBe(text);
  });

  it('touch nothing whose type is not known', () => {
    const text = handler(
      'http_get:',
      '  port: "$[[ inputs.port ]]"',
      '  scheme: *scheme',
      '  path: !reference [.a, b]',
    );
    expect(fixed(text)).toBe(text);
  });

  it('keep line breaks and the rest of the file', () => {
    const text = `# é 🚀\r\n${messy.replaceAll('\n', '\r\n')}other: {script: [a]} # end`;
    const expected = handler('http_get:', '  port: 8080', '  scheme: HTTP', '  path: /stop', '  host: localhost');
    expect(fixed(text)).toBe(`# é 🚀\r\n${expected.replaceAll('\n', '\r\n')}other: {script: [a]} # end`);
  });

  it('do nothing where nothing is wrong or everything is', () => {
    for (const text of ['', 'job:\n  script: make\n', '\0\0', '[[[[', 'a: "b', '- ]']) expect(fixed(text)).toBe(text);
  });
});
