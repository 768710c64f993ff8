/** The containers of a job: the image that it runs in and the services next to it. */
import { gitlab } from './links.ts';
import { ANY_LEVELS, either, integer, keyword, list, record, text } from './shape-builders.ts';
import type { Field, ForeignKey, Pattern, Word } from './shape.ts';
import { plainVariables } from './variables.ts';

const ENTRYPOINT = 'each word of the command is an entry of its own';

const pullPolicies = [
  { value: 'if-not-present', doc: 'Pulls the image only if the runner does not have it yet.' },
  { value: 'always', doc: 'Asks the registry every time, which finds newer images under the same tag.' },
  { value: 'never', doc: 'Uses what the runner has and fails if that is nothing.' },
] as const satisfies readonly Word[];

const policy = keyword(pullPolicies, { because: 'runners know these ways to pull an image' });

const unnamed = 'GitLab refuses an image without a name';

const imageName = {
  doc: 'Image to start, with registry and path where it is not on Docker Hub, and with a tag or digest.',
  caveat: 'Without a tag it is `latest`, which may be another image tomorrow.',
  shape: text({ filled: unnamed }),
  required: true,
  example: 'name: registry.example.com/tools:1.4',
  placeholder: 'alpine:3.20',
  because: 'the name of an image is a string',
  expands: ['gitlab'],
  sources: [gitlab('imagename')],
  aka: ['image'],
} as const satisfies Field;

const entrypoint = {
  doc: 'Command that the container starts with, in place of the one built into the image.',
  caveat: 'A list, one word an entry; `[""]` switches off an entrypoint that does not end in a shell.',
  shape: list(text()),
  default: { says: 'the entrypoint of the image' },
  nullable: true,
  example: 'entrypoint: [""]',
  because: ENTRYPOINT,
  sources: [gitlab('imageentrypoint')],
} as const satisfies Field;

const something: Pattern = {
  source: '[\\s\\S]+',
  says: 'a string that is not empty',
  because: 'GitLab refuses an empty string',
  severity: 'error',
};

const user = {
  doc: 'User that the commands run as, by name or number.',
  caveat: 'Files that another user has checked out may not be writable.',
  shape: text({ pattern: something }),
  default: { says: 'the user of the image' },
  example: 'user: "1001"',
  quoted: true,
  because: 'a user is a string, also where it is a number',
  sources: [gitlab('imagedocker')],
} as const satisfies Field;

const docker = {
  doc: 'Options that go to the Docker and Kubernetes executors of the runner only.',
  caveat: 'Other executors silently ignore them.',
  shape: record({
    platform: {
      doc: 'Architecture of the image to pull, such as `arm64/v8`. Without it that of the runner.',
      caveat: 'An image of a foreign architecture needs emulation on the runner.',
      shape: text({ pattern: something }),
      default: { says: 'the platform of the runner' },
      example: 'platform: arm64/v8',
      because: 'a platform is a string',
      sources: [gitlab('imagedocker')],
    },
    user,
  }),
  default: { says: 'the settings of the runner' },
  nullable: true,
  example: 'docker:\n  platform: arm64/v8',
  status: { since: '16.7' },
  because: 'the options are a mapping',
  sources: [gitlab('imagedocker')],
} as const satisfies Field;

const kubernetes = {
  doc: 'Options that go to the Kubernetes executor of the runner only.',
  caveat: 'Needs GitLab Runner 17.11; other executors ignore it.',
  shape: record({
    user: {
      ...user,
      doc: 'User number that the commands run as, with the group after a colon if needed.',
      shape: either({
        scalar: [text({ pattern: something }), integer(0, 4294967295, 'user numbers go up to 4294967295')],
        usual: 'scalar',
      }),
      example: 'user: "1001:1001"',
      sources: [gitlab('imagekubernetes')],
    },
  }),
  default: { says: 'the settings of the runner' },
  nullable: true,
  example: 'kubernetes:\n  user: "1001"',
  status: { since: '18.0' },
  because: 'the options are a mapping',
  sources: [gitlab('imagekubernetes')],
} as const satisfies Field;

