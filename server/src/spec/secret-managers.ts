/** Where `secrets` can come from besides HashiCorp Vault: secret managers of clouds, and that of GitLab. */
import { gitlab } from './links.ts';
import { either, record, scalar, text } from './shape-builders.ts';
import type { Link } from './links.ts';
import type { Field } from './shape.ts';

const aws: Link = { label: 'GitLab', url: 'https://docs.gitlab.com/ci/secrets/aws_secrets_manager/' };

const described = (doc: string, caveat: string, example: string, more: Partial<Field>): Field => ({
  doc,
  caveat,
  shape: text(),
  example,
  because: 'it is a string',
  expands: ['gitlab'],
  sources: [gitlab('secretsvault')],
  ...more,
});

/** A required part. */
export const part = (doc: string, caveat: string, example: string, more: Partial<Field> = {}): Field =>
  described(doc, caveat, example, { required: true, ...more });

const optional = (doc: string, caveat: string, otherwise: string, example: string, more: Partial<Field> = {}): Field =>
  described(doc, caveat, example, { default: { says: otherwise }, nullable: true, sources: [aws], ...more });

const version = (anchor: string): Field => ({
  doc: 'Which version of the secret is taken.',
  caveat: 'A fixed version does not notice when the secret is changed.',
  shape: scalar,
  default: { says: 'the latest one' },
  nullable: true,
  example: 'version: 2',
  because: 'it is a string or number',
  sources: [gitlab(anchor)],
});

function provider(
  doc: string,
  caveat: string,
  fields: Readonly<Record<string, Field>>,
  example: string,
  more: Partial<Field>,
): Field {
  return {
    doc,
    caveat,
    shape: record(fields),
    default: { says: 'another provider is named' },
    example,
    because: 'it is a mapping with `name`',
    sources: [gitlab('secrets')],
    ...more,
  };
}

/** Which secret is fetched, and with which identity. */
const awsParts = {
  secret_id: part(
    'Name of the secret, or its ARN.',
    'A secret of another account has to be named by its ARN.',
    'secret_id: app/database',
    { sources: [aws] },
  ),
  field: optional(
    'Name of the value in a secret that holds several.',
    'Without it the variable gets the whole secret, usually JSON.',
    'the whole secret',
    'field: password',
  ),
  region: optional(
    'Region in which the secret is kept.',
    'Only for this secret; `AWS_REGION` is for all of them.',
    'the variable `AWS_REGION`',
    'region: eu-central-1',
  ),
  role_arn: optional(
    'ARN of the role that the runner takes on to fetch the secret.',
    'The role has to trust the token of `id_tokens`.',
    'the variable `AWS_ROLE_ARN`, else the role of the runner',
    'role_arn: arn:aws:iam::123456789012:role/ci',
  ),
  role_session_name: optional(
    'Name under which that role appears in the log of AWS.',
    'Has no say in what the role may do.',
    'the variable `AWS_ROLE_SESSION_NAME`',
    'role_session_name: gitlab-$CI_PROJECT_ID',
  ),
  version_id: optional(
    'Identifier of the version that is taken.',
    'Beside `version_stage` both must mean the same version.',
    'the current version',
    'version_id: 0d1f7f0c-9b5e-4f6a-8b1c-2f6f0a1c9e77',
  ),
  version_stage: optional(
    'Label of the version that is taken.',
    'Beside `version_id` both must mean the same version.',
    'the current version',
    'version_stage: AWSPREVIOUS',
  ),
} as const;

/** By the key of the manager below a secret. */
export const managers = {
  gcp_secret_manager: provider(
    'Fetches the value from the Secret Manager of Google Cloud.',
    'Project and pool are named by variables, and `token` has to name a token of `id_tokens`.',
    {
      name: part('Under which name the value is kept there.', 'Without the path of its project.', 'name: db-password', {
        sources: [gitlab('secretsgcp_secret_manager')],
      }),
      version: version('secretsgcp_secret_manager'),
    },
    'gcp_secret_manager:\n  name: db-password',
    { status: { since: '16.8' }, sources: [gitlab('secretsgcp_secret_manager')] },
  ),
  azure_key_vault: provider(
    'Fetches the value from a Key Vault of Microsoft Azure.',
    'Server, tenant and client are named by variables.',
    {
      name: part(
        'Under which name the value is kept there.',
        'Letters, digits and hyphens only.',
        'name: db-password',
        {
          sources: [gitlab('secretsazure_key_vault')],
        },
      ),
      version: version('secretsazure_key_vault'),
    },
    'azure_key_vault:\n  name: db-password',
    { status: { since: '16.3' }, sources: [gitlab('secretsazure_key_vault')] },
  ),
  akeyless: {
    ...provider(
      'Fetches the value from the vault of Akeyless.',
      'How to sign in is named by variables.',
      { name: part('Path of the secret.', 'Begins with a slash.', 'name: /db/password') },
      'akeyless:\n  name: /db/password',
      {},
    ),
    shape: record({}, { open: true }),
  },
  aws_secrets_manager: {
    ...provider(
      'Fetches the value from the Secrets Manager of Amazon Web Services: as a string with the name of the secret, or part by part.',
      'Region and role come from variables unless they are given here. Needs GitLab Runner 18.3.',
      awsParts,
      'aws_secrets_manager:\n  secret_id: app/database\n  field: password',
      { status: { since: '18.3' }, because: 'it is a string, or a mapping with `secret_id`', sources: [aws] },
    ),
    shape: either({ scalar: [text()], map: record(awsParts), usual: 'map' }),
  },
  gitlab_secrets_manager: provider(
    'Fetches the value from the vault that GitLab itself keeps for projects and groups.',
    'Needs a GitLab on which that is switched on, and GitLab Runner 19.0.',
    {
      name: part(
        'Under which name the value is kept there.',
        'As it is listed in the project: letters, digits and underscores.',
        'name: db_password',
        { sources: [gitlab('secretsgitlab_secrets_manager')] },
      ),
      source: optional(
        'Where the secret is kept, if not in this project: `group/` and the full path of a group.',
        'The group has to let the project use it.',
        'this project',
        'source: group/my-group/my-subgroup',
        { status: { since: '19.0' }, sources: [gitlab('secretsgitlab_secrets_manager')] },
      ),
    },
    'gitlab_secrets_manager:\n  name: db_password',
    { status: { since: '19.0' }, sources: [gitlab('secretsgitlab_secrets_manager')] },
  ),
} as const;
