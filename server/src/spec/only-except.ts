/** `only` and `except`, the older filters that `rules` replaced. */
import { gitlab } from './links.ts';
import { either, keyword, list, record, syntax, text } from './shape-builders.ts';
import type { Field, Word } from './shape.ts';

const kinds = [
  { value: 'branches', doc: 'Pipelines for branches.' },
  { value: 'tags', doc: 'Pipelines for tags.' },
  { value: 'merge_requests', doc: 'Pipelines for merge requests, which the job has to name to be in them.' },
  { value: 'schedules', doc: 'Scheduled pipelines.' },
  { value: 'main', doc: 'The branch of that name; any other name will do as well, and `/regex/` for several.' },
  { value: 'pushes', doc: 'Pipelines for a push of commits or tags.', rare: true },
  { value: 'web', doc: 'Pipelines that a person starts in the web interface.', rare: true },
  { value: 'api', doc: 'Pipelines that the API starts.', rare: true },
  { value: 'triggers', doc: 'Pipelines that a trigger token starts.', rare: true },
  { value: 'pipelines', doc: 'Pipelines that another pipeline starts.', rare: true },
  { value: 'chat', doc: 'Pipelines that a chat command starts.', rare: true },
  { value: 'external', doc: 'Pipelines of other CI services.', rare: true },
  { value: 'external_pull_requests', doc: 'Pipelines for pull requests on GitHub.', rare: true },
] as const satisfies readonly Word[];

const names = list(text({ usual: kinds, compiled: 'slashes' }));
const page = gitlab('only--except');
const old = { deprecated: 'GitLab no longer develops it.', instead: ['rules'] } as const;

const refs = {
  doc: 'Names or regular expressions of branches and tags, and words for kinds of pipelines.',
  caveat: 'Without `branches` or a name the job is only in the kinds that are listed.',
  shape: names,
  usual: true,
  default: { says: '`branches` and `tags`' },
  nullable: true,
  example: 'refs:\n  - main\n  - /^release-.*$/',
  because: 'they are a list of strings',
  sources: [page],
} as const satisfies Field;

const variables = {
  doc: 'Expressions of which one must be true, as in the `if` of a rule.',
  caveat: 'Each is one string; quote it if it contains a colon and a space.',
  shape: list(syntax('rules-if')),
  default: { says: 'no condition' },
  nullable: true,
  example: 'variables:\n  - $RELEASE == "staging"',
  because: 'they are a list of expressions',
  sources: [page],
} as const satisfies Field;

/** Unlike in rules, variables are not expanded. */
const plainPath = text({
  pattern: {
    source: '(?!\\.{0,2}/|!)(?![\\s\\S]*(?:/$|\\$\\{?[A-Za-z_]))[\\s\\S]*',
    says: 'a path without variables, without `/`, `./`, `../` or `!` in front and without `/` at its end',
    because: 'GitLab compares it as it is with paths from the root of the repository, so it never matches',
    severity: 'warning',
    surplus: '^(?:\\.{0,2}/)+',
    tail: '**/*',
  },
});

const changes = {
  doc: 'Files and patterns of which one must have changed.',
  caveat: 'Always true in pipelines for tags and schedules, where nothing was pushed.',
  shape: list(plainPath),
  default: { says: 'no condition' },
  nullable: true,
  expands: [],
  example: 'changes:\n  - src/**/*',
  because: 'they are a list of paths',
  sources: [page],
} as const satisfies Field;

const kubernetes = {
  doc: 'Whether the project has a Kubernetes cluster of the older kind.',
  caveat: 'Clusters that are reached by an agent do not count.',
  shape: keyword([{ value: 'active', doc: 'A cluster is set up.' }], { because: 'GitLab takes this word only' }),
  default: { says: 'no condition' },
  nullable: true,
  example: 'kubernetes: active',
  because: 'it is a word',
  sources: [page],
} as const satisfies Field;

function filter(name: string, doc: string, fallback: string): Field {
  return {
    doc,
    caveat: 'Cannot be combined with `rules`, and cannot combine conditions as they can.',
    shape: either({
      list: names,
      map: record(
        { refs, variables, changes, kubernetes },
        { starter: ['refs'], filled: 'GitLab refuses a filter without any condition' },
      ),
      usual: 'list',
    }),
    default: { says: fallback },
    nullable: true,
    example: `${name}:\n  - ${name === 'only' ? 'main' : 'schedules'}`,
    status: old,
    because: 'it is a list of names, or a mapping with `refs`',
    sources: [page],
  };
}

export const only = filter(
  'only',
  'Older filter: pipelines that get the job. All of its conditions must hold.',
  '`branches` and `tags`',
);
export const except = filter(
  'except',
  'Older filter: pipelines that do not get the job. One of its conditions is enough.',
  'no pipeline',
);
