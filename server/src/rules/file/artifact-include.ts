/** Warns about `include:artifact` in a pipeline that is no child pipeline: there are no artifacts before its jobs. */
import { isNull } from '../../ci/blank.ts';
import { isStart } from '../../ci/project.ts';
import { include } from '../../spec/include.ts';
import type { BlockRule } from '../engine/rule.ts';
import { visitsIn } from '../engine/visits.ts';

export const artifactInclude: BlockRule = {
  codes: ['invalid-include'],
  check(context, report) {
    // files with other names are often those of child pipelines
    if (!isStart(context.uri)) return;
    for (const { name, member, within } of visitsIn(context)) {
      if (name !== 'artifact' || within[0] !== include || isNull(member.value)) continue;
      report({
        code: 'invalid-include',
        severity: 'warning',
        message:
          '`artifact` is for child pipelines only: GitLab refuses it here, since no job has run yet. Put it below `trigger:include` of a job.',
        at: member.key,
      });
    }
  },
};
