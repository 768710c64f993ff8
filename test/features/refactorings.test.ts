/** Refactorings: what they write, and why they are refused. */
import { describe, expect, it } from 'vitest';
import { projectOf, type Project } from '../../server/src/ci/project.ts';
import {
  LARGEST_PROVED,
  MOST_PROVED,
  refactorings,
  type Refactoring,
} from '../../server/src/features/refactor/refactorings.ts';
import { applyChanges } from '../../server/src/text/span.ts';
import { parse } from '../../server/src/yaml/document/document.ts';
import { documentOf, projectFrom } from '../check.ts';

const NAME = '.gitlab-ci.yml';

/** The refactorings at the cursor `|`, or at the selection between two of them. */
function at(marked: string, files: readonly { readonly name: string; readonly text: string }[] = []): Found {
  const [start, end = start] = [...marked.matchAll(/\|>/g)].map(({ index }, count) => index - count * 2);
  const text = marked.replaceAll('|>', '');
  const project = projectFrom([{ name: NAME, text }, ...files]);
  const all = refactorings([project], documentOf(project, NAME), { start: start ?? 0, end: end ?? 0 });
  return kind => {
    const one = all.find(each => each.kind === kind);
    return { ...one, text: one && one.disabled === undefined ? applyChanges(text, one.changes) : undefined };
  };
}

type Found = (kind: Refactoring['kind']) => Partial<Refactoring> & { readonly text: string | undefined };

