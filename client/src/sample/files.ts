/** The text of the sample: a small pipeline with something to try for every step of the walkthrough. */
import { l10n } from 'vscode';

/** The name is also that of the file system: the sample exists in memory only. */
export const SAMPLE = 'gitlab-ci-sample';

export const PIPELINE = '/.gitlab-ci.yml';
const TEMPLATE = '/ci/graceful.yml';

/** Where the steps begin, in the text of {@link PIPELINE}. */
export const HANDLER = 'web:';
export const CONFLICT = 'http_get:';

/** The files by their path. The folder `.git` makes them one repository, at whose root paths of includes begin. */
export function sampleFiles(): Readonly<Record<string, string>> {
  return {
    '/.git/HEAD': 'ref: refs/heads/main\n',
    [PIPELINE]: `# ${l10n.t('A sample in memory: nothing of it is run.')}
stages: [build, test, deploy]

include: /ci/graceful.yml

compile:
  stage: build
  script: make

unit:
  stage: test
  needs: [compile]
  script: ./test.sh

# ${l10n.t('The handler is missing: choose one from the list.')}
${HANDLER}
  stage: deploy
  needs: [unit]
  script: ./deploy-web.sh
  hooks:
    pre_stop_k8s_container_handler:
      

# ${l10n.t('Its template has another handler in another file.')}
worker:
  stage: deploy
  extends: .graceful
  script: ./deploy-worker.sh
  hooks:
    pre_stop_k8s_container_handler:
      ${CONFLICT}
        port: 8080
`,
    [TEMPLATE]: `.graceful:
  hooks:
    pre_stop_k8s_container_handler:
      exec: [/bin/drain]
`,
  };
}
