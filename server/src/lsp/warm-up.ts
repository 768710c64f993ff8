/**
 * Judges a small pipeline while nobody waits, since most of what the first file of a client takes is code that runs for the
 * first time.
 */
import { diagnose, judgeAhead } from '../features/diagnostics.ts';
import { projectOf } from '../ci/project.ts';
import type { Enough } from '../rules/engine/rule.ts';
import { parse } from '../yaml/document/document.ts';
import type { Times } from './judging.ts';
import { sliceOfTime } from './quiet.ts';

/** Most clients open a file at once: what they said by then is known after so many milliseconds. */
const PAUSE = 20;

/** Begins if a client has nothing to do after a pause, gives way to each message, and ends when it is not wanted. */
export function warmUp(isWanted: () => boolean, { later, quiet }: Times): void {
  let judge: ((enough: Enough) => boolean) | undefined;
  const slice = (): void => {
    if (!isWanted()) return;
    judge ??= judgingOfPipeline();
    if (!judge(sliceOfTime())) quiet(slice);
  };
  later(PAUSE, () => quiet(slice));
}

/** All of it at once. */
export function warmUpAtOnce(): void {
  judgingOfPipeline()(() => false);
}

/** Does as much as there is time for, and returns whether that was all. */
function judgingOfPipeline(): (enough: Enough) => boolean {
  const document = parse('warm-up:/.gitlab-ci.yml', PIPELINE);
  const project = projectOf(document);
  return enough => {
    if (judgeAhead(project, document, enough) !== 'all') return false;
    diagnose(project, document, {});
    return true;
  };
}

/** Something of most kinds that people write, with a few faults. */
export const PIPELINE = `# a pipeline
stages: [build, test, deploy]
workflow:
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
default:
  image: "alpine:3.20"
  interruptible: true
variables:
  LEVEL: "1"
  OTHER: '\${LEVEL}2'
.base: &base
  tags: [linux]
  before_script:
    - echo "begin"
  retry: { max: 1, when: [runner_system_failure] }
compile:
  extends: .base
  stage: build
  needs: []
  script:
    - make -j "$(nproc)" && echo done
    - |
      if [ -n "$LEVEL" ]; then
        for each in a b; do echo "\${each}"; done
      fi
  artifacts:
    paths: [out/]
    expire_in: 1 week
    when: always
  cache:
    key: { files: [lock] }
    paths: [.cache/]
unit:
  <<: *base
  stage: test
  timeout: 1h 30m
  needs:
    - job: compile
      artifacts: true
  parallel:
    matrix:
      - KIND: [a, b]
  services: [postgres:16]
  script: !reference [compile, script]
  rules:
    - if: $CI_COMMIT_TAG =~ /^v\\d+/ && $LEVEL != null
      when: manual
    - changes: [src/**/*]
      allow_failure: true
    - when: never
site:
  stage: nowhere
  extends: [.base]
  dependencies: [compile]
  script: make site
  environment: { name: site, url: https://example.com }
  only: [main]
  retry: 9
  scrpt: x
`;
