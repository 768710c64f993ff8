/**
 * Warns about a loopback host in `http_get`: the request comes from the node, so it reaches the node and not the
 * container.
 */
import { guardedEach } from '../../text/failure.ts';
import { removeEntry } from '../../yaml/edit/edit.ts';
import { httpGetHost, isLoopback } from './hosts.ts';
import type { BlockRule } from '../engine/rule.ts';
import { handlerVisits } from '../engine/visits.ts';

export const loopbackHost: BlockRule = {
  codes: ['loopback-host'],
  check(context, report) {
    guardedEach('loopback-host', handlerVisits(context), visit => {
      const host = httpGetHost(visit);
      if (!host || !isLoopback(host.bare)) return;
      report({
        code: 'loopback-host',
        message: `\`${host.bare}\` is the node here, not the container: the kubelet sends this request from the node. Without \`host\` it goes to the address of the pod, where the server must listen. Both are the same only in a pod that uses the host network.`,
        at: visit.member.value.at,
        fixes: [{ title: 'Remove the host to use the address of the pod', edits: removeEntry(visit.member.key) }],
      });
    });
  },
};
