/** Variables about the GitLab instance. */
import { yes, type PredefinedVariables } from './variable.ts';

export const serverVariables = {
  CI_API_GRAPHQL_URL: { doc: 'Address of the GraphQL API.', phase: 'early', since: '15.11' },
  CI_API_V4_URL: {
    doc: 'Address of the REST API, version 4.',
    phase: 'early',
    example: 'https://gitlab.example.com/api/v4',
  },
  CI_GITLAB_FIPS_MODE: {
    doc: 'Says that the instance runs in FIPS mode.',
    phase: 'early',
    only: 'in instances with FIPS mode',
    values: yes,
  },
  CI_SERVER: { doc: 'Says that a CI server runs the job.', phase: 'job', caveat: 'It is `yes`, not `true`.' },
  CI_SERVER_FQDN: {
    doc: 'Host of the instance, with the port where that is not the usual one.',
    phase: 'early',
    since: '16.10',
    caveat: 'The one for addresses of components, such as `$CI_SERVER_FQDN/group/project/name@1.0`.',
    example: 'gitlab.example.com:8080',
  },
  CI_SERVER_HOST: {
    doc: 'Host of the instance, without protocol and port.',
    phase: 'early',
    example: 'gitlab.example.com',
  },
  CI_SERVER_NAME: { doc: 'Name of the software that coordinates jobs.', phase: 'early', example: 'GitLab' },
  CI_SERVER_PORT: { doc: 'Port of the instance.', phase: 'early', example: '443' },
  CI_SERVER_PROTOCOL: { doc: 'Protocol of the instance.', phase: 'early', example: 'https' },
  CI_SERVER_REVISION: { doc: 'Revision of the source of GitLab.', phase: 'early' },
  CI_SERVER_SHELL_SSH_HOST: { doc: 'Host for git over SSH.', phase: 'early', since: '15.11' },
  CI_SERVER_SHELL_SSH_PORT: { doc: 'Port for git over SSH.', phase: 'early', since: '15.11', example: '22' },
  CI_SERVER_TLS_CA_FILE: {
    doc: 'File with the certificate by which the instance is known.',
    phase: 'pipeline',
    only: 'where the runner is set up with one',
  },
  CI_SERVER_TLS_CERT_FILE: {
    doc: 'File with the certificate of the runner.',
    phase: 'pipeline',
    only: 'where the runner is set up with one',
  },
  CI_SERVER_TLS_KEY_FILE: {
    doc: 'File with the private key of the runner.',
    phase: 'pipeline',
    only: 'where the runner is set up with one',
  },
  CI_SERVER_URL: {
    doc: 'Address of the instance, with protocol and port.',
    phase: 'early',
    example: 'https://gitlab.example.com',
  },
  CI_SERVER_VERSION: { doc: 'Which release of GitLab runs on the instance.', phase: 'early', example: '18.9.2' },
  CI_SERVER_VERSION_MAJOR: { doc: 'First number of the version of GitLab.', phase: 'early', example: '18' },
  CI_SERVER_VERSION_MINOR: { doc: 'Second number of the version of GitLab.', phase: 'early', example: '11' },
  CI_SERVER_VERSION_PATCH: { doc: 'Third number of the version of GitLab.', phase: 'early', example: '0' },
  CI_TEMPLATE_REGISTRY_HOST: {
    doc: 'Registry from which the templates of GitLab get their images.',
    phase: 'early',
    since: '15.3',
    example: 'registry.gitlab.com',
  },
  GITLAB_FEATURES: {
    doc: 'Licensed features that the instance has for the project, with commas between them.',
    phase: 'early',
  },
} as const satisfies PredefinedVariables;
