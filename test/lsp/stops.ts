/** A job and the template that it extends from `ci/stops.yml`, whose handler is another one than that of the job. */
export const EXEC = '.stops:\n  hooks:\n    pre_stop_k8s_container_handler:\n      exec: [/bin/drain]\n';
export const HTTP = '.stops:\n  hooks:\n    pre_stop_k8s_container_handler:\n      http_get: {}\n';
export const JOB =
  'include: /ci/stops.yml\n' +
  'deploy:\n  extends: .stops\n  script: make\n' +
  '  hooks:\n    pre_stop_k8s_container_handler:\n      tcp_socket: { port: 80 }\n';
