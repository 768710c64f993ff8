/** How a job authenticates to others and what it gets from them: tokens, identity, secrets from vaults. */
import { gitlab } from './links.ts';
import { managers, part } from './secret-managers.ts';
import { boolean, either, keyword, list, map, record, text } from './shape-builders.ts';
import type { Field } from './shape.ts';

const aud = {
  doc: 'For whom the token is meant: what the service that gets it expects to find in it.',
  caveat: 'A service must refuse tokens that are meant for others, so give each a token of its own.',
  shape: either({ scalar: [text()], list: list(text()), usual: 'scalar' }),
  required: true,
  example: 'aud: https://vault.example.com',
  because: 'it is a string or a list of them',
  expands: ['gitlab'],
  sources: [gitlab('id_tokens')],
  aka: ['audience'],
} as const satisfies Field;

export const idTokens = {
  doc: 'Tokens, as variables of the job, by which it proves to other services what it is: project, branch, environment and more, signed by GitLab.',
  caveat: 'They end with the job, and a token for several services can be used by each against the others.',
  shape: map(text(), record({ aud }), { sample: 'ID_TOKEN', filled: true }),
  default: { says: 'the tokens of `default`, if there are any' },
  nullable: true,
  example: 'id_tokens:\n  VAULT_TOKEN:\n    aud: https://vault.example.com',
  status: { since: '15.7' },
  because: 'tokens are a mapping of names',
  sources: [gitlab('id_tokens')],
  aka: ['id_token', 'id-token', 'oidc'],
} as const satisfies Field;

export const identity = {
  doc: 'Cloud to which the job signs in by the identity that GitLab gives it, without a key in a variable.',
  caveat: 'On GitLab.com only, with the integration for that cloud set up.',
  shape: keyword([{ value: 'google_cloud', doc: 'Google Cloud, by workload identity federation.' }], {
    because: 'GitLab knows this cloud only',
  }),
  default: { says: 'the job signs in nowhere' },
  nullable: true,
  example: 'identity: google_cloud',
  status: { since: '16.9' },
  because: 'it is a word',
  sources: [gitlab('identity')],
} as const satisfies Field;

const vault = {
  doc: 'Secret of a HashiCorp Vault: as a short string `path/field@engine`, or part by part.',
  caveat:
    'The server is named by variables such as `VAULT_SERVER_URL`, and the job proves itself by a token of `id_tokens`.',
  shape: either({
    scalar: [text()],
    map: record({
      path: part(
        'Path of the secret in its engine.',
        'Without `data/`, which GitLab adds for `kv-v2`.',
        'path: production/db',
      ),
      field: part('Name of the value in that secret.', 'One value for each variable.', 'field: password'),
      engine: {
        doc: 'Engine of the vault that holds the secret.',
        caveat: '`kv-v2` and `kv-v1` add different paths: the wrong one finds nothing.',
        shape: record({
          name: part(
            'Kind of the engine, which decides how its paths are made.',
            'Anything but the listed kinds is not found.',
            'name: kv-v2',
            {
              shape: keyword(
                [
                  { value: 'kv-v2', doc: 'Key and value, with versions.' },
                  { value: 'kv-v1', doc: 'Key and value, without versions.' },
                  { value: 'generic', doc: 'The path is taken as it is; since GitLab Runner 16.11.' },
                ],
                { variable: true, because: 'runners know these' },
              ),
            },
          ),
          path: part('Where the engine is mounted.', 'Often the name of the engine itself.', 'path: ops'),
        }),
        default: { says: '`kv-v2`, mounted there' },
        nullable: true,
        example: 'engine:\n  name: kv-v2\n  path: ops',
        because: 'it is a mapping with `name` and `path`',
        sources: [gitlab('secretsvault')],
      },
    }),
    usual: 'scalar',
  }),
  usual: true,
  default: { says: 'another provider is named' },
  example: 'vault: production/db/password@ops',
  because: 'it is a string, or a mapping with `path`, `field` and `engine`',
  expands: ['gitlab'],
  sources: [gitlab('secretsvault')],
} as const satisfies Field;

const providers = {
  vault,
  ...managers,
} as const;

export const secrets = {
  doc: 'Secrets that the runner fetches from a vault, each as a variable of the job: by default as the path of a file that holds it.',
  caveat: 'With several tokens in `id_tokens` each secret has to name its `token`.',
  shape: map(
    text(),
    record(
      {
        ...providers,
        file: {
          doc: 'Whether the variable holds the path of a file with the secret, or the secret itself.',
          caveat: 'A key next to the provider, not below it.',
          shape: boolean(),
          usual: true,
          default: true,
          nullable: true,
          example: 'file: false',
          because: 'it is a yes or no',
          sources: [gitlab('secretsfile')],
        },
        token: {
          doc: 'Token of `id_tokens` by which the job proves itself, with a `$` in front.',
          caveat: 'Can be left out only if the job has a single token.',
          shape: text(),
          usual: true,
          default: { says: 'the only token of the job' },
          nullable: true,
          example: 'token: $VAULT_TOKEN',
          status: { since: '15.8' },
          because: 'it is a string',
          expands: ['gitlab'],
          sources: [gitlab('secretstoken')],
        },
      },
      {
        starter: ['vault'],
        rules: [
          {
            kind: 'exactlyOne',
            keys: Object.keys(providers),
            severity: 'error',
            becauseNone: 'the runner has to know where the secret is',
            becauseMany: 'a secret comes from one place',
          },
        ],
      },
    ),
    { sample: 'NAME' },
  ),
  default: { says: 'no secrets are fetched' },
  nullable: true,
  example: 'secrets:\n  DATABASE_PASSWORD:\n    vault: production/db/password@ops\n    file: false',
  tier: 'premium',
  because: 'secrets are a mapping of names',
  sources: [gitlab('secrets')],
  aka: ['secret'],
} as const satisfies Field;
