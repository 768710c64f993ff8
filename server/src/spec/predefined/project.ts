/** Variables about the project and what belongs to it. */
import { yes, type PredefinedVariables } from './variable.ts';

const withRegistry = 'where the project has a container registry';

export const projectVariables = {
  CI_DEPENDENCY_PROXY_DIRECT_GROUP_IMAGE_PREFIX: {
    doc: 'Prefix of the name of an image to get it through the dependency proxy of the group itself.',
    phase: 'early',
  },
  CI_DEPENDENCY_PROXY_GROUP_IMAGE_PREFIX: {
    doc: 'Prefix of the name of an image to get it through the dependency proxy of the top-level group.',
    phase: 'early',
    example: 'gitlab.example.com:443/group/dependency_proxy/containers',
  },
  CI_DEPENDENCY_PROXY_PASSWORD: { doc: 'Password for the dependency proxy.', phase: 'pipeline', secret: true },
  CI_DEPENDENCY_PROXY_SERVER: {
    doc: 'Server of the dependency proxy for `docker login`: host and port of the instance.',
    phase: 'early',
  },
  CI_DEPENDENCY_PROXY_USER: { doc: 'User name for the dependency proxy.', phase: 'pipeline' },
  CI_HAS_OPEN_REQUIREMENTS: {
    doc: 'Says that the project has an open requirement.',
    phase: 'pipeline',
    only: 'in projects that have one',
    values: yes,
  },
  CI_KUBERNETES_ACTIVE: {
    doc: 'Says that there is a Kubernetes cluster to deploy to.',
    phase: 'early',
    only: 'in projects with a cluster',
    values: yes,
  },
  CI_PAGES_DOMAIN: {
    doc: 'Domain of GitLab Pages in this instance.',
    phase: 'early',
    caveat: 'The domain of the group in front of it is not there; `CI_PAGES_HOSTNAME` has all of it.',
    example: 'pages.example.com',
  },
  CI_PAGES_HOSTNAME: { doc: 'Full host name under which Pages of the project are found.', phase: 'job' },
  CI_PAGES_URL: {
    doc: 'Address of the Pages of the project, with the `path_prefix` of the job if it has one.',
    phase: 'job',
  },
  CI_PROJECT_CLASSIFICATION_LABEL: {
    doc: 'Label by which another service decides who may see the project.',
    phase: 'early',
  },
  CI_PROJECT_DESCRIPTION: { doc: 'Text about the project, as its page shows it.', phase: 'early', since: '15.1' },
  CI_PROJECT_ID: { doc: 'Number of the project, unique in the whole instance.', phase: 'early' },
  CI_PROJECT_NAME: {
    doc: 'Last part of the path of the project.',
    phase: 'early',
    caveat: 'The name that people see is `CI_PROJECT_TITLE`.',
    example: 'project',
  },
  CI_PROJECT_NAMESPACE: {
    doc: 'Path of the group or user to which the project belongs.',
    phase: 'early',
    example: 'group/subgroup',
  },
  CI_PROJECT_NAMESPACE_ID: {
    doc: 'Number of the group or user to which the project belongs.',
    phase: 'early',
    since: '15.7',
  },
  CI_PROJECT_NAMESPACE_SLUG: {
    doc: '`CI_PROJECT_NAMESPACE` in a form for host names: lower-case letters, digits and `-`, 63 characters at most.',
    phase: 'early',
  },
  CI_PROJECT_PATH: { doc: 'Path of the project with its groups.', phase: 'early', example: 'group/subgroup/project' },
  CI_PROJECT_PATH_SLUG: {
    doc: '`CI_PROJECT_PATH` in a form for host names and URLs: lower-case letters, digits and `-`, 63 characters at most.',
    phase: 'early',
  },
  CI_PROJECT_REPOSITORY_LANGUAGES: {
    doc: 'Languages of the repository in lower case, at most five, with commas between them.',
    phase: 'early',
    example: 'ruby,javascript,html',
  },
  CI_PROJECT_ROOT_NAMESPACE: {
    doc: 'First part of the path of the project: its top-level group or user.',
    phase: 'early',
    example: 'group',
  },
  CI_PROJECT_ROOT_NAMESPACE_SLUG: {
    doc: '`CI_PROJECT_ROOT_NAMESPACE` in a form for host names and URLs: lower-case letters, digits and `-`, 63 characters at most.',
    phase: 'early',
    since: '19.0',
  },
  CI_PROJECT_TITLE: { doc: 'Name of the project as people see it.', phase: 'early' },
  CI_PROJECT_TOPICS: {
    doc: 'Topics of the project in lower case, at most twenty, with commas between them.',
    phase: 'early',
    since: '18.3',
  },
  CI_PROJECT_URL: { doc: 'Page of the project.', phase: 'early' },
  CI_PROJECT_VISIBILITY: {
    doc: 'Who can see the project.',
    phase: 'early',
    values: [
      { value: 'private', doc: 'Its members.' },
      { value: 'internal', doc: 'All who have signed in.' },
      { value: 'public', doc: 'Everyone.' },
    ],
  },
  CI_REGISTRY: {
    doc: 'Server of the container registry, with a port where it has one of its own.',
    phase: 'early',
    only: 'where the instance has a container registry',
    example: 'registry.example.com',
  },
  CI_REGISTRY_IMAGE: {
    doc: 'Name with which all images of the project begin.',
    phase: 'early',
    only: withRegistry,
    example: 'registry.example.com/group/project',
  },
  CI_REGISTRY_PASSWORD: {
    doc: 'Password for the container registry: the token of the job.',
    phase: 'job',
    secret: true,
    settable: true,
    only: withRegistry,
    caveat: 'It is worth nothing any more when the job ends.',
  },
  CI_REGISTRY_USER: { doc: 'User name for the container registry.', phase: 'job', settable: true, only: withRegistry },
  CI_RELEASE_DESCRIPTION: {
    doc: 'Description of the release that the tag belongs to, its first 1,024 characters.',
    phase: 'pipeline',
    only: 'in pipelines of tags',
    since: '15.5',
  },
} as const satisfies PredefinedVariables;
