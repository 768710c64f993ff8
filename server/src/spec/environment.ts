/** `environment` and everything below it. */
import { gitlab } from './links.ts';
import { boolean, either, keyword, name as nameOf, record, text, duration } from './shape-builders.ts';
import type { Field, KeyRule, Pattern } from './shape.ts';

const validName: Pattern = {
  source: '[-a-zA-Z0-9_${}. ]([-a-zA-Z0-9_/${}. ]*[-a-zA-Z0-9_${}. ])?',
  says: 'made of letters, digits, spaces and `-`, `_`, `/`, `$`, `{`, `}`, `.`, without `/` at its ends',
  because: 'GitLab takes no other names of environments',
  severity: 'error',
};

export const environmentName = {
  doc: 'Name of the environment, made by GitLab when it is new. `review/$CI_COMMIT_REF_SLUG` makes one for each branch and shows them as a group.',
  caveat: 'Variables that the script sets are not known here.',
  shape: text({
    pattern: validName,
    usual: [
      { value: 'production', doc: 'What users see; its tier is `production`.' },
      { value: 'staging', doc: 'The dress rehearsal; its tier is `staging`.' },
      { value: 'review/$CI_COMMIT_REF_SLUG', doc: 'An environment of its own for each branch.' },
    ],
  }),
  required: true,
  example: 'name: review/$CI_COMMIT_REF_SLUG',
  because: 'a name is a string',
  expands: ['gitlab'],
  sources: [gitlab('environmentname')],
} as const satisfies Field;

const url = {
  doc: 'Where the environment can be visited; merge requests and the list of environments link to it.',
  caveat: 'At most 255 characters. A variable that only the script knows has to come from a `dotenv` report.',
  shape: text({
    pattern: {
      source: '[\\s\\S]{0,255}',
      says: 'at most 255 characters long',
      because: 'GitLab keeps no longer URL',
      severity: 'error',
    },
  }),
  usual: true,
  default: { says: 'no link is shown' },
  nullable: true,
  example: 'url: https://$CI_ENVIRONMENT_SLUG.example.com',
  because: 'a URL is a string',
  expands: ['gitlab'],
  sources: [gitlab('environmenturl')],
  aka: ['uri', 'external_url'],
} as const satisfies Field;

const onStop = {
  doc: 'Job that takes the environment down: when it is stopped by hand, when its time is over or when its branch is deleted.',
  caveat: 'That job needs the same environment name, `action: stop` and rules that bring it into the same pipelines.',
  shape: nameOf('job', { filled: 'no job has an empty name' }),
  default: { says: 'stopping only closes the environment in GitLab' },
  nullable: true,
  example: 'on_stop: stop_review',
  because: 'the name of a job is a string',
  sources: [gitlab('environmenton_stop')],
} as const satisfies Field;

const action = {
  doc: 'What the job does with the environment.',
  caveat: 'Everything but `start` makes no deployment.',
  shape: keyword(
    [
      { value: 'start', doc: 'Deploys to the environment.' },
      { value: 'stop', doc: 'Takes the environment down; named by the `on_stop` of the job that deploys.' },
      { value: 'prepare', doc: 'Makes ready for a deployment, without one.' },
      { value: 'verify', doc: 'Checks the environment, without a deployment.' },
      { value: 'access', doc: 'Uses the environment, for its variables for example, without a deployment.' },
    ],
    { because: 'GitLab takes these' },
  ),
  default: 'start',
  nullable: true,
  example: 'action: stop',
  because: 'it is a word',
  sources: [gitlab('environmentaction')],
} as const satisfies Field;

const autoStopIn = {
  doc: 'Time after which GitLab stops the environment by itself; each deployment starts it anew.',
  caveat: 'Without `on_stop` nothing is taken down, the environment is only closed.',
  shape: duration({ never: true, variables: true, severity: 'warning' }),
  default: { says: 'the environment stays until it is stopped' },
  nullable: true,
  example: 'auto_stop_in: 1 week',
  placeholder: '1 week',
  because: 'GitLab takes a duration as a string, as in `1 week`',
  expands: ['gitlab'],
  sources: [gitlab('environmentauto_stop_in')],
  aka: ['expire_in', 'auto_stop'],
} as const satisfies Field;

const tier = {
  doc: 'What the environment is for, whatever its name. Metrics and protection rules go by it.',
  caveat: 'Read when the environment is made; later changes do not reach it.',
  shape: keyword(
    [
      { value: 'production', doc: 'What users see.' },
      { value: 'staging', doc: 'The last stop before production.' },
      { value: 'testing', doc: 'For tests by people or machines.' },
      { value: 'development', doc: 'For work in progress, such as review apps.' },
      { value: 'other', doc: 'None of these.' },
    ],
    { variable: true, because: 'GitLab takes these and, since 18.5, variables' },
  ),
  default: { says: 'guessed from the name' },
  nullable: true,
  example: 'deployment_tier: production',
  because: 'it is a word',
  sources: [gitlab('environmentdeployment_tier')],
  aka: ['tier'],
} as const satisfies Field;

