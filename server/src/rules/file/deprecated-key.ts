/** Marks keys that GitLab still accepts but has better ones for. */
import { insteadText } from '../../readings/describe.ts';
import { preStopHandler } from '../../spec/hooks.ts';
import type { Field } from '../../spec/shape.ts';
import { guardedEach } from '../../text/failure.ts';
import type { Fix } from '../../text/problem.ts';
import { moveToDefault } from './move-to-default.ts';
import { blocksWith } from '../engine/gathered.ts';
import { perBlock, type DocumentContext, type DocumentRule } from '../engine/rule.ts';
import { visitsIn, type Visit } from '../engine/visits.ts';

export const deprecatedKey: DocumentRule = {
  codes: ['deprecated-key'],
  check(context, report) {
    for (const block of concerned(context.blocks)) {
      guardedEach('deprecated-key', deprecatedIn(block), visit => {
        const { name, field, member } = visit;
        report({
          code: 'deprecated-key',
          message: `\`${name}\` is deprecated. ${reason(field)}`,
          at: member.key,
          fixes: mend(context, visit),
          ...(field.status?.deprecatedIn !== undefined && { versions: { from: field.status.deprecatedIn } }),
          tag: 'deprecated',
        });
      });
    }
  },
};

/** Deprecated keys of handlers in a pre-stop hook have rules of their own. */
const deprecatedIn = perBlock((context): readonly Visit[] =>
  visitsIn(context).filter(
    ({ field, within }) => field.status?.deprecated !== undefined && !within.includes(preStopHandler),
  ),
);

const concerned = blocksWith(block => deprecatedIn(block).length > 0);

function reason({ status }: Field): string {
  const { deprecated = '', instead = [] } = status ?? {};
  return instead.every(key => deprecated.includes(`\`${key}\``)) ? deprecated : deprecated + insteadText(instead);
}

const DEFAULT = 'default';

function mend(context: DocumentContext, { field, member }: Visit): readonly Fix[] {
  if (field.status?.instead?.[0] !== DEFAULT) return [];
  const edits = moveToDefault(context, member);
  return edits.length > 0 ? [{ title: `Move it to ${DEFAULT}`, edits }] : [];
}
