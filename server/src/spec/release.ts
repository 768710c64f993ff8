/** `release` and everything below it. */
import { gitlab } from './links.ts';
import { either, keyword, list, record, scalar, text } from './shape-builders.ts';
import type { Field } from './shape.ts';

const tagName = {
  doc: 'Tag of the release; made for the commit of the pipeline if it does not exist yet.',
  caveat: 'A release that exists already makes the job fail.',
  shape: text({ filled: 'GitLab refuses a release without a tag' }),
  required: true,
  example: 'tag_name: $CI_COMMIT_TAG',
  placeholder: '$CI_COMMIT_TAG',
  because: 'a tag is a string',
  expands: ['gitlab'],
  sources: [gitlab('releasetag_name')],
  aka: ['tag'],
} as const satisfies Field;

const description = {
  doc: 'What the release brings, in Markdown, or the path of a file that says it.',
  caveat: 'A shell reads the text: signs such as backticks need a backslash. The path of a file has no spaces.',
  shape: text({ filled: 'GitLab refuses a release without a description' }),
  required: true,
  example: 'description: ./CHANGELOG.md',
  placeholder: './CHANGELOG.md',
  because: 'a description is a string',
  expands: ['shell'],
  sources: [gitlab('releasedescription')],
  aka: ['body', 'notes'],
} as const satisfies Field;

const link = record(
  {
    name: {
      doc: 'Text of the link, different for each link of a release.',
      caveat: 'Two links of the same name are refused when the release is made.',
      shape: text(),
      required: true,
      example: 'name: Linux package',
      because: 'it is a string',
      expands: ['gitlab'],
      sources: [gitlab('releaseassetslinks')],
    },
    url: {
      doc: 'Where the link leads.',
      caveat: 'Artifacts vanish in time: link to a package registry instead.',
      shape: text(),
      required: true,
      example: 'url: https://example.com/app-1.0.0.deb',
      because: 'a URL is a string',
      expands: ['gitlab'],
      sources: [gitlab('releaseassetslinks')],
    },
    filepath: {
      doc: 'Path of a link of its own at the release, which leads on to the URL.',
      caveat: 'Begins with a slash.',
      shape: text(),
      default: { says: 'no such link' },
      nullable: true,
      example: 'filepath: /packages/app.deb',
      because: 'a path is a string',
      sources: [gitlab('releaseassetslinks')],
    },
    link_type: {
      doc: 'What the link leads to, by which links are grouped.',
      caveat: 'It changes nothing but the group.',
      shape: keyword(
        [
          { value: 'package', doc: 'A package.' },
          { value: 'image', doc: 'A container image.' },
          { value: 'runbook', doc: 'Instructions for running it.' },
          { value: 'other', doc: 'Something else.' },
        ],
        { because: 'GitLab knows these groups' },
      ),
      default: 'other',
      nullable: true,
      example: 'link_type: package',
      because: 'it is a word',
      sources: [gitlab('releaseassetslinks')],
      aka: ['type'],
    },
  },
  { unchecked: true },
);

const assets = {
  doc: 'What belongs to the release besides its source code.',
  caveat: 'Links only: files are not uploaded.',
  shape: record({
    links: {
      doc: 'What else belongs to it and can be fetched elsewhere: files, images or pages.',
      caveat: 'What they lead to has to be there already.',
      shape: list(link, { min: 1, because: 'GitLab refuses assets without links' }),
      required: true,
      example: 'links:\n  - name: Linux package\n    url: https://example.com/app-1.0.0.deb',
      because: 'links are a list of mappings',
      sources: [gitlab('releaseassetslinks')],
    },
  }),
  default: { says: 'the source code only' },
  nullable: true,
  example: 'assets:\n  links:\n    - name: Linux package\n      url: https://example.com/app-1.0.0.deb',
  because: 'assets are a mapping with `links`',
  sources: [gitlab('releaseassetslinks')],
} as const satisfies Field;

