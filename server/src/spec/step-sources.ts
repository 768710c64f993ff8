/** Where a step of `run` comes from, part by part: a git repository or an image registry. */
import { gitlab } from './links.ts';
import { record, text } from './shape-builders.ts';
import type { Field } from './shape.ts';

const part = (doc: string, caveat: string, example: string, otherwise?: string): Field => ({
  doc,
  caveat,
  shape: text(),
  ...(otherwise === undefined ? { required: true } : { default: { says: otherwise }, nullable: true }),
  example,
  because: 'it is a string',
  sources: [gitlab('run')],
});

const dir = part(
  'Folder in which the step is found.',
  'By its path from the top; the short form has no place for it.',
  'dir: steps/hello',
  'the top',
);

const file = part(
  'File that says what the step does.',
  'Only its name: the folder belongs in `dir`.',
  'file: func.yml',
  '`func.yml`',
);

const source = (doc: string, caveat: string, fields: Readonly<Record<string, Field>>, example: string): Field => ({
  doc,
  caveat,
  shape: record(fields),
  default: { says: 'the step is kept elsewhere' },
  example,
  because: 'it is a mapping of its parts',
  sources: [gitlab('run')],
});

/** `git` or `oci`. */
export const stepSource = record(
  {
    git: source(
      'A step that is kept in a git repository.',
      'A branch as `rev` can change at any time; the full name of a commit cannot.',
      {
        url: part(
          'Address of the repository that holds the step.',
          'Without the version, which belongs in `rev`.',
          'url: gitlab.com/group/steps',
        ),
        rev: part('Branch, tag or commit that is taken.', 'A branch can change at any time.', 'rev: v1.0.0'),
        dir,
        file,
      },
      'git:\n  url: gitlab.com/group/steps\n  rev: v1.0.0',
    ),
    oci: source(
      'A step that is kept as an image in a registry.',
      'A tag can be moved to another image.',
      {
        registry: part(
          'Host of the registry, with its port if it has one.',
          'Without the path.',
          'registry: registry.gitlab.com',
        ),
        repository: part('Path of the image in the registry.', 'Without the tag.', 'repository: group/project/step'),
        tag: part('Which of the images under that path is taken.', 'Quote what looks like a number.', "tag: '1.5'"),
        dir,
        file,
      },
      "oci:\n  registry: registry.gitlab.com\n  repository: group/project/step\n  tag: '1.5'",
    ),
  },
  {
    starter: ['git'],
    rules: [
      {
        kind: 'exactlyOne',
        keys: ['git', 'oci'],
        severity: 'error',
        becauseNone: 'the runner has to know where the step is kept',
        becauseMany: 'a step is kept in one place',
      },
    ],
  },
);