describe('extracting', () => {
  it('takes the comments of a key along and leaves those of the job', () => {
    const { title, text } = at(`# The pipeline.

# Builds it.
build:
  stage: build
  # Stops the server.
  ho|>oks: # of GitLab
    pre_stop_k8s_container_handler:
      exec: [sync] # at once
    # not used yet
  script: make
`)('extract');
    expect(title).toBe('Extract `hooks` into the hidden job `.build-hooks`');
    expect(text).toBe(`# The pipeline.

.build-hooks:
  # Stops the server.
  hooks: # of GitLab
    pre_stop_k8s_container_handler:
      exec: [sync] # at once
    # not used yet

# Builds it.
build:
  extends: .build-hooks
  stage: build
  script: make
`);
  });

  it('makes the new base the last one, so that it wins as the job did', () => {
    const base = '.a: { script: old, tags: [x] }\n';
    const written = (extend: string): string | undefined =>
      at(`${base}job:\n  ${extend}\n  |>script: new\n  image: b\n`)('extract').text?.slice(base.length);
    const template = '.job-script:\n  script: new\n\njob:\n  ';
    expect(written('extends: .a # c')).toBe(`${template}extends: [.a, .job-script] # c\n  image: b\n`);
    expect(written('extends: [".a"]')).toBe(`${template}extends: [".a", .job-script]\n  image: b\n`);
    expect(written('extends:\n  - .a # c')).toBe(`${template}extends:\n  - .a # c\n  - .job-script\n  image: b\n`);
  });

  it('takes all keys that are selected, whatever the line breaks', () => {
    const { title, text } = at('a_b:\r\n  before|>_script: [a]\r\n  script:\r\n    - |\r\n      b|>\r\n')('extract');
    expect(title).toBe('Extract `before_script`, `script` into the hidden job `.a_b_base`');
    expect(text).toBe(
      '.a_b_base:\r\n  before_script: [a]\r\n  script:\r\n    - |\r\n      b\r\n\r\na_b:\r\n  extends: .a_b_base\r\n',
    );
  });

  it('chooses a name that is free in all files', () => {
    const files = [{ name: 'a.yml', text: '.job-script: { tags: [a] }\n' }];
    const { text } = at('include: a.yml\n".job-script-2": {}\n"job":\n  script|>: b', files)('extract');
    expect(text).toBe(
      'include: a.yml\n".job-script-2": {}\n.job-script-3:\n  script: b\n\n"job":\n  extends: .job-script-3\n',
    );
  });

  it('makes a plain name of any other', () => {
    expect(at('"Größe: 1 [x]":\n  scr|>ipt: a\n')('extract').text).toMatch(/^\.Größe-1-x-script:\n/);
    expect(at('"#":\n  scr|>ipt: a\n')('extract').text).toMatch(/^\.script:\n/);
  });

  it.each<[what: string, text: string, reason: RegExp]>([
    ['in text that depends on its order', '.a: &a { tags: [x] }\njob:\n  |>script: a\n  <<: *a\n', /order of its keys/],
    ['where a key is set twice', 'job:\n  |>script: a\n  script: b\n', /`script` is set twice/],
    [
      'where bases come by an alias',
      '.a: &a .b\n.b: {}\njob:\n  |>script: a\n  extends: *a\n',
      /not written line by line/,
    ],
    ['where two keys share a line', 'job:\n  script: a\n  |>hooks: {}\nother: { script: a, extends: 5 }\n', /fix that/],
    [
      'where an include is out of reach',
      'include: { project: a/b, file: c.yml }\njob:\n  |>script: a\n',
      /cannot be read/,
    ],
    ['where GitLab refuses the file', 'job:\n  |>script: a\nb: { script: a, extends: .c }\n', /fix that first/],
    [
      'where another job takes keys with `<<`',
      'job: &a\n  |>script: a\n.c: {}\nb: { <<: *a, extends: .c }\n',
      /The job `b`|GitLab/,
    ],
  ])('is refused %s', (_what, text, reason) => {
    expect(at(text)('extract').disabled).toMatch(reason);
  });

  it('moves anchors in front of their aliases', () => {
    const { text } = at('job:\n  ta|>gs: &a [x]\n  script: *a\n')('extract');
    expect(text).toBe('.job-tags:\n  tags: &a [x]\n\njob:\n  extends: .job-tags\n  script: *a\n');
  });

  it('is refused where an anchor would come after its alias', () => {
    expect(at('job:\n  tags: &a [x]\n  cache|>: { paths: *a }\n  script: b\n')('extract').disabled).toMatch(
      /^GitLab would refuse the pipeline/,
    );
  });

  it('minds the file that adds to the job', () => {
    const files = [{ name: 'a.yml', text: '.x: { tags: [a] }\njob: { extends: .x }\n' }];
    expect(at('include: a.yml\njob:\n  |>script: b\n', files)('extract').disabled).toBe(
      'This would change what job `job` resolves to.',
    );
  });

  it.each([
    ['a keyword', 'variables:\n  |>A: b\njob: { script: a }\n'],
    ['a hidden job', '.a:\n  |>script: a\njob: { extends: .a }\n'],
    ['the name of a job', 'j|>ob:\n  script: a\n'],
    ['what it extends', '.a: {}\njob:\n  ext|>ends: .a\n  script: b\n'],
    ['a key that GitLab does not know', 'job:\n  script: a\n  my|>key: b\n'],
    ['braces', 'job: { scr|>ipt: a }\n'],
    ['a job that another one of the name replaces', 'job:\n  scr|>ipt: a\njob:\n  script: b\n'],
    ['nothing', '|>'],
  ])('is not thought of for %s', (_what, text) => {
    expect(at(text)('extract')).toEqual({ text: undefined });
  });
});

