/** Warns about a host that is more than a name or an address, such as a whole URL. */
import { guardedEach } from '../../text/failure.ts';
import { quoted, replaceValue } from '../../yaml/edit/edit.ts';
import { httpGetHost } from './hosts.ts';
import type { BlockRule } from '../engine/rule.ts';
import { handlerVisits } from '../engine/visits.ts';

export const hostForm: BlockRule = {
  codes: ['host-form'],
  check(context, report) {
    guardedEach('host-form', handlerVisits(context), visit => {
      const host = httpGetHost(visit);
      if (!host || host.surplus.length === 0) return;
      const { at } = visit.member.value;
      const fix = { title: 'Keep only the host', edits: replaceValue(at, quoted(host.bare, at.block.text)) };
      report({
        code: 'host-form',
        message: `This host contains ${listed(host.surplus)}, but Kubernetes reads all of it as a name or an address, where nothing answers. Write only the host; \`scheme\`, \`port\` and \`path\` are keys of their own.`,
        at,
        fixes: host.bare === '' ? [] : [fix],
      });
    });
  },
};

function listed(parts: readonly string[]): string {
  return parts.join(', ').replace(/, ([^,]*)$/, ' and $1');
}
