/** What a job publishes or measures: a website, coverage, a scan. */
import { gitlab } from './links.ts';
import { boolean, either, record, text, duration } from './shape-builders.ts';
import type { Field } from './shape.ts';

const publishPath = {
  doc: 'Folder to publish, relative to the checkout. It is kept as an artifact without being named there.',
  caveat: 'It needs an `index.html`.',
  shape: text(),
  default: 'public',
  nullable: true,
  example: 'publish: dist',
  placeholder: 'public',
  status: { since: '17.9' },
  because: 'a folder is a string',
  expands: ['gitlab'],
  sources: [gitlab('pagespublish')],
} as const satisfies Field;

export const pages = {
  doc: 'Whether the job publishes a website on GitLab Pages, and how.',
  caveat: 'A job called `pages` does so by itself, which is deprecated: `pages: false` prevents it.',
  shape: either({
    scalar: [boolean()],
    map: record(
      {
        publish: { ...publishPath, usual: true, aka: ['path', 'folder'] },
        path_prefix: {
          doc: 'Path below the address of the website, for several versions side by side.',
          caveat: 'Made lower case, cut to 63 bytes, and everything but letters, digits and periods becomes a hyphen.',
          shape: text(),
          default: { says: 'the website itself' },
          nullable: true,
          example: 'path_prefix: "mr-$CI_MERGE_REQUEST_IID"',
          status: { since: '17.4' },
          tier: 'premium',
          because: 'a path is a string',
          expands: ['gitlab'],
          sources: [gitlab('pagespath_prefix')],
        },
        expire_in: {
          doc: 'How long the published version stays.',
          caveat: 'Versions with a `path_prefix` vanish after 24 hours unless it says otherwise; `never` keeps them.',
          shape: duration({ never: true, variables: true }),
          default: { says: 'for ever; 24 hours with a `path_prefix`' },
          nullable: true,
          example: 'expire_in: 1 week',
          placeholder: '1 week',
          status: { since: '17.4' },
          tier: 'premium',
          because: 'GitLab takes a duration as a string, as in `1 week`',
          expands: ['gitlab'],
          sources: [gitlab('pagesexpire_in')],
        },
      },
      { starter: ['publish'] },
    ),
    usual: 'scalar',
  }),
  default: { says: '`true` in a job called `pages`, else `false`' },
  nullable: true,
  example: 'pages:\n  publish: dist',
  because: 'it is a yes or no, or a mapping with `publish`',
  sources: [gitlab('pages')],
} as const satisfies Field;

export const publish = {
  ...publishPath,
  doc: 'Folder that a job for GitLab Pages publishes, in its older place.',
  caveat: 'Refused in a job that is not for Pages.',
  status: { since: '16.1', deprecated: 'It belongs below `pages`.', instead: ['pages'] },
} as const satisfies Field;

export const coverage = {
  doc: 'Regular expression, between slashes, for the line of the log that tells the test coverage; the last such line counts, and the number in it.',
  caveat: 'RE2 syntax: groups must not capture. Quote it to make YAML leave the backslashes alone.',
  shape: text({
    pattern: {
      source: '(?:[\\s\\S]*\\n)?/.*/[ismU]*(?:\\n[\\s\\S]*)?',
      says: 'a regular expression between slashes, as in `/Coverage: \\d+/`',
      because: 'GitLab takes nothing else here',
      severity: 'error',
    },
    compiled: 'slashes',
    usual: [
      {
        value: '/TOTAL.*? (100(?:\\.0+)?\\%|[1-9]?\\d(?:\\.\\d+)?\\%)$/',
        doc: 'Coverage of Python, as pytest-cov prints it.',
      },
      {
        value: '/All files[^\\|]*\\|[^\\|]*\\s+([\\d\\.]+)/',
        doc: 'Coverage of JavaScript, as Jest and nyc print it.',
      },
      { value: '/coverage: \\d+.\\d+% of statements/', doc: 'Coverage of Go, as `go test -cover` prints it.' },
    ],
  }),
  default: { says: 'no percentage is shown' },
  nullable: true,
  example: "coverage: '/Coverage: \\d+(?:\\.\\d+)?%/'",
  quoted: true,
  because: 'a regular expression is a string',
  sources: [gitlab('coverage')],
} as const satisfies Field;

const profile = (doc: string, example: string): Field => ({
  doc,
  caveat: 'It must exist in the project.',
  shape: text(),
  usual: true,
  default: { says: 'the variables of the template' },
  nullable: true,
  example,
  tier: 'ultimate',
  because: 'a profile is named by a string',
  sources: [gitlab('dast_configuration')],
});

export const dastConfiguration = {
  doc: 'Profiles of a scan that attacks a running application: what to scan and how.',
  caveat: 'For the job of the template for DAST, in the stage `dast`.',
  shape: record({
    site_profile: profile('Profile that says what to scan.', 'site_profile: Shop'),
    scanner_profile: profile('Profile that says how to scan.', 'scanner_profile: Quick'),
  }),
  default: { says: 'the variables of the template' },
  nullable: true,
  example: 'dast_configuration:\n  site_profile: Shop\n  scanner_profile: Quick',
  tier: 'ultimate',
  because: 'it is a mapping of profiles',
  sources: [gitlab('dast_configuration')],
} as const satisfies Field;
