/** The pages of documentation that the facts of the table rest on. */

/** A page that a fact rests on. */
export interface Link {
  readonly label: string;
  readonly url: string;
}

/** A keyword in GitLab's reference of the CI language, by the anchor of its heading. */
export function gitlab(anchor: string): Link {
  return { label: 'GitLab', url: `https://docs.gitlab.com/ci/yaml/#${anchor}` };
}

export const proposal: Link = {
  label: 'proposal gitlab!130793',
  url: 'https://gitlab.com/gitlab-org/gitlab/-/merge_requests/130793',
};

export const runnerHooks: Link = {
  label: 'GitLab Runner',
  url: 'https://docs.gitlab.com/runner/executors/kubernetes/#configure-a-container-lifecycle-hook',
};

export const kubernetesHooks: Link = {
  label: 'Kubernetes hooks',
  url: 'https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/',
};

export const kubernetesHandler: Link = {
  label: 'Kubernetes API',
  url: 'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#LifecycleHandler',
};

export const kubernetesTermination: Link = {
  label: 'Kubernetes pod termination',
  url: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination',
};
