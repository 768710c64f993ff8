/** Variables by which a job overrides what the configuration of a runner says about its pod. */
import type { RunnerVariable, RunnerVariables } from './variable.ts';

function allowed(setting: string): string {
  return `where the configuration of the runner has \`${setting}\``;
}

const containers = {
  '': 'the container of the job',
  HELPER_: 'the helper container, which fetches sources and moves artifacts and caches',
  SERVICE_: 'each service container',
} as const;

const amounts = {
  CPU: { amount: 'Processor time', example: '500m' },
  MEMORY: { amount: 'Memory', example: '1Gi' },
  EPHEMERAL_STORAGE: { amount: 'Space on the disk of the node', example: '2Gi' },
} as const;

const kinds = {
  REQUEST: 'that the node must have free for',
  LIMIT: 'that is the most for',
} as const;

type Amount = keyof typeof amounts;
type Kind = keyof typeof kinds;

function resource(part: string, whose: string, kind: Kind, of: Amount): readonly [string, RunnerVariable] {
  const name = `${part}${of}_${kind}`;
  const { amount, example } = amounts[of];
  return [
    `KUBERNETES_${name}`,
    {
      doc: `${amount} ${kinds[kind]} ${whose}.`,
      caveat: 'More than the runner allows fails the job.',
      only: allowed(`${name.toLowerCase()}_overwrite_max_allowed`),
      default: { says: 'what the configuration of the runner says' },
      example: `KUBERNETES_${name}: ${example}`,
    },
  ];
}

const KINDS = ['REQUEST', 'LIMIT'] as const;

const resources: RunnerVariables = Object.fromEntries([
  ...Object.entries(containers).flatMap(([part, whose]) =>
    (['CPU', 'MEMORY', 'EPHEMERAL_STORAGE'] as const).flatMap(of => KINDS.map(kind => resource(part, whose, kind, of))),
  ),
  ...(['CPU', 'MEMORY'] as const).flatMap(of =>
    KINDS.map(kind => resource('POD_', 'the pod with all its containers', kind, of)),
  ),
]);

export const kubernetesVariables: RunnerVariables = {
  ...resources,
  KUBERNETES_NAMESPACE_OVERWRITE: {
    doc: 'Namespace of the cluster in which the pod of the job is made.',
    only: allowed('namespace_overwrite_allowed'),
    default: { says: 'the namespace of the runner' },
  },
  KUBERNETES_SERVICE_ACCOUNT_OVERWRITE: {
    doc: 'Service account with whose rights the pod of the job runs.',
    only: allowed('service_account_overwrite_allowed'),
    default: { says: 'the service account of the runner' },
  },
  KUBERNETES_BEARER_TOKEN: {
    doc: 'Token with which the runner makes the pod of the job.',
    caveat: 'A secret: set it in the settings of the project, masked, and not in a file.',
    only: allowed('bearer_token_overwrite_allowed'),
  },
  KUBERNETES_POD_LABELS_: {
    doc: 'A label of the pod, as `key=value`.',
    caveat: 'Labels that the runner sets itself, below `runner.gitlab.com`, stay as they are.',
    only: allowed('pod_labels_overwrite_allowed'),
    example: 'KUBERNETES_POD_LABELS_1: team=web',
    series: true,
  },
  KUBERNETES_POD_ANNOTATIONS_: {
    doc: 'An annotation of the pod, as `key=value`.',
    only: allowed('pod_annotations_overwrite_allowed'),
    example: 'KUBERNETES_POD_ANNOTATIONS_1: owner=web',
    series: true,
  },
  KUBERNETES_NODE_SELECTOR_: {
    doc: 'A label that a node must have to take the pod, as `key=value`.',
    only: allowed('node_selector_overwrite_allowed'),
    example: 'KUBERNETES_NODE_SELECTOR_ARCH: kubernetes.io/arch=arm64',
    series: true,
  },
  KUBERNETES_NODE_TOLERATIONS_: {
    doc: 'A taint of nodes in spite of which the pod may run there, as `key=value:effect`.',
    caveat: 'An empty value tolerates all taints.',
    only: allowed('node_tolerations_overwrite_allowed'),
    example: 'KUBERNETES_NODE_TOLERATIONS_1: gpu=true:NoSchedule',
    series: true,
  },
};
