/**
 * Says once per file that a keyword is only proposed: released GitLab versions refuse it, which no other message says.
 */
import { gitlabVersion } from '../../spec/version.ts';
import { visitsIn, type Visit } from '../engine/visits.ts';
import { gathered } from '../engine/gathered.ts';
import { perBlock, type DocumentRule } from '../engine/rule.ts';

export const proposedKeyword: DocumentRule = {
  codes: ['proposed-keyword'],
  check({ blocks }, report) {
    const [first] = proposedIn(blocks);
    if (!first) return;
    report({
      code: 'proposed-keyword',
      message: `\`${first.name}\` is only proposed: every GitLab up to ${gitlabVersion} refuses a pipeline that contains it. Keep it on a branch until your GitLab knows it; \`gitlabCi.rules\` or a comment suppresses this note.`,
      at: first.member.key,
    });
  },
};

const proposedIn = gathered(
  perBlock((context): readonly Visit[] =>
    visitsIn(context).filter(({ field }) => field.status?.proposed !== undefined),
  ),
);