const namespace = {
  doc: 'Namespace in the cluster that the dashboard opens.',
  caveat: 'Also needs `agent`.',
  shape: text(),
  example: 'namespace: shop',
  because: 'a namespace is a string',
  expands: ['gitlab'],
  sources: [gitlab('environmentkubernetes')],
} as const satisfies Field;

const flux = {
  doc: 'Flux resource whose state the dashboard shows, by its full path.',
  caveat: 'Needs `namespace` and `agent`.',
  shape: text(),
  default: { says: 'the dashboard looks for one' },
  nullable: true,
  example: 'flux_resource_path: helm.toolkit.fluxcd.io/v2/namespaces/flux-system/helmreleases/shop',
  because: 'a path is a string',
  expands: ['gitlab'],
  sources: [gitlab('environmentkubernetes')],
} as const satisfies Field;

const dashboardFields = { namespace: { ...namespace, required: true }, flux_resource_path: flux } as const;

const demands = [
  {
    kind: 'needs',
    key: 'flux_resource_path',
    needs: 'namespace',
    filled: true,
    severity: 'error',
    because: 'GitLab looks for the resource there',
  },
  {
    kind: 'needs',
    key: 'flux_resource_path',
    needs: 'agent',
    filled: true,
    severity: 'error',
    because: 'GitLab reaches the cluster through it',
  },
  {
    kind: 'needs',
    key: 'dashboard',
    needs: 'agent',
    filled: true,
    severity: 'error',
    because: 'GitLab reaches the cluster through it',
  },
] as const satisfies readonly KeyRule[];

const kubernetes = {
  doc: 'Cluster behind the environment: which agent reaches it and what the dashboard shows.',
  caveat: 'The dashboard works only for people whom the configuration of the agent lets in.',
  shape: record(
    {
      agent: {
        doc: 'Agent for Kubernetes, as the path of its project, a colon and its name.',
        caveat: 'The person who runs the job must be allowed to use it.',
        shape: text(),
        usual: true,
        default: { says: 'the one chosen in the settings of the environment' },
        nullable: true,
        example: 'agent: $CI_PROJECT_PATH:production',
        status: { since: '17.6' },
        because: 'an agent is named by a string',
        expands: ['gitlab'],
        sources: [gitlab('environmentkubernetes')],
      },
      dashboard: {
        doc: 'What the dashboard for the environment shows first.',
        caveat: 'Needs `agent`.',
        shape: record(dashboardFields),
        default: { says: 'all namespaces' },
        nullable: true,
        example: 'dashboard:\n  namespace: shop',
        status: { since: '18.4' },
        because: 'the dashboard is a mapping',
        sources: [gitlab('environmentkubernetes')],
      },
      managed_resources: {
        doc: 'Resources in the cluster that GitLab makes for the environment.',
        caveat: 'Works with `agent` only.',
        shape: record(
          {
            enabled: {
              doc: 'Whether GitLab makes resources in the cluster when the job starts, such as a namespace for the environment.',
              caveat: 'Needs a template of resources in the repository of the agent, else the default one is used.',
              shape: boolean(),
              default: true,
              nullable: true,
              example: 'enabled: false',
              because: 'it is a yes or no',
              sources: [gitlab('environmentkubernetes')],
            },
          },
          { starter: ['enabled'] },
        ),
        default: { says: 'they are made if the agent provides for them' },
        nullable: true,
        example: 'managed_resources:\n  enabled: false',
        because: 'it is a mapping with `enabled`',
        sources: [gitlab('environmentkubernetes')],
      },
      namespace: {
        ...namespace,
        default: { says: 'all namespaces' },
        nullable: true,
        status: {
          since: '17.7',
          deprecatedIn: '18.4',
          deprecated: 'Since GitLab 18.4 it belongs below `dashboard`.',
          instead: ['dashboard'],
        },
      },
      flux_resource_path: {
        ...flux,
        status: {
          since: '17.7',
          deprecatedIn: '18.4',
          deprecated: 'Since GitLab 18.4 it belongs below `dashboard`.',
          instead: ['dashboard'],
        },
      },
    },
    { starter: ['agent'], rules: demands, filled: 'GitLab refuses it without any key' },
  ),
  default: { says: 'the settings of the environment' },
  nullable: true,
  example: 'kubernetes:\n  agent: $CI_PROJECT_PATH:production',
  because: 'it is a mapping with `agent`',
  sources: [gitlab('environmentkubernetes')],
} as const satisfies Field;

export const environment = {
  doc: 'Environment to which the job deploys. GitLab lists what runs where, offers a rollback, and gives the job the variables of that environment.',
  caveat: 'The name has to be right in every job that deploys there: a new name makes a new environment.',
  shape: either({
    scalar: [environmentName.shape],
    map: record(
      {
        name: environmentName,
        url,
        on_stop: onStop,
        action,
        auto_stop_in: autoStopIn,
        deployment_tier: tier,
        kubernetes,
      },
      { starter: ['name', 'url'] },
    ),
    usual: 'map',
  }),
  default: { says: 'the job deploys nowhere' },
  nullable: true,
  example: 'environment:\n  name: production\n  url: https://example.com',
  because: 'an environment is a name or a mapping with `name`',
  expands: ['gitlab'],
  sources: [gitlab('environment')],
  aka: ['environments'],
} as const satisfies Field;