describe('moving to default', () => {
  it('takes the key out of all jobs that say the same', () => {
    const { title, text } = at(`stages: [a]

# Tests.
test:
  image|>: node:20 # newest
  script: a

lint:
  script: b
  image: "node:20"

docs: { image: ruby, script: c }
`)('move');
    expect(title).toBe('Move `image` to `default`, from 2 jobs');
    expect(text).toBe(`stages: [a]

default:
  image: node:20 # newest

# Tests.
test:
  script: a

lint:
  script: b

docs: { image: ruby, script: c }
`);
  });

  it('adds to the `default` that is there, at its depth', () => {
    const { text } = at(
      'default:\n    tags: [a]\n    # done\n\njob:\n  script: b\n  hooks|>:\n    pre_get_sources_script:\n      - c\n',
    )('move');
    expect(text).toBe(
      'default:\n    tags: [a]\n    hooks:\n      pre_get_sources_script:\n        - c\n    # done\n\njob:\n  script: b\n',
    );
  });

  it('leaves jobs alone that do not take it', () => {
    const { text } = at('job:\n  tags|>: [x]\n  script: a\nother: { script: b, inherit: { default: [image] } }\n')(
      'move',
    );
    expect(text).toContain('default:\n  tags: [x]\n');
  });

  it.each([
    [
      'another job would get it',
      'a:\n  |>image: x\n  script: b\nc: { script: d }\n',
      /This would change what job `c` resolves to/,
    ],
    [
      'the job does not take it',
      'a:\n  |>image: x\n  script: b\n  inherit: { default: false }\n',
      /This would change what job `a` resolves to/,
    ],
    [
      'a base has another one',
      '.a: { image: y }\na:\n  |>image: x\n  script: b\n  extends: .a\n',
      /This would change what job `a` resolves to/,
    ],
    [
      'a base has the same',
      '.a: { image: x }\na:\n  |>image: x\n  script: b\n  extends: .a\n',
      /inherits another `image`/,
    ],
    ['`default` has another', 'default:\n  image: y\na:\n  |>image: x\n  script: b\n', /`default` has another `image`/],
    ['`default` is in braces', 'default: { tags: [x] }\na:\n  |>image: x\n  script: b\n', /not written line by line/],
    ['the root has it', 'image: y\na:\n  |>image: x\n  script: b\n', /./],
    [
      'a reference asks for it',
      'a:\n  |>tags: [x]\n  script: b\nc: { script: d, tags: !reference [a, tags] }\n',
      /GitLab would refuse/,
    ],
  ])('is refused where %s', (_what, text, reason) => {
    expect(at(text)('move').disabled).toMatch(reason);
  });

  it.each([
    ['a key that `default` does not know', 'a:\n  |>script: b\n'],
    ['a key that has no effect there', 'a:\n  |>timeout: 1h\n  script: b\n'],
  ])('is not thought of for %s', (_what, text) => {
    expect(at(text)('move')).toEqual({ text: undefined });
  });
});

it('has to be the same in every pipeline that includes the file', () => {
  const part = parse('file:///project/part.yml', 'job:\n  script: a\n  tags: [x]\n');
  const pipelineOf = (name: string, rest: string): Project => {
    const main = parse(`file:///project/${name}/.gitlab-ci.yml`, `include: part.yml\n${rest}`);
    const documents = new Map([main, part].map(one => [one.uri, one]));
    return { ...projectOf(main), folder: 'file:///project/', documents };
  };
  const of = (...projects: readonly Project[]): readonly (string | undefined)[] =>
    refactorings(projects, part, { start: 20, end: 20 }).map(({ disabled }) => disabled);
  const [alone, other] = [pipelineOf('one', ''), pipelineOf('two', 'b: { script: c }\n')];
  expect(of(alone)).toEqual([undefined, undefined]);
  expect(of(alone, other)).toEqual([undefined, 'This would change what job `b` resolves to.']);
});

it('is refused for a file that pipelines we do not know include', () => {
  const document = parse('file:///project/ci/part.yml', 'job:\n  script: a\n');
  const [one] = refactorings([projectOf(document)], document, { start: 8, end: 8 });
  expect(one?.disabled).toMatch(/cannot be read/);
});

it('moves a key with tens of thousands of lines of comments', () => {
  const comments = (indent: string): string => `${indent}# more\n`.repeat(50_000);
  const { disabled } = at(`${comments('')}job:\n${comments('  ')}  |>script: a\n${comments('    ')}`)('extract');
  expect(disabled).toBeUndefined();
});

it('says that a job is too long for a proof', () => {
  const line = '    - echo\n';
  const job = `job:\n  |>image: a\n  script:\n${line.repeat(LARGEST_PROVED / line.length)}`;
  const length = job.length - 'job:\n  |>'.length - 1;
  expect(at(job)('extract').disabled).toBe(
    `The job has ${length} characters; jobs of up to 100000 are compared before and after a refactoring.`,
  );
});

it('says that a pipeline has too many entries for a proof', () => {
  const others = Array.from({ length: MOST_PROVED }, (_, index) => `j${index}: { script: a }\n`).join('');
  expect(at(`job:\n  |>script: a\n${others}`)('extract').disabled).toBe(
    'The pipeline has 5001 entries; up to 5000 are compared before and after a refactoring.',
  );
});