const pullPolicy = {
  doc: 'When the runner pulls the image; several are tried in their order.',
  caveat: 'The job fails if the settings of the runner do not allow the policy.',
  shape: either({
    scalar: [policy],
    list: list(policy, { min: 1, because: 'GitLab refuses an empty list of policies' }),
    usual: 'scalar',
  }),
  default: { says: 'the policy of the runner' },
  nullable: true,
  example: 'pull_policy: if-not-present',
  status: { since: '15.1' },
  because: 'a policy is a word or a list of them',
  sources: [gitlab('imagepull_policy')],
  aka: ['imagePullPolicy', 'image_pull_policy'],
} as const satisfies Field;

const ports = {
  name: 'ports',
  because: 'GitLab takes it in web terminals only; a job reaches its services on all their ports anyway',
  elsewhere: true,
} as const satisfies ForeignKey;

const common = { name: imageName, entrypoint, pull_policy: pullPolicy, docker, kubernetes } as const;

export const image = {
  doc: 'Container image in which the job runs. It needs an executor with containers; others ignore it.',
  caveat: 'Without a tag it is `latest`, which may be another image tomorrow.',
  notes: ['Variables are expanded, those that the script exports aside.'],
  shape: either({ scalar: [text({ filled: unnamed })], map: record(common, { foreign: [ports] }), usual: 'scalar' }),
  usual: true,
  default: { says: 'the image of `default`, else that of the runner' },
  nullable: true,
  example: 'image: alpine:3.20',
  because: 'GitLab takes the name of an image or a mapping with `name`',
  expands: ['gitlab'],
  evaluates: 'job',
  sources: [gitlab('image')],
  aka: ['container', 'docker_image', 'docker'],
} as const satisfies Field;

const serviceName = {
  ...imageName,
  doc: 'Image of the service, with registry and path where it is not on Docker Hub.',
  example: 'name: postgres:16',
  placeholder: 'postgres:16',
  sources: [gitlab('services')],
} as const satisfies Field;

const alias = {
  doc: 'Host name under which the job reaches the service; several go in one string, with a comma or space between them.',
  caveat: 'Variables are not expanded here.',
  shape: text(),
  default: { says: 'two names made of the image, `/` replaced by `__` and by `-`' },
  nullable: true,
  usual: true,
  example: 'alias: db',
  because: 'an alias is a string',
  evaluates: 'nobody',
  sources: [gitlab('services')],
  aka: ['aliases', 'hostname'],
} as const satisfies Field;

const command = {
  doc: 'Arguments for the service, in place of the command built into its image.',
  caveat: 'A list, one word an entry, as in the `CMD` of a Dockerfile; a string is a single word.',
  shape: either({ scalar: [text()], list: list(text(), { levels: 10 }), usual: 'list' }),
  default: { says: 'the command of the image' },
  nullable: true,
  example: 'command: ["--max-connections=200"]',
  because: 'it is a string or a list of strings, lists in it up to 10 levels deep',
  sources: [gitlab('services')],
  aka: ['cmd', 'args'],
} as const satisfies Field;

const serviceVariables = {
  ...plainVariables,
  doc: 'Variables that only this service gets, besides those of the job.',
  caveat: 'They cannot refer to themselves, and the job does not see them.',
  default: { says: 'the variables of the job only' },
  example: 'variables:\n  POSTGRES_PASSWORD: test',
  status: { since: '14.5' },
  evaluates: 'nobody',
  sources: [gitlab('services')],
} as const satisfies Field;

const service = record(
  {
    name: serviceName,
    alias,
    command,
    entrypoint,
    variables: serviceVariables,
    pull_policy: pullPolicy,
    docker,
    kubernetes,
  },
  { foreign: [ports], starter: ['name', 'alias'] },
);

export const services = {
  doc: 'Containers that run next to the job, such as a database, and are reached under the name of their image or an alias.',
  caveat:
    'Replaces the services of `default` as a whole. A service that does not start is a warning in the log, no failure.',
  shape: list(either({ scalar: [text({ filled: unnamed })], map: service, usual: 'scalar' }), {
    levels: ANY_LEVELS,
    empties: true,
  }),
  default: { says: 'the services of `default`, if there are any' },
  nullable: true,
  example: 'services:\n  - postgres:16\n  - name: redis:7\n    alias: cache',
  because: 'services are a list of image names or mappings with `name`',
  expands: ['gitlab'],
  evaluates: 'job',
  sources: [gitlab('services')],
  aka: ['service', 'sidecars'],
} as const satisfies Field;
