/** Says once a file that a keyword is only proposed: released GitLab refuses it, and no message of another kind would tell. */
import { gitlabVersion } from '../../spec/version.ts';
import { visitsIn, type Visit } from '../engine/visits.ts';
import { perBlock, type DocumentRule } from '../engine/rule.ts';

export const proposedKeyword: DocumentRule = {
  codes: ['proposed-keyword'],
  check({ blocks }, report) {
    for (const context of blocks) {
      const first = proposedIn(context);
      if (!first) continue;
      report({
        code: 'proposed-keyword',
        message: `\`${first.name}\` is only proposed: every GitLab up to ${gitlabVersion} refuses a pipeline that contains it. Keep it on a branch until your GitLab knows it; \`gitlabCi.rules\` or a comment suppresses this note.`,
        at: first.member.key,
      });
      return;
    }
  },
};

/** The first of them in the block: most files have none, and all their blocks are asked at every keystroke. */
const proposedIn = perBlock((context): Visit | undefined =>
  visitsIn(context).find(({ field }) => field.status?.proposed !== undefined),
);