const month = '(?:0[1-9]|1[0-2])';
const day = '(?:0[1-9]|[12]\\d|3[01])';
const dayOfYear = '(?:[0-2]\\d{2}|3[0-5]\\d|36[0-6])';
const week = '[Ww](?:0[1-9]|[1-4]\\d|5[0-3])';
const time = '(?:[01]\\d|2[0-4]):?[0-5]\\d(?::?(?:[0-5]\\d|60)(?:[.,]\\d+)?)?(?:[Zz]|[-+]\\d{2}(?::?\\d{2})?)?';

/** What Ruby accepts as an ISO 8601 date: calendar, week or ordinal dates, with or without a time. */
const isoDate = {
  source: [
    `\\s*(?:[-+]?\\d{2,}-?(?:${month}-?${day}|${dayOfYear}|${week}-?[1-7])`,
    `|--?${month}-?${day}|-${dayOfYear}|-[Ww]-?[1-7])(?:[Tt]?${time})?\\s*|${time}`,
  ].join(''),
  says: 'a date such as `2026-01-31T08:00:00Z`',
  because: 'GitLab refuses anything else here, variables too',
  severity: 'error',
} as const;

export const release = {
  doc: 'Release that the job makes once its script has succeeded, ahead of `after_script`.',
  caveat: 'The image needs the program `glab`, and the job a `script`, if only `echo`.',
  shape: record({
    tag_name: tagName,
    description,
    name: {
      doc: 'Title under which the release is listed and shown.',
      caveat: 'It can be changed later, unlike the tag.',
      shape: scalar,
      usual: true,
      default: { says: 'the tag' },
      nullable: true,
      example: 'name: Release $CI_COMMIT_TAG',
      because: 'a name is a string',
      severity: 'warning',
      expands: ['gitlab'],
      sources: [gitlab('releasename')],
      aka: ['title'],
    },
    tag_message: {
      doc: 'Message of the tag, where a new one is made.',
      caveat: 'Without it the new tag is a plain one, without author and date.',
      shape: text(),
      default: { says: 'a tag without message' },
      nullable: true,
      example: 'tag_message: Release $CI_COMMIT_TAG',
      because: 'a message is a string',
      blank: true,
      expands: ['gitlab'],
      sources: [gitlab('releasetag_message')],
    },
    ref: {
      doc: 'Commit, branch or tag that a new tag is made for.',
      caveat: 'Ignored where the tag exists.',
      shape: text({ filled: 'GitLab refuses an empty ref' }),
      default: { says: 'the commit of the pipeline' },
      nullable: true,
      example: 'ref: $CI_COMMIT_SHA',
      because: 'it is a string',
      expands: ['gitlab'],
      sources: [gitlab('releaseref')],
    },
    milestones: {
      doc: 'Titles of milestones that the release belongs to.',
      caveat: 'They must exist.',
      shape: either({ scalar: [text()], list: list(text()), usual: 'list' }),
      default: { says: 'none' },
      nullable: true,
      example: 'milestones: [v1.0, v1.0-beta]',
      because: 'they are a string or a list of strings',
      blank: true,
      sources: [gitlab('releasemilestones')],
    },
    released_at: {
      doc: 'When the release is, or will be, ready, as in `2026-01-31T08:00:00Z`.',
      caveat: 'Needs quotes: GitLab refuses the whole file for a plain date.',
      shape: text({ pattern: isoDate }),
      quoted: true,
      default: { says: 'now' },
      nullable: true,
      example: "released_at: '2026-01-31T08:00:00Z'",
      because: 'a date is a string',
      expands: [],
      sources: [gitlab('releasereleased_at')],
      aka: ['date'],
    },
    assets,
  }),
  default: { says: 'the job makes no release' },
  nullable: true,
  example: 'release:\n  tag_name: $CI_COMMIT_TAG\n  description: ./CHANGELOG.md',
  because: 'a release is a mapping with `tag_name` and `description`',
  sources: [gitlab('release')],
} as const satisfies Field;
